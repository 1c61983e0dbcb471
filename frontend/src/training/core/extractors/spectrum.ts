/** The discrete Fourier transform of a few hundred numbers. */

/** How strong each frequency is in `signal`, from none to the highest: one more than half its length, which is a power of 2. */
export function magnitudes(signal: Float64Array): Float64Array {
  const real = reordered(signal);
  const imaginary = new Float64Array(signal.length);
  for (let half = 1; half < signal.length; half *= 2) combine(real, imaginary, half);
  return Float64Array.from({ length: signal.length / 2 + 1 }, (_, i) =>
    Math.sqrt((real[i] as number) ** 2 + (imaginary[i] as number) ** 2),
  );
}

/** By the place whose binary digits are the same from behind. */
function reordered(signal: Float64Array): Float64Array {
  const made = new Float64Array(signal.length);
  for (let at = 0, mirrored = 0; at < signal.length; at++) {
    made[mirrored] = signal[at] as number;
    let digit = signal.length >> 1;
    for (; mirrored & digit; digit >>= 1) mirrored ^= digit;
    mirrored |= digit;
  }
  return made;
}

/** Makes one transform of every two neighbours of length `half`. */
function combine(real: Float64Array, imaginary: Float64Array, half: number): void {
  for (let turn = 0; turn < half; turn++) {
    const cosine = Math.cos((Math.PI * turn) / half);
    const sine = -Math.sin((Math.PI * turn) / half);
    for (let at = turn; at < real.length; at += 2 * half) {
      const other = at + half;
      const [x, y] = [real[other] as number, imaginary[other] as number];
      const [turnedX, turnedY] = [x * cosine - y * sine, x * sine + y * cosine];
      const [ownX, ownY] = [real[at] as number, imaginary[at] as number];
      real[at] = ownX + turnedX;
      imaginary[at] = ownY + turnedY;
      real[other] = ownX - turnedX;
      imaginary[other] = ownY - turnedY;
    }
  }
}
