/** Which pictures look nearly the same. */

import { NEAR_BITS } from "../media/near.js";
import type { Breath } from "./breath.js";
import type { Seen } from "./seen.js";

const BITS = 64;

/** Pictures of one look together, each with the first that it is like, so that a film of small steps is not one look.
 * A plain picture has no edges to compare by, and is like no other. */
export async function looksOf(pictures: readonly Seen[], breath: Breath): Promise<Seen[][]> {
  const looks: Seen[][] = [];
  const plain: Seen[][] = [];
  // The halves of the nearHash of the first picture of each look: ten thousand are compared with each other in a moment.
  const highs = new Int32Array(pictures.length);
  const lows = new Int32Array(pictures.length);
  for (const picture of pictures) {
    await breath.take();
    const [high, low] = halvesOf(picture);
    if (isPlain(bitsIn(high) + bitsIn(low))) {
      plain.push([picture]);
      continue;
    }
    let at = 0;
    while (at < looks.length && differing(highs, lows, at, high, low) > NEAR_BITS) at++;
    if (at < looks.length) {
      looks[at]?.push(picture);
      continue;
    }
    looks.push([picture]);
    highs[at] = high;
    lows[at] = low;
  }
  return [...looks, ...plain];
}

/** A picture without a hash is as good as plain. */
function halvesOf({ data }: Seen): [number, number] {
  const hash = ("media" in data ? data.media.nearHash : null) ?? "";
  return [parseInt(hash.slice(0, 8) || "0", 16) | 0, parseInt(hash.slice(8) || "0", 16) | 0];
}

function isPlain(bits: number): boolean {
  return bits <= NEAR_BITS || bits >= BITS - NEAR_BITS;
}

function differing(highs: Int32Array, lows: Int32Array, at: number, high: number, low: number): number {
  return bitsIn((highs[at] as number) ^ high) + bitsIn((lows[at] as number) ^ low);
}

/** How many bits of a 32-bit number are set. */
function bitsIn(number: number): number {
  let bits = number - ((number >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
