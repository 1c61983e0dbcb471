/** The discrete Fourier transform of signals of one length. */

export class Spectrum {
  private readonly half: number;
  private readonly places: Uint16Array;
  private readonly cosines: Float64Array;
  private readonly sines: Float64Array;

  /** `length` is a power of 2. */
  constructor(private readonly length: number) {
    this.half = length / 2;
    this.places = mirrored(length);
    const angles = Float64Array.from({ length: this.half }, (_, turn) => (Math.PI * turn) / this.half);
    this.cosines = angles.map(Math.cos);
    this.sines = angles.map((angle) => -Math.sin(angle));
  }

  /** How strong each frequency is in `signal`, from none to the highest: one more than half its length. */
  magnitudes(signal: Float64Array): Float64Array {
    const real = new Float64Array(this.length);
    const imaginary = new Float64Array(this.length);
    this.places.forEach((place, at) => (real[place] = signal[at] as number));
    for (let half = 1; half < this.length; half *= 2) this.combine(real, imaginary, half);
    return Float64Array.from({ length: this.half + 1 }, (_, i) =>
      Math.sqrt((real[i] as number) ** 2 + (imaginary[i] as number) ** 2),
    );
  }

  /** Makes one transform of every two neighbours of length `half`. */
  private combine(real: Float64Array, imaginary: Float64Array, half: number): void {
    const step = this.half / half;
    for (let turn = 0; turn < half; turn++) {
      const cosine = this.cosines[turn * step] as number;
      const sine = this.sines[turn * step] as number;
      for (let one = turn; one < this.length; one += 2 * half) {
        const other = one + half;
        const x = (real[other] as number) * cosine - (imaginary[other] as number) * sine;
        const y = (real[other] as number) * sine + (imaginary[other] as number) * cosine;
        real[other] = (real[one] as number) - x;
        imaginary[other] = (imaginary[one] as number) - y;
        real[one] = (real[one] as number) + x;
        imaginary[one] = (imaginary[one] as number) + y;
      }
    }
  }
}

/** For each place the one whose binary digits are the same from behind. */
function mirrored(length: number): Uint16Array {
  const places = new Uint16Array(length);
  for (let at = 1; at < length; at++)
    places[at] = ((places[at >> 1] as number) >> 1) + (at % 2) * (length / 2);
  return places;
}
