/** Features "sounds-speech-embedding"@1; `training/core/extractors/sounds.py` says what they are and makes the same. */

import { SOUND_SAMPLES } from "../../../contract/limits.js";
import { Network } from "./network.js";
import { Spectrum } from "./spectrum.js";
import { realNumbers, type TensorFile, tensorOf } from "./tensors.js";

export const SHIFTS = [0, -1600, -800, 800, 1600];
/** So many parts of a sound are made quiet to find out which one counts. */
export const MOMENTS = 10;

const STEP = 100;
const QUIET = 32;
const SILENCE = 3_000;
const FRAME = 400;
const HOP = 160;
const TRANSFORM = 512;
const OFFSET = 0.001;
const FRAMES = Math.floor((SOUND_SAMPLES + 2 * SILENCE - FRAME) / HOP) + 1;

export class SoundExtractor {
  private readonly network: Network;
  private readonly spectrum = new Spectrum(TRANSFORM);
  private readonly window: Float32Array;
  private readonly mel: Float32Array;
  private readonly pitches: number;

  /** TensorFlow.js must be ready. */
  constructor(weights: TensorFile) {
    this.network = new Network(weights);
    this.window = realNumbers(tensorOf(weights, "window"));
    this.mel = realNumbers(tensorOf(weights, "mel"));
    this.pitches = tensorOf(weights, "mel").shape[1] ?? 0;
  }

  /** 768 numbers for a second of sound, samples from -1 to 1. */
  vector(sound: Float32Array): Promise<Float32Array> {
    return this.heard(centred(sound));
  }

  /** The sound, and the sound a little earlier and later. */
  async vectorsToTrain(sound: Float32Array): Promise<Float32Array[]> {
    const middle = centred(sound);
    const vectors: Float32Array[] = [];
    for (const shift of SHIFTS) vectors.push(await this.heard(turned(middle, shift)));
    return vectors;
  }

  /** For each moment, from the beginning: the sound when that moment is as quiet as the quietest one. What is left stays where
   * it is heard in the whole sound. */
  async *vectorsWithout(sound: Float32Array): AsyncGenerator<Float32Array> {
    const by = toCentre(sound);
    const length = SOUND_SAMPLES / MOMENTS;
    const loudness = loudnessOf(sound, length);
    const quietest = loudness.reduce((least, loud) => Math.min(least, loud));
    for (const [moment, loud] of loudness.entries()) {
      const left = sound.slice();
      const share = loud > 0 ? Math.sqrt(quietest / loud) : 1;
      for (let i = moment * length; i < (moment + 1) * length; i++) left[i] = (left[i] as number) * share;
      yield await this.heard(turned(left, by));
    }
  }

  private heard(sound: Float32Array): Promise<Float32Array> {
    return this.network.run(this.loudness(sound), [FRAMES, this.pitches, 1]);
  }

  private loudness(sound: Float32Array): Float32Array {
    const padded = new Float64Array(SOUND_SAMPLES + 2 * SILENCE);
    sound.forEach((sample, i) => (padded[SILENCE + i] = sample));
    const made = new Float32Array(FRAMES * this.pitches);
    for (let frame = 0; frame < FRAMES; frame++)
      made.set(this.atMoment(padded.subarray(frame * HOP, frame * HOP + FRAME)), frame * this.pitches);
    return made;
  }

  /** The logarithm of how loud each pitch is. */
  private atMoment(samples: Float64Array): Float64Array {
    const signal = new Float64Array(TRANSFORM);
    samples.forEach((sample, i) => (signal[i] = sample * (this.window[i] as number)));
    const sums = new Float64Array(this.pitches);
    this.spectrum.magnitudes(signal).forEach((strength, i) => {
      for (let pitch = 0; pitch < this.pitches; pitch++)
        sums[pitch] = (sums[pitch] as number) + strength * (this.mel[i * this.pitches + pitch] as number);
    });
    return sums.map((sum) => Math.log(sum + OFFSET));
  }
}

/** Turned so that the middle of what is loud is in the middle. */
export function centred(sound: Float32Array): Float32Array {
  return turned(sound, toCentre(sound));
}

/** By how many samples. */
function toCentre(sound: Float32Array): number {
  const loudness = loudnessOf(sound, STEP);
  const quiet = 2 * (loudness.toSorted()[QUIET] as number);
  const above = loudness.map((value) => Math.max(value - quiet, 0));
  const sum = above.reduce((all, value) => all + value, 0);
  if (sum === 0) return 0;
  const weighted = above.reduce((all, value, i) => all + value * i, 0);
  return SOUND_SAMPLES / 2 - Math.floor((weighted / sum) * STEP) - STEP / 2;
}

/** Of every so many samples. */
function loudnessOf(sound: Float32Array, length: number): Float64Array {
  return Float64Array.from({ length: SOUND_SAMPLES / length }, (_, i) =>
    sound.subarray(i * length, (i + 1) * length).reduce((sum, sample) => sum + sample * sample, 0),
  );
}

/** What falls off one end comes back at the other. */
function turned(sound: Float32Array, by: number): Float32Array {
  const start = (by + SOUND_SAMPLES) % SOUND_SAMPLES;
  const made = new Float32Array(SOUND_SAMPLES);
  made.set(sound.subarray(SOUND_SAMPLES - start));
  made.set(sound.subarray(0, SOUND_SAMPLES - start), start);
  return made;
}
