/** The values of a row as they are written on a page and read from it. */

import type { Field, Value } from "../contract/values.js";
import { currentLanguage, say } from "../i18n/index.js";
import { type DecimalSign, decimalSignOf, readNumber, writeNumber } from "../table/numbers.js";

export type RowValues = Record<string, Value>;

const SHOWN_DIGITS = 4;
const ABOUT_DIGITS = 2;

/** How whoever reads this page writes numbers. */
export const decimalSign = (): DecimalSign => decimalSignOf(currentLanguage());

export function showValue(value: Value): string {
  return typeof value === "number" ? writeNumber(value, decimalSign()) : (value ?? "");
}

/** A number that was worked out, with no more digits than anyone would read. */
export function showRounded(number: number): string {
  return rounded(number, SHOWN_DIGITS);
}

/** For what is said with "about". */
export function showAbout(number: number): string {
  return rounded(number, ABOUT_DIGITS);
}

function rounded(number: number, digits: number): string {
  return writeNumber(Number(number.toPrecision(digits)), decimalSign());
}

/** As the language writes it, or else as others do: "3,5" can be nothing else. Null for what is no number. */
export function readTyped(text: string): number | null {
  const sign = decimalSign();
  return readNumber(text, sign) ?? readNumber(text, sign === "." ? "," : ".");
}

/** What was written in each field, by its id, as values; and for each field that does not fit what is wrong with it. */
export function readRow(
  fields: readonly Field[],
  written: (field: Field) => string,
): { values: RowValues; wrong: Map<string, string> } {
  const values: RowValues = {};
  const wrong = new Map<string, string>();
  for (const field of fields) {
    const text = written(field).trim();
    const value = field.type === "number" && text !== "" ? readTyped(text) : text || null;
    if (text !== "" && value === null) wrong.set(field.id, say.notANumber(field.name, showValue(3.5)));
    values[field.id] = value;
  }
  return { values, wrong };
}
