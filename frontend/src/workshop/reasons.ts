/** Which part of a picture or a sound counted most, and where that is. */

import type { Areas } from "../contract/values.js";

/** What changes the confidence by less does not stand out. */
export const STANDS_OUT = 0.02;

export type Side = "start" | "middle" | "end";

/** The place of the part that counted most; null when none stands out. */
export function strongest(effects: readonly number[]): number | null {
  const most = Math.max(...effects);
  return most >= STANDS_OUT ? effects.indexOf(most) : null;
}

/** Where the area is that counted most, from the left and from the top; null when none stands out. */
export function strongestArea({ columns, rows, effects }: Areas): { across: Side; down: Side } | null {
  const place = strongest(effects);
  if (place === null) return null;
  return { across: sideOf(place % columns, columns), down: sideOf(Math.floor(place / columns), rows) };
}

/** In which third the middle of a part is. */
export function sideOf(place: number, count: number): Side {
  const share = (place + 0.5) / count;
  return share < 1 / 3 ? "start" : share > 2 / 3 ? "end" : "middle";
}

/** Which of so many equal parts of a sound is the loudest. */
export function loudestPart(samples: Float32Array, count: number): number {
  const loudness = Array.from({ length: count }, (_, part) =>
    partOf(samples, part, count).reduce((sum, sample) => sum + sample * sample, 0),
  );
  return loudness.indexOf(Math.max(...loudness));
}

export function partOf(samples: Float32Array, part: number, count: number): Float32Array {
  const [start, end] = [part, part + 1].map((place) => Math.round((place * samples.length) / count));
  return samples.subarray(start, end);
}

/** How brightly each part is shown, 0 to 1. */
export function brightness(effects: readonly number[]): number[] {
  const most = Math.max(...effects, STANDS_OUT);
  return effects.map((effect) => Math.max(effect, 0) / most);
}
