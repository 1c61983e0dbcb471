/** The text of a table: from the bytes of a file, or as it was pasted. */

import { Problem } from "../contract/problems.js";

/** More than a class could look through; larger ones would make the page stand still. */
export const TABLE_BYTES = 10_000_000;

/** UTF-16 with its mark, UTF-8 with or without, and what older spreadsheets save. Problems: `too_large`, and `invalid` for
 * what is no text, both with "table" as their field. */
export function decodeTable(bytes: Uint8Array): string {
  checkSize(bytes.length);
  return checkedText(decode(bytes));
}

/** Text that was pasted, on the same terms. */
export function pastedTable(text: string): string {
  checkSize(text.length);
  return checkedText(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}

function checkSize(length: number): void {
  if (length > TABLE_BYTES) throw new Problem("too_large", "This table is too large.", "table");
}

function checkedText(text: string): string {
  if (text.includes("\0")) throw new Problem("invalid", "This is no table of text.", "table");
  return text;
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
