/** What was typed into a table, as numbers to learn from; `training/core/table.py` does the same.
 *
 * A cell is a number: of a choice it is the place in the field's list, and what is missing or does not fit is NaN. */

import type { Field, Value } from "../../contract/values.js";

export type Values = Readonly<Record<string, Value>>;

/** One cell an example. */
export interface Column {
  field: Field;
  cells: Float64Array;
}

/** So near to 0 that it can be said in JSON, and that sums and squares of such numbers are finite. */
export function bounded(number: number): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, number));
}

export function inputsOf(fields: readonly Field[]): Field[] {
  return fields.filter(({ role }) => role === "input");
}

/** The value of the field; null when it is missing or does not fit. */
export function fitting({ id, type, choices }: Field, values: Values): Value {
  const value = Object.hasOwn(values, id) ? values[id] : null;
  if (type === "number") return typeof value === "number" ? value : null;
  return typeof value === "string" && choices.includes(value) ? value : null;
}

export function cellOf(field: Field, values: Values): number {
  const value = fitting(field, values);
  if (value === null) return NaN;
  return typeof value === "number" ? bounded(value) : field.choices.indexOf(value);
}

/** One a field. */
export function cellsOf(fields: readonly Field[], values: Values): number[] {
  return fields.map((field) => cellOf(field, values));
}

/** `rows` are cells, one a field. */
export function columnsOf(fields: readonly Field[], rows: readonly number[][]): Column[] {
  return fields.map((field, place) => ({
    field,
    cells: Float64Array.from(rows, (row) => row[place] ?? NaN),
  }));
}
