/** How many examples should be kept back for testing, and which could be. */

import { HELD_BACK_TO_BE_SURE } from "../workshop/certainty.js";
import { groupBy, type Seen } from "./seen.js";

/** A third may be kept back, so that enough is left to learn from. */
const SURE_FROM = 3 * HELD_BACK_TO_BE_SURE;
const ONE_IN = 5;

/** Of so many examples. Fewer are as many as the stores keep back by themselves. */
export function wantedBack(examples: number): number {
  return examples >= SURE_FROM ? HELD_BACK_TO_BE_SURE : Math.floor(examples / ONE_IN);
}

/** About so many of these examples of one label as can be kept back together, from early and late ones alike: what
 * `bundleOf` says to belong together stays so. Half of them are left to learn from. */
export function toKeepBack(
  examples: readonly Seen[],
  wanted: number,
  bundleOf: (one: Seen) => unknown,
): string[] {
  const learned = examples.filter(({ heldBack }) => !heldBack);
  const room = examples.length - 2 * (examples.length - learned.length);
  const bundles = [...groupBy(learned, bundleOf).values()];
  const kept = new Set(examples.filter(({ heldBack }) => heldBack).map(bundleOf));
  const free = bundles.filter(([first]) => first !== undefined && !kept.has(bundleOf(first)));
  const picked = spread(
    free.filter(({ length }) => length <= wanted),
    wanted,
  );
  if (picked.length > 0) return picked.flat().map(({ id }) => id);
  const smallest = free.toSorted((one, other) => one.length - other.length)[0] ?? [];
  return smallest.length * 2 <= room ? smallest.map(({ id }) => id) : [];
}

/** Of as many bundles as have room together, evenly chosen. */
function spread(bundles: readonly Seen[][], room: number): Seen[][] {
  const step = Math.max(1, bundles.length / room);
  const picked: Seen[][] = [];
  let left = room;
  for (let at = step / 2; at < bundles.length; at += step) {
    const bundle = bundles[Math.floor(at)] ?? [];
    if (bundle.length > left) continue;
    picked.push(bundle);
    left -= bundle.length;
  }
  return picked;
}
