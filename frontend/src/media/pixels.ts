/** Pictures as the numbers that they are made of. */

/** RGBA, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export const CHANNELS = 4;

/** The largest square in the middle. */
export function square({ width, height, data }: Pixels): Pixels {
  const side = Math.min(width, height);
  const left = Math.floor((width - side) / 2);
  const top = Math.floor((height - side) / 2);
  const middle = new Uint8ClampedArray(side * side * CHANNELS);
  for (let y = 0; y < side; y++) {
    const from = ((top + y) * width + left) * CHANNELS;
    middle.set(data.subarray(from, from + side * CHANNELS), y * side * CHANNELS);
  }
  return { width: side, height: side, data: middle };
}

/** What is transparent shows white. */
export function onWhite({ width, height, data }: Pixels): Pixels {
  const made = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at += CHANNELS) {
    const alpha = data[at + 3] as number;
    for (let colour = at; colour < at + 3; colour++)
      made[colour] = Math.floor(((data[colour] as number) * alpha + 255 * (255 - alpha) + 127) / 255);
    made[at + 3] = 255;
  }
  return { width, height, data: made };
}
