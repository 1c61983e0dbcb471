/** A number for every picture that hardly changes when the picture hardly does: `training/media/near.py` says how it is made,
 * and makes the same. */

import { CHANNELS, onWhite, type Pixels } from "./pixels.js";

const ROWS = 8;
const COLUMNS = 9;

/** Two pictures are nearly the same when not more bits than these differ. */
export const NEAR_BITS = 4;

/** 64 bits, signed. Of at most 512 pixels on a side: then all sums are whole numbers that stay exact. */
export function nearHash(picture: Pixels): bigint {
  const { width, height } = picture;
  const [down, across] = [weights(height, ROWS), weights(width, COLUMNS)];
  const grey = greyOf(picture);
  const rows = Array.from({ length: height }, (_, y) => {
    const row = grey.subarray(y * width, (y + 1) * width);
    return across.map((columns) => weighed(columns, (x) => row[x] as number));
  });
  const cells = down.map((heights) =>
    across.map((columns, at) => {
      const all = weighed(heights, (y) => rows[y]?.[at] as number);
      return all / (sum(heights) * sum(columns));
    }),
  );
  const bits = cells.flatMap((row) => row.slice(1).map((right, at) => (row[at] as number) < right));
  return BigInt.asIntN(64, BigInt(`0b${bits.map(Number).join("")}`));
}

export function differingBits(one: bigint, other: bigint): number {
  const differing = BigInt.asUintN(64, one ^ other).toString(2);
  return Array.from(differing).filter((bit) => bit === "1").length;
}

function greyOf(picture: Pixels): Float64Array {
  const { data } = onWhite(picture);
  return Float64Array.from({ length: data.length / CHANNELS }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * CHANNELS);
    return Math.floor((299 * red + 587 * green + 114 * blue + 500) / 1000);
  });
}

/** How much each of the dots counts in each of the cells: a triangle over the cell. */
function weights(dots: number, cells: number): Float64Array[] {
  return Array.from({ length: cells }, (_, cell) =>
    Float64Array.from({ length: dots }, (_, dot) => {
      const apart = Math.abs((2 * dot + 1) * cells - (2 * cell + 1) * dots);
      return Math.max(0, 2 * Math.max(dots, cells) - apart);
    }),
  );
}

function weighed(by: Float64Array, valueAt: (place: number) => number): number {
  return by.reduce((all, weight, place) => all + (weight === 0 ? 0 : weight * valueAt(place)), 0);
}

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
