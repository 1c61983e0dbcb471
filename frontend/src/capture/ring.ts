/** The last second of what is heard. */

import { SOUND_RATE, SOUND_SAMPLES } from "../contract/limits.js";
import { RateStream } from "./rate.js";

/** The samples that came last; those before them are forgotten. */
export class Ring {
  readonly #samples: Float32Array;
  /** how many have come, ever */
  #heard = 0;

  constructor(private readonly length: number) {
    this.#samples = new Float32Array(length);
  }

  hear(samples: Float32Array): void {
    const late = samples.subarray(Math.max(0, samples.length - this.length));
    const at = (this.#heard + samples.length - late.length) % this.length;
    const untilEnd = late.subarray(0, this.length - at);
    this.#samples.set(untilEnd, at);
    this.#samples.set(late.subarray(untilEnd.length), 0);
    this.#heard += samples.length;
  }

  /** In the order in which they came; null until there are as many as it holds. */
  last(): Float32Array | null {
    if (this.#heard < this.length) return null;
    const at = this.#heard % this.length;
    const last = new Float32Array(this.length);
    last.set(this.#samples.subarray(at));
    last.set(this.#samples.subarray(0, at), this.length - at);
    return last;
  }
}

/** As a model hears it, `SOUND_RATE` samples a second, of a microphone with its own rate. */
export class LastSecond {
  readonly #ring = new Ring(SOUND_SAMPLES);
  readonly #stream: RateStream | null;

  constructor(rate: number) {
    this.#stream = rate === SOUND_RATE ? null : new RateStream(rate, SOUND_RATE);
  }

  hear(samples: Float32Array): void {
    this.#ring.hear(this.#stream?.pass(samples) ?? samples);
  }

  /** From -1 to 1; null until a second has been heard. */
  samples(): Float32Array | null {
    return this.#ring.last();
  }
}
