/** Sound at another number of samples a second. */

/** Zero crossings of the filter to each side: enough that no tone above the new range comes back as another one. */
const CROSSINGS = 16;
/** The filter begins to let less through a bit below the highest tone that the new rate can have. */
const PASS = 0.92;

/** The same sound with `to` instead of `from` samples a second. A windowed sinc: what browsers do by themselves differs
 * from one to the next, and some leave tones in that were not there. */
export function atRate(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const step = from / to;
  const cut = Math.min(1, to / from) * PASS;
  const reach = CROSSINGS / cut;
  const length = Math.floor(samples.length / step);
  return Float32Array.from({ length }, (_, place) => at(samples, place * step, cut, reach));
}

function at(samples: Float32Array, centre: number, cut: number, reach: number): number {
  const first = Math.max(0, Math.ceil(centre - reach));
  const last = Math.min(samples.length - 1, Math.floor(centre + reach));
  let sum = 0;
  for (let place = first; place <= last; place++) {
    const distance = place - centre;
    sum += (samples[place] as number) * cut * sinc(cut * distance) * fade(distance / reach);
  }
  return sum;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** A Hann window, from -1 to 1. */
function fade(x: number): number {
  return 0.5 + 0.5 * Math.cos(Math.PI * x);
}
