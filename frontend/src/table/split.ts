/** From text to cells. */

import type { ParseError } from "papaparse";

import { fold } from "../contract/text.js";
import { unguarded } from "./cells.js";

export const DELIMITERS = ["\t", ";", ",", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** One row as a spreadsheet counts them, from 1. */
export interface Line {
  row: number;
  cells: string[];
  /** a quote in it is never closed or goes on after its end, so nobody knows where its cells end */
  broken: boolean;
}

const LOOKED_AT = 50;

/** Empty rows are left out; the others keep the numbers that they have in the file. */
export async function splitTable(text: string, delimiter: Delimiter): Promise<Line[]> {
  const { default: csv } = await import("papaparse");
  const { data, errors } = csv.parse<string[]>(withOneLineEnd(text), { delimiter, newline: "\n" });
  const broken = new Set(errors.filter(isAboutQuotes).map(({ row }) => row));
  return data
    .map((cells, at) => ({ row: at + 1, cells: cells.map(unguarded), broken: broken.has(at) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
}

/** The one that lays bare the most known names in the first row; then the one that cuts most rows into equally many cells;
 * then the one that is rarer in words and numbers. */
export async function guessDelimiter(text: string, names: readonly string[]): Promise<Delimiter> {
  const { default: csv } = await import("papaparse");
  const known = new Set(names.map(fold));
  const look = { newline: "\n", preview: LOOKED_AT, skipEmptyLines: true } as const;
  const guesses = DELIMITERS.map((delimiter) => {
    const { data, errors } = csv.parse<string[]>(withOneLineEnd(text), { ...look, delimiter });
    const found = (data[0] ?? []).filter((cell) => known.has(fold(unguarded(cell)))).length;
    // Cut in the wrong places, a cell can begin with a quote that was inside of one.
    const trust = errors.some(isAboutQuotes) ? 0.5 : 1;
    return { delimiter, found, share: trust * shareOfEqualRows(data.map(({ length }) => length)) };
  });
  const best = guesses.sort((a, b) => b.found - a.found || b.share - a.share)[0];
  return best && best.found + best.share > 0 ? best.delimiter : ",";
}

function isAboutQuotes({ type }: ParseError): boolean {
  return type === "Quotes";
}

/** 0 when most rows are not cut at all. */
function shareOfEqualRows(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width = 1, count = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return width > 1 ? count / widths.length : 0;
}

/** Old ones have a carriage return alone; in others that is a part of a cell. */
function withOneLineEnd(text: string): string {
  return text.includes("\n") ? text.replaceAll("\r\n", "\n") : text.replaceAll("\r", "\n");
}
