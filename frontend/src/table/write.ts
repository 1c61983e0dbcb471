/** Tables on their way out: CSV that spreadsheets open and do not run. */

import { guarded } from "./cells.js";
import { type DecimalSign, writeNumber } from "./numbers.js";

export type Cell = number | string | null;

/** Spreadsheets take a file without this mark for one of an older encoding. */
const UTF8_MARK = "\ufeff";

/** Where the decimal sign is a comma, spreadsheets expect semicolons between cells. */
export function writeTable(rows: readonly (readonly Cell[])[], sign: DecimalSign): string {
  const delimiter = sign === "," ? ";" : ",";
  const lines = rows.map((cells) => cells.map((cell) => writeCell(cell, sign)).join(delimiter));
  return UTF8_MARK + lines.map((line) => `${line}\r\n`).join("");
}

function writeCell(cell: Cell, sign: DecimalSign): string {
  if (cell === null) return "";
  if (typeof cell === "number") return writeNumber(cell, sign);
  const text = guarded(cell);
  return /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
