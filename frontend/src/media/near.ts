/** A number for every picture that hardly changes when the picture hardly does: `training/media/near.py` says how it is made,
 * and makes the same. */

import { CHANNELS, onWhite, type Pixels } from "./pixels.js";

const ROWS = 8;
const COLUMNS = 9;
const DIGITS = 16;

/** Two pictures are nearly the same when not more bits than these differ. */
export const NEAR_BITS = 4;

/** 16 hex digits. Of at most 512 pixels on a side: then all sums are whole numbers that stay exact. */
export function nearHash(picture: Pixels): string {
  const [down, across] = [trianglesOver(picture.height, ROWS), trianglesOver(picture.width, COLUMNS)];
  const narrow = narrowed(greyOf(picture), picture.width, across);
  let bits = "";
  for (const high of down) {
    const cells = across.map((wide, column) => {
      let sum = 0;
      for (let y = high.first; y < high.end; y++)
        sum += (high.weights[y] as number) * (narrow[y * COLUMNS + column] as number);
      return sum / (high.total * wide.total);
    });
    for (let column = 1; column < COLUMNS; column++)
      bits += (cells[column - 1] as number) < (cells[column] as number) ? "1" : "0";
  }
  return BigInt(`0b${bits}`).toString(16).padStart(DIGITS, "0");
}

/** In how many of their bits two numbers differ. */
export function differingBits(one: string, other: string): number {
  const differing = (BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2);
  return Array.from(differing).filter((bit) => bit === "1").length;
}

function greyOf(picture: Pixels): Float64Array {
  const { data } = onWhite(picture);
  const grey = new Float64Array(data.length / CHANNELS);
  for (let at = 0; at < grey.length; at++) {
    const from = at * CHANNELS;
    const [red, green, blue] = [data[from] as number, data[from + 1] as number, data[from + 2] as number];
    grey[at] = Math.floor((299 * red + 587 * green + 114 * blue + 500) / 1000);
  }
  return grey;
}

/** How much each of the pixels of a side counts in a cell; before `first` and from `end` on it is nothing. */
interface Triangle {
  first: number;
  end: number;
  weights: Float64Array;
  total: number;
}

function trianglesOver(side: number, cells: number): Triangle[] {
  return Array.from({ length: cells }, (_, cell) => {
    const weights = Float64Array.from({ length: side }, (_, at) => {
      const apart = Math.abs((2 * at + 1) * cells - (2 * cell + 1) * side);
      return Math.max(0, 2 * Math.max(side, cells) - apart);
    });
    const first = weights.findIndex((weight) => weight > 0);
    const end = weights.findLastIndex((weight) => weight > 0) + 1;
    return { first, end, weights, total: weights.reduce((sum, weight) => sum + weight, 0) };
  });
}

/** Every row as the sums over its cells. */
function narrowed(grey: Float64Array, width: number, across: readonly Triangle[]): Float64Array {
  const narrow = new Float64Array((grey.length / width) * COLUMNS);
  for (let y = 0; y < grey.length / width; y++)
    across.forEach(({ first, end, weights }, column) => {
      let sum = 0;
      for (let x = first; x < end; x++) sum += (weights[x] as number) * (grey[y * width + x] as number);
      narrow[y * COLUMNS + column] = sum;
    });
  return narrow;
}
