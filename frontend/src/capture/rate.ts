/** Sound at another number of samples a second. */

/** Zero crossings of the filter to each side: enough that no tone above the new range comes back as another one. */
const CROSSINGS = 16;
/** The filter begins to let less through a bit below the highest tone that the new rate can have. */
const PASS = 0.92;

/** The same sound with `to` instead of `from` samples a second. */
export function atRate(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const stream = new RateStream(from, to);
  const made = new Float32Array(Math.floor((samples.length * to) / from));
  const first = stream.pass(samples);
  made.set(first);
  // What comes after the end is silence.
  made.set(stream.pass(new Float32Array(stream.reach)).subarray(0, made.length - first.length), first.length);
  return made;
}

/** Brings sound to another rate as it comes in. A windowed sinc: what browsers do by themselves differs from one to the
 * next, and some leave tones in that were not there. */
export class RateStream {
  /** how many samples to each side of a place count for it */
  readonly reach: number;
  readonly #cut: number;
  /** what is multiplied with the samples around a place, by how far that is behind a sample */
  readonly #weights = new Map<number, Float64Array>();
  /** the samples that still count, and the number of the first */
  #kept: Float32Array;
  #first: number;
  /** how many have been made */
  #made = 0;

  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {
    this.#cut = Math.min(1, to / from) * PASS;
    this.reach = Math.ceil(CROSSINGS / this.#cut) + 1;
    // Silence before the beginning.
    this.#kept = new Float32Array(this.reach);
    this.#first = -this.reach;
  }

  /** What can be told now: a place must have been heard past by `reach` samples. */
  pass(samples: Float32Array): Float32Array {
    const { from, to, reach } = this;
    const heard = joined(this.#kept, samples);
    const end = this.#first + heard.length;
    const count = Math.max(0, Math.ceil(((end - reach) * to) / from) - this.#made);
    const made = Float32Array.from({ length: count }, (_, at) => this.#at((this.#made + at) * from, heard));
    this.#made += count;
    const first = Math.floor((this.#made * from) / to) - reach;
    this.#kept = heard.slice(first - this.#first);
    this.#first = first;
    return made;
  }

  /** `place` counts samples, times `to`. */
  #at(place: number, heard: Float32Array): number {
    const behind = place % this.to;
    const first = (place - behind) / this.to - this.reach - this.#first;
    return this.#weightsFor(behind).reduce(
      (sum, weight, at) => sum + weight * (heard[first + at] as number),
      0,
    );
  }

  #weightsFor(behind: number): Float64Array {
    const known = this.#weights.get(behind);
    if (known) return known;
    const made = Float64Array.from({ length: 2 * this.reach + 1 }, (_, at) =>
      weight(at - this.reach - behind / this.to, this.#cut),
    );
    this.#weights.set(behind, made);
    return made;
  }
}

function joined(one: Float32Array, other: Float32Array): Float32Array {
  const both = new Float32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** Of a sample so far from the place. */
function weight(distance: number, cut: number): number {
  const share = (distance * cut) / CROSSINGS;
  return Math.abs(share) > 1 ? 0 : cut * sinc(cut * distance) * fade(share);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** A Hann window, from -1 to 1. */
function fade(x: number): number {
  return 0.5 + 0.5 * Math.cos(Math.PI * x);
}
