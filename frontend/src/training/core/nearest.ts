/** Which examples are most like what was guessed, to the model; `training/core/nearest.py` says how, and finds the same. */

import type { Field, Neighbour, NewData } from "../../contract/values.js";
import { BUCKETS, type Vector } from "./features.js";
import { digestOf, type Kept, NOTHING_KEPT, type TrainingExamples } from "./order.js";
import type { Item, ParsedModel } from "./parsed.js";
import { NGRAMS, type Reader } from "./readers.js";

const NEIGHBOURS = 3;
/** Of examples that are alike to so many digits the first one wins, wherever it is calculated. */
const DIGITS = 1e6;
const TINY = 2 ** -126;

/** An example that the model learned from; `item` is what its head takes. */
export interface Learned {
  id: string;
  label: string | null;
  item: Item;
}

/** Where there is an extractor, of those examples that it has read before: to read all of them anew would take long. */
export async function learnedFrom(
  examples: TrainingExamples,
  { features, vectors }: Reader,
  kept: Kept,
): Promise<Learned[]> {
  const known = features ? await kept.load(features) : null;
  const learned: Learned[] = [];
  for await (const { id, labelId: label, data } of examples) {
    if (known === null) for await (const item of vectors([data])) learned.push({ id, label, item });
    const item = known?.get(digestOf(data))?.subarray(0, features?.length);
    if (item) learned.push({ id, label, item });
  }
  return learned;
}

/** By the words and letters that they share, whoever has learned them. */
export async function nearestTexts(data: NewData, examples: TrainingExamples): Promise<Neighbour[]> {
  for await (const item of NGRAMS.vectors([data]))
    return nearest({ fields: [] }, item, await learnedFrom(examples, NGRAMS, NOTHING_KEPT));
  return [];
}

/** The most like first; what has nothing in common is none. */
export function nearest(
  model: Pick<ParsedModel, "fields">,
  item: Item,
  learned: readonly Learned[],
): Neighbour[] {
  const likeness = likenessTo(
    model,
    item,
    learned.map((row) => row.item),
  );
  const found = learned.map(({ id, label }, i) => ({
    exampleId: id,
    labelId: label,
    likeness: Math.round((likeness[i] ?? 0) * DIGITS) / DIGITS,
  }));
  return found
    .filter((one) => one.likeness > 0)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, NEIGHBOURS);
}

/** 0 to 1 for each of the others. */
function likenessTo({ fields }: Pick<ParsedModel, "fields">, item: Item, others: Item[]): number[] {
  if (fields.length > 0) return ofCells(fields, item as number[], others as number[][]);
  if ("buckets" in item) return ofNgrams(item, others as Vector[]);
  return ofRows(item as Float32Array, others as Float32Array[]);
}

function ofNgrams({ buckets, values }: Vector, others: Vector[]): number[] {
  const whole = new Float64Array(BUCKETS);
  buckets.forEach((bucket, i) => (whole[bucket] = values[i] as number));
  return others.map((other) =>
    other.values.reduce((sum, value, i) => sum + value * (whole[other.buckets[i] as number] as number), 0),
  );
}

function ofRows(row: Float32Array, others: Float32Array[]): number[] {
  const length = lengthOf(row);
  return others.map((other) => {
    let sum = 0;
    for (let i = 0; i < row.length; i++) sum += (row[i] as number) * (other[i] as number);
    return Math.min(Math.max(sum / Math.max(length * lengthOf(other), TINY), 0), 1);
  });
}

function lengthOf(row: Float32Array): number {
  let sum = 0;
  for (const value of row) sum += value * value;
  return Math.sqrt(sum);
}

function ofCells(fields: readonly Field[], cells: number[], others: number[][]): number[] {
  const squares = others.map(() => 0);
  for (const [place, field] of fields.entries()) {
    const column = others.map((other) => other[place] ?? NaN);
    const by = field.type === "choice" ? 0 : spreadOf(column);
    const cell = cells[place] ?? NaN;
    column.forEach((other, i) => (squares[i] = (squares[i] ?? 0) + squareOf(cell, other, by)));
  }
  return squares.map((sum) => 1 / (1 + Math.sqrt(sum / fields.length)));
}

/** `by` is 0 for choices. */
function squareOf(one: number, other: number, by: number): number {
  if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) && Number.isNaN(other) ? 0 : 1;
  if (by === 0) return one === other ? 0 : 1;
  return ((one - other) / by) ** 2;
}

/** The standard deviation; where all are the same, 1 is far away. Rounding gives equal numbers a spread, and very small ones
 * none. */
function spreadOf(column: number[]): number {
  const known = column.filter((cell) => !Number.isNaN(cell));
  if (known.every((cell) => cell === known[0])) return 1;
  const mean = known.reduce((sum, cell) => sum + cell, 0) / known.length;
  const variance = known.reduce((sum, cell) => sum + (cell - mean) ** 2, 0) / known.length;
  return Math.sqrt(variance) || 1;
}
