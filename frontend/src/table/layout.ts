/** How a table is written: which sign is the decimal one, and whether its first row names the columns. */

import { fold } from "../contract/text.js";
import { type DecimalSign, readNumber } from "./numbers.js";
import { type Delimiter, guessDelimiter, type Line, splitTable } from "./split.js";

export interface Layout {
  delimiter: Delimiter;
  decimal: DecimalSign;
  header: boolean;
}

/** One column from top to bottom; rows that are too short have nothing in it. */
export interface Column {
  /** as its header says; empty without one */
  name: string;
  cells: string[];
}

export interface Table {
  layout: Layout;
  lines: Line[];
  columns: Column[];
}

/** What is known before a table is read. */
export interface Known {
  /** names that a column may have */
  names: readonly string[];
  /** how this person writes numbers */
  decimal: DecimalSign;
}

/** In this share of a column's cells a number makes it a column of numbers. */
const MOSTLY = 0.8;
/** A comma or a point before three digits may also stand between thousands. */
const EITHER = /^[-+]?\d{1,3}([.,])\d{3}$/;

/** What is `said` about the layout holds; the rest is guessed. */
export async function readTable(text: string, known: Known, said: Partial<Layout> = {}): Promise<Table> {
  const delimiter = said.delimiter ?? (await guessDelimiter(text, known.names));
  const lines = await splitTable(text, delimiter);
  const decimal = said.decimal ?? guessDecimal(columnsOf(lines, false), delimiter, known.decimal);
  const header = said.header ?? guessHeader(lines, known, decimal);
  return {
    layout: { delimiter, decimal, header },
    lines: header ? lines.slice(1) : lines,
    columns: columnsOf(lines, header),
  };
}

export function isMostlyNumbers(cells: readonly string[], sign: DecimalSign): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  const numbers = filled.filter((cell) => readNumber(cell, sign) !== null);
  return numbers.length > 0 && numbers.length >= filled.length * MOSTLY;
}

function columnsOf(lines: readonly Line[], header: boolean): Column[] {
  const width = lines.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  const names = header ? (lines[0]?.cells ?? []) : [];
  const rows = header ? lines.slice(1) : lines;
  return Array.from({ length: width }, (_, at) => ({
    name: names[at]?.trim() ?? "",
    cells: rows.map(({ cells }) => cells[at] ?? ""),
  }));
}

/** Only columns of numbers are asked, and their first row last: it may be of names. What can be read both ways counts for
 * neither; where all can, a table that is cut by semicolons leaves the comma to the numbers, one that is
 * cut by commas the point, and others are written as this person does. */
function guessDecimal(columns: readonly Column[], delimiter: Delimiter, usual: DecimalSign): DecimalSign {
  const [first, rest] = [
    columns.map(({ cells }) => cells.slice(0, 1)),
    columns.map(({ cells }) => cells.slice(1)),
  ];
  const isNumeric = (at: number) =>
    [".", ","].some((sign) => isMostlyNumbers(rest[at] ?? [], sign as DecimalSign));
  for (const cells of [rest.filter((_, at) => isNumeric(at)).flat(), first.flat()]) {
    const [points, commas] = [countOnly(cells, ".", ","), countOnly(cells, ",", ".")];
    if (points !== commas) return points > commas ? "." : ",";
  }
  const unclear = new Set(rest.flat().map((cell) => EITHER.exec(cell.trim())?.[1]));
  if (delimiter === ";" && unclear.has(",") && !unclear.has(".")) return ",";
  return delimiter === "," ? "." : usual;
}

function countOnly(cells: readonly string[], sign: DecimalSign, other: DecimalSign): number {
  return cells.filter((cell) => readNumber(cell, sign) !== null && readNumber(cell, other) === null).length;
}

/** Known names, or words above numbers, or in a table of words a first row that never comes again. */
function guessHeader(lines: readonly Line[], { names }: Known, decimal: DecimalSign): boolean {
  const [first, ...rest] = columnsOf(lines, false).map(({ cells: [name = "", ...cells] }) => ({
    name,
    cells,
  }));
  if (!first) return false;
  const columns = [first, ...rest];
  const known = new Set(names.map(fold));
  if (columns.some(({ name }) => known.has(fold(name)))) return true;
  if (lines.length < 2 || columns.some(({ name }) => readNumber(name, decimal) !== null)) return false;
  if (columns.some(({ name, cells }) => name.trim() !== "" && isMostlyNumbers(cells, decimal))) return true;
  return columns.every(({ name, cells }) => name.trim() !== "" && !cells.includes(name));
}
