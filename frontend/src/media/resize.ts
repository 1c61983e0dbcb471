/** Makes pictures smaller or larger with a triangle filter. To the bit what Pillow's `BILINEAR` does, so that a model sees
 * the same picture here and on the website: a browser's own canvas does it in its own way. */

import { CHANNELS, type Pixels } from "./pixels.js";

/** Weights are whole numbers of this many bits after the point. */
const BITS = 22;
const ONE = 2 ** BITS;
const HALF = ONE / 2;

/** What one pixel of the result is made of: so many pixels from `first` on, by weight. */
interface Mix {
  first: number;
  weights: Int32Array;
}

/** Whole pictures only; channels are mixed apart, so that a picture with transparency must be put on a ground before. */
export function resized(picture: Pixels, width: number, height: number): Pixels {
  const wide = across(picture, width);
  return down(wide, height);
}

function across({ width: from, height, data }: Pixels, width: number): Pixels {
  if (from === width) return { width, height, data };
  const mixes = mixesOf(from, width);
  const made = new Uint8ClampedArray(width * height * CHANNELS);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      mix(mixes[x] as Mix, data, y * from * CHANNELS, CHANNELS, made, (y * width + x) * CHANNELS);
  return { width, height, data: made };
}

function down({ width, height: from, data }: Pixels, height: number): Pixels {
  if (from === height) return { width, height, data };
  const mixes = mixesOf(from, height);
  const made = new Uint8ClampedArray(width * height * CHANNELS);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      mix(mixes[y] as Mix, data, x * CHANNELS, width * CHANNELS, made, (y * width + x) * CHANNELS);
  return { width, height, data: made };
}

function mix(
  { first, weights }: Mix,
  data: Uint8ClampedArray,
  start: number,
  step: number,
  into: Uint8ClampedArray,
  at: number,
): void {
  let [red, green, blue, alpha] = [HALF, HALF, HALF, HALF];
  let from = start + first * step;
  for (const weight of weights) {
    red += (data[from] as number) * weight;
    green += (data[from + 1] as number) * weight;
    blue += (data[from + 2] as number) * weight;
    alpha += (data[from + 3] as number) * weight;
    from += step;
  }
  into[at] = red >> BITS;
  into[at + 1] = green >> BITS;
  into[at + 2] = blue >> BITS;
  into[at + 3] = alpha >> BITS;
}

function mixesOf(from: number, to: number): Mix[] {
  const scale = from / to;
  const reach = Math.max(1, scale);
  return Array.from({ length: to }, (_, place) => {
    const centre = (place + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - reach + 0.5));
    const end = Math.min(from, Math.trunc(centre + reach + 0.5));
    const near = Array.from({ length: end - first }, (_, at) =>
      triangle((first + at - centre + 0.5) / reach),
    );
    const sum = near.reduce((all, weight) => all + weight, 0);
    return { first, weights: Int32Array.from(near, (weight) => Math.trunc((weight / sum) * ONE + 0.5)) };
  });
}

function triangle(distance: number): number {
  return Math.max(0, 1 - Math.abs(distance));
}
