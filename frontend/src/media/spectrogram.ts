/** What a sound looks like: how loud each pitch is, moment by moment. */

/** `levels` are 0 (silent) to 255 (loud), row by row, the highest pitch in the first row. */
export interface Spectrogram {
  readonly width: number;
  readonly height: number;
  readonly levels: Uint8Array;
}

/** Samples that are looked at together, and from one look to the next. */
const WINDOW = 512;
const STEP = 128;
/** Pitches come two by two into one row. */
const ROWS = WINDOW / 4;
/** What is so much quieter than the loudest possible tone, in decibels, is shown as silence. */
const QUIETEST = 80;

/** A Hann window, which makes tones narrow. */
const FADE = Float64Array.from(
  { length: WINDOW },
  (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / WINDOW),
);
const LOUDEST = FADE.reduce((sum, share) => sum + share, 0) / 2;

/** Of samples from -1 to 1; there must be at least a window of them. */
export function spectrogramOf(samples: Float32Array): Spectrogram {
  const width = Math.floor((samples.length - WINDOW) / STEP) + 1;
  const levels = new Uint8Array(width * ROWS);
  for (let x = 0; x < width; x++) {
    const loud = loudness(samples.subarray(x * STEP, x * STEP + WINDOW));
    for (let row = 0; row < ROWS; row++) {
      const pitch = (ROWS - 1 - row) * 2;
      const size = Math.max(loud[pitch] as number, loud[pitch + 1] as number);
      levels[row * width + x] = levelOf(size);
    }
  }
  return { width, height: ROWS, levels };
}

function levelOf(size: number): number {
  const decibels = 20 * Math.log10(Math.max(size / LOUDEST, Number.MIN_VALUE));
  return Math.round(255 * Math.max(0, Math.min(1, 1 + decibels / QUIETEST)));
}

/** The size of each of the lower half of the frequencies. */
function loudness(samples: Float32Array): Float64Array {
  const real = Float64Array.from(FADE, (share, at) => share * (samples[at] as number));
  const imaginary = new Float64Array(WINDOW);
  transform(real, imaginary);
  return Float64Array.from({ length: WINDOW / 2 }, (_, at) =>
    Math.hypot(real[at] as number, imaginary[at] as number),
  );
}

/** The discrete Fourier transform, in place, of a power of two of numbers (Cooley and Tukey). */
export function transform(real: Float64Array, imaginary: Float64Array): void {
  const length = real.length;
  reorder(real, imaginary);
  for (let half = 1; half < length; half *= 2)
    for (let at = 0; at < half; at++) {
      const angle = (-Math.PI * at) / half;
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      for (let one = at; one < length; one += 2 * half) {
        const other = one + half;
        const [r, i] = [real[other] as number, imaginary[other] as number];
        const [turnedR, turnedI] = [r * cosine - i * sine, r * sine + i * cosine];
        real[other] = (real[one] as number) - turnedR;
        imaginary[other] = (imaginary[one] as number) - turnedI;
        real[one] = (real[one] as number) + turnedR;
        imaginary[one] = (imaginary[one] as number) + turnedI;
      }
    }
}

/** Each number goes to the place whose bits are those of its own backwards. */
function reorder(real: Float64Array, imaginary: Float64Array): void {
  const length = real.length;
  for (let one = 1, other = 0; one < length; one++) {
    let bit = length >> 1;
    for (; other & bit; bit >>= 1) other ^= bit;
    other ^= bit;
    if (one >= other) continue;
    for (const part of [real, imaginary])
      [part[one], part[other]] = [part[other] as number, part[one] as number];
  }
}
