/** What a table would add to a project, and what of it stays out. Nothing is added here. */

import { FIELDS, FIELD_NAME_LENGTH, LABELS, LABEL_LENGTH } from "../contract/limits.js";
import { fold, lengthOf } from "../contract/text.js";
import type { Field, Label, Project } from "../contract/values.js";
import type { Table } from "./layout.js";
import { readNumber } from "./numbers.js";
import { choicesIn, type ColumnUse } from "./uses.js";
import type { Cell } from "./write.js";

/** What one row says, as the project's fields and labels have it. */
export interface NewRow {
  labelId: string | null;
  values: Record<string, Cell>;
}

export type Why = "number" | "choice" | "no_label" | "label" | "empty" | "quote" | "no_room";

/** A row that stays out; `row` counts as the table's own program does, and `column` is what the page calls it. */
export interface Misfit {
  row: number;
  column: string;
  cell: string;
  why: Why;
}

export interface Plan {
  /** those that the project does not have yet */
  fields: Field[];
  labels: Label[];
  rows: NewRow[];
  misfits: Misfit[];
}

interface Wishes {
  uses: readonly ColumnUse[];
  /** what columns are called that have no name */
  nameOf: (column: number) => string;
  /** for every row, where no column is the label */
  labelId: string | null;
  /** how many rows fit; null without limit */
  room: number | null;
  newId: () => string;
}

/** One column as it is read into the project. */
interface Reader {
  at: number;
  name: string;
  field: Field;
}

class Misfitting extends Error {
  constructor(
    readonly column: string,
    readonly cell: string,
    readonly why: Why,
  ) {
    super(why);
  }
}

export function planFor(
  table: Table,
  project: Pick<Project, "kind" | "fields" | "labels">,
  wishes: Wishes,
): Plan {
  const fields = newFields(table, project.fields, wishes);
  const readers = readersOf(table, project.fields, fields, wishes);
  const labels = new LabelReader(table, project, wishes);
  const rows: NewRow[] = [];
  const misfits: Misfit[] = [];
  for (const { row, cells, broken } of table.lines) {
    try {
      if (broken) throw new Misfitting("", "", "quote");
      const values = readValues(cells, readers, table.layout.decimal);
      if (rows.length === wishes.room) throw new Misfitting("", "", "no_room");
      rows.push({ values, labelId: labels.read(cells) });
    } catch (problem) {
      if (!(problem instanceof Misfitting)) throw problem;
      const { column, cell, why } = problem;
      misfits.push({ row, column, cell, why });
    }
  }
  return { fields, labels: labels.added, rows, misfits };
}

function readValues(
  cells: readonly string[],
  readers: readonly Reader[],
  decimal: "." | ",",
): NewRow["values"] {
  const values = readers.map(({ at, name, field }) => {
    const cell = cells[at] ?? "";
    return [field.id, cell.trim() === "" ? null : readCell(cell, name, field, decimal)] as const;
  });
  if (values.every(([, value]) => value === null)) throw new Misfitting("", "", "empty");
  return Object.fromEntries(values);
}

function readCell(cell: string, column: string, field: Field, decimal: "." | ","): Cell {
  const value = field.type === "number" ? readNumber(cell, decimal) : readChoice(cell, field.choices);
  if (value === null) throw new Misfitting(column, cell, field.type);
  return value;
}

/** As it is written, or else the one choice that differs only in capitals and space. */
export function readChoice(cell: string, choices: readonly string[]): string | null {
  if (choices.includes(cell)) return cell;
  const loose = choices.filter((choice) => loosely(choice) === loosely(cell));
  return loose.length === 1 ? (loose[0] ?? null) : null;
}

function loosely(text: string): string {
  return fold(text).replace(/\s+/g, " ");
}

function newFields({ columns }: Table, there: readonly Field[], { uses, nameOf, newId }: Wishes): Field[] {
  const taken = new Set(there.map(({ name }) => fold(name)));
  const fields: Field[] = [];
  columns.forEach(({ name, cells }, at) => {
    const use = uses[at];
    if (use?.as !== "new" || there.length + fields.length >= FIELDS) return;
    const choices = use.type === "choice" ? choicesIn(cells) : [];
    const free = freeName(name || nameOf(at), taken);
    fields.push({ id: newId(), name: free, type: use.type, choices, role: use.role });
  });
  return fields;
}

/** Cut to what a field's name may have, and with a number behind it when it is taken; it is taken from now on. */
function freeName(wanted: string, taken: Set<string>): string {
  const signs = Array.from(wanted);
  for (let number = 1; ; number++) {
    const ending = number === 1 ? "" : ` ${number}`;
    const name =
      signs
        .slice(0, FIELD_NAME_LENGTH - ending.length)
        .join("")
        .trim() + ending;
    if (taken.has(fold(name))) continue;
    taken.add(fold(name));
    return name;
  }
}

function readersOf(
  { columns }: Table,
  there: readonly Field[],
  fresh: readonly Field[],
  { uses, nameOf }: Wishes,
): Reader[] {
  const news = fresh.values();
  return columns.flatMap(({ name }, at) => {
    const use = uses[at];
    const field =
      use?.as === "field"
        ? there.find(({ id }) => id === use.field)
        : use?.as === "new"
          ? news.next().value
          : undefined;
    return field ? [{ at, name: name || nameOf(at), field }] : [];
  });
}

/** Reads the label of each row, and gathers those that the project does not have yet. */
class LabelReader {
  readonly added: Label[] = [];
  #column: number;
  #name: string;
  #needed: boolean;
  #ids: Map<string, string>;
  #wishes: Wishes;

  constructor({ columns }: Table, { kind, labels }: Pick<Project, "kind" | "labels">, wishes: Wishes) {
    this.#column = wishes.uses.findIndex(({ as }) => as === "label");
    this.#name = columns[this.#column]?.name || wishes.nameOf(this.#column);
    this.#needed = kind !== "prediction";
    this.#ids = new Map(labels.map(({ id, name }) => [fold(name), id]));
    this.#wishes = wishes;
  }

  read(cells: readonly string[]): string | null {
    if (!this.#needed) return null;
    if (this.#column < 0) {
      if (this.#wishes.labelId === null) throw new Misfitting("", "", "no_label");
      return this.#wishes.labelId;
    }
    const cell = (cells[this.#column] ?? "").trim();
    if (cell === "") throw new Misfitting(this.#name, cell, "no_label");
    return this.#ids.get(fold(cell)) ?? this.#add(cell);
  }

  #add(name: string): string {
    if (this.#ids.size >= LABELS || lengthOf(name) > LABEL_LENGTH)
      throw new Misfitting(this.#name, name, "label");
    const id = this.#wishes.newId();
    this.#ids.set(fold(name), id);
    this.added.push({ id, name });
    return id;
  }
}
