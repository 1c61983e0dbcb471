/** What counts as text, and when two names are the same; `storage/text.py` decides the same. */

import { type Code, Problem } from "./problems.js";

/** In a pattern with the `u` flag a surrogate that is half of a pair does not match. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Two names with the same fold are the same name. Accents count, capitals do not. */
export function fold(name: string): string {
  return name.normalize("NFC").trim().toLowerCase();
}

/** In code points. */
export function lengthOf(value: string): number {
  let length = 0;
  for (let at = 0; at < value.length; length++) at += (value.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return length;
}

/** Lengths count code points. Problems: `invalid` for a U+0000 or a lone surrogate, `tooLong` for the length. */
export function checkText(value: string, maxLength: number, field: string, tooLong: Code = "invalid"): void {
  if (value.includes("\0") || LONE_SURROGATE.test(value))
    throw new Problem("invalid", "This text has a character that cannot be kept.", field);
  if (value.length > maxLength && lengthOf(value) > maxLength)
    throw new Problem(tooLong, `This text is longer than ${maxLength} characters.`, field);
}

/** `checkText`, and `invalid` for a text of nothing but white space. */
export function checkFilled(
  value: string,
  maxLength: number,
  field: string,
  tooLong: Code = "invalid",
): void {
  checkText(value, maxLength, field, tooLong);
  if (value.trim() === "") throw new Problem("invalid", "Write something first.", field);
}
