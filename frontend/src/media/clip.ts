/** A second of a recording. */

import { SOUND_SAMPLES } from "../contract/limits.js";

/** How finely the loudest second is looked for, in samples: 10 ms. */
const STEP = 160;

/** `SOUND_SAMPLES` samples from there on; after the end of the recording it is silent. */
export function second(recording: Float32Array, start: number): Float32Array {
  const clip = new Float32Array(SOUND_SAMPLES);
  clip.set(recording.subarray(start, start + SOUND_SAMPLES));
  return clip;
}

/** Where the loudest second begins; with the sound in its middle where there is silence around it. */
export function loudestSecond(recording: Float32Array): number {
  const steps = Math.floor((recording.length - SOUND_SAMPLES) / STEP);
  const loud = new Float64Array(Math.max(0, steps) + 1);
  let sum = energy(recording, 0, SOUND_SAMPLES);
  loud[0] = sum;
  for (let step = 1; step <= steps; step++) {
    const left = (step - 1) * STEP;
    sum += energy(recording, left + SOUND_SAMPLES, STEP) - energy(recording, left, STEP);
    loud[step] = sum;
  }
  const most = Math.max(...loud) * 0.999;
  const first = loud.findIndex((one) => one >= most);
  let last = first;
  while ((loud[last + 1] ?? -1) >= most) last += 1;
  return Math.floor((first + last) / 2) * STEP;
}

function energy(samples: Float32Array, from: number, length: number): number {
  return samples.subarray(from, from + length).reduce((sum, sample) => sum + sample * sample, 0);
}
