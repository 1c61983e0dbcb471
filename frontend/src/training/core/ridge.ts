/** Ridge regression: a number as a base and an effect of every field; `training/core/ridge.py` says how it is found, and
 * finds the same. */

import { bounded, type Column } from "./table.js";

/** The effect of a number is `weight` for every 1 that it is above `mean`. */
export interface NumberTerm {
  mean: number;
  weight: number;
}

/** One effect a choice of the field; 0 for one that no example has. */
export interface ChoiceTerm {
  effects: number[];
}

export type Term = NumberTerm | ChoiceTerm;

/** `terms` has one for each field. */
export interface Ridge {
  base: number;
  terms: Term[];
}

/** One mean and one spread for a number, or for each choice. What never changes has an endless spread, so that it is 0
 * and weighs 0. */
export interface Scaled {
  column: Column;
  means: number[];
  spreads: number[];
  values: Float64Array[];
}

/** `outputs` is what is to be predicted, one an example; there is at least one example. */
export function fitRidge(columns: Column[], outputs: number[]): Ridge {
  const base = mean(outputs);
  const scaled = standardised(columns);
  const rows = scaled.flatMap(({ values }) => values);
  const products = rows.map((one, i) =>
    rows.slice(0, i + 1).map((other, j) => dot(one, other) + (i === j ? 1 : 0)),
  );
  const errors = Float64Array.from(outputs, (output) => output - base);
  const weights = solved(
    products,
    rows.map((row) => dot(row, errors)),
  );
  return { base, terms: termsOf(scaled, weights) };
}

/** Each with mean 0 and variance 1, and how it was brought there. */
export function standardised(columns: Column[]): Scaled[] {
  return columns.map(scaledOf);
}

/** `weights` are for all `values` of what was scaled, one after the other. */
export function termsOf(scaled: Scaled[], weights: number[]): Term[] {
  let first = 0;
  return scaled.map((part) => termOf(part, weights.slice(first, (first += part.values.length))));
}

export function effectOf(term: Term, cell: number): number {
  if (Number.isNaN(cell)) return 0;
  return "effects" in term ? (term.effects[cell] ?? 0) : bounded(term.weight * (cell - term.mean));
}

export function sumOf({ base, terms }: Ridge, cells: readonly number[]): number {
  return bounded(terms.reduce((sum, term, i) => sum + effectOf(term, cells[i] ?? NaN), base));
}

function scaledOf(column: Column): Scaled {
  const raw = rawOf(column);
  const known = raw.map((values) => values.filter((value) => !Number.isNaN(value)));
  const means = known.map((values) => (values.length > 0 ? mean(values) : 0));
  const spreads = known.map((values, i) => spreadOf(values, means[i] ?? 0));
  const values = raw.map((cells, i) =>
    cells.map((cell) => (cell - (means[i] ?? 0)) / (spreads[i] ?? 1) || 0),
  );
  return { column, means, spreads, values };
}

/** One array, or one for each choice; NaN where there is no value. */
function rawOf({ field, cells }: Column): Float64Array[] {
  if (field.type === "number") return [cells];
  return field.choices.map((_, place) =>
    cells.map((cell) => (Number.isNaN(cell) ? NaN : Number(cell === place))),
  );
}

function spreadOf(values: Float64Array, middle: number): number {
  if (values.every((value) => value === values[0])) return Infinity;
  // The squares of very small numbers are 0.
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) || Infinity;
}

function termOf({ column, means, spreads }: Scaled, weights: number[]): Term {
  const each = weights.map((weight, i) => bounded(weight / (spreads[i] ?? 1)));
  if (column.field.type === "number") return { mean: means[0] ?? 0, weight: each[0] ?? 0 };
  const away = dot(each, means);
  return { effects: each.map((one, i) => (spreads[i] === Infinity ? 0 : bounded(one - away))) };
}

/** Cholesky's way: `products` is the lower half of a matrix that has one, and is lost. */
function solved(products: number[][], right: number[]): number[] {
  products.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const rest = (row[j] ?? 0) - dot(row.slice(0, j), products[j] ?? []);
      row[j] = i === j ? Math.sqrt(rest) : rest / (products[j]?.[j] ?? 1);
    }
  });
  const half: number[] = [];
  products.forEach((row, i) => half.push(((right[i] ?? 0) - dot(half, row)) / (row[i] ?? 1)));
  const found = new Array<number>(right.length).fill(0);
  for (let i = found.length - 1; i >= 0; i--) {
    const later = products
      .slice(i + 1)
      .reduce((sum, row, k) => sum + (row[i] ?? 0) * (found[i + 1 + k] ?? 0), 0);
    found[i] = ((half[i] ?? 0) - later) / (products[i]?.[i] ?? 1);
  }
  return found;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum / values.length;
}

/** As far as the shorter one goes. */
function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < Math.min(one.length, other.length); i++) sum += (one[i] ?? 0) * (other[i] ?? 0);
  return sum;
}
