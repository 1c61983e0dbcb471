/** What the original Machine Learning for Kids calls labels, fields and rows, as far as a project here can hold them. What
 * cannot be used is counted; nothing is refused. `projects/files/from_original.py` decides the same. */

import { v7 as newId } from "uuid";

import {
  CHOICES,
  CHOICES_LEAST,
  CHOICE_LENGTH,
  FIELD_NAME_LENGTH,
  FIELDS,
  LABEL_LENGTH,
  LABELS,
  TEXT_LENGTH,
} from "../contract/limits.js";
import { Problem } from "../contract/problems.js";
import { checkFilled, checkText, fold } from "../contract/text.js";
import type { Field, Label, Skipped, Value } from "../contract/values.js";
import { isObject } from "./check.js";

export type What = Skipped["what"];

export class Tally {
  private readonly counts = new Map<What, number>();

  add(what: What, times = 1): void {
    if (times > 0) this.counts.set(what, (this.counts.get(what) ?? 0) + times);
  }

  skipped(): Skipped[] {
    return [...this.counts].map(([what, count]) => ({ what, count }));
  }
}

/** A label with what was held back of it. */
export interface Counted {
  id: string;
  everAdded: number;
  heldBack: number;
}

/** The labels that can be used, each found by every name that is the same. */
export class Buckets {
  readonly labels: Label[] = [];
  private readonly byName = new Map<string, Counted>();

  constructor(names: readonly unknown[], tally: Tally) {
    for (const name of names) {
      if (typeof name !== "string" || !fits(() => checkFilled(name, LABEL_LENGTH, ""))) tally.add("label");
      else if (this.byName.has(fold(name))) tally.add("same_label");
      else if (this.labels.length === LABELS) tally.add("label");
      else this.take(name.trim());
    }
  }

  find(name: unknown): Counted | undefined {
    return typeof name === "string" ? this.byName.get(fold(name)) : undefined;
  }

  private take(name: string): void {
    const id = newId();
    this.labels.push({ id, name });
    this.byName.set(fold(name), { id, everAdded: 0, heldBack: 0 });
  }
}

/** `field` is null for one that cannot be used; `choices` are the original's, by their index. */
interface Column {
  field: Field | null;
  choices: string[];
}

/** The fields of a numbers project, each with its place in a row. */
export class Columns {
  private readonly columns: Column[];
  private readonly used = new Set<string>();

  constructor(said: readonly unknown[], tally: Tally) {
    this.columns = said.map((one, at) => this.column(isObject(one) ? one : {}, at));
    tally.add("field", this.columns.filter(({ field }) => field === null).length);
  }

  get fields(): Field[] {
    return this.columns.flatMap(({ field }) => (field === null ? [] : [field]));
  }

  /** Null for a row with nothing that can be used. */
  valuesIn(row: unknown, tally: Tally): Record<string, Value> | null {
    const cells: unknown[] = Array.isArray(row) ? row : [];
    const values: Record<string, Value> = {};
    let unusable = Math.max(0, cells.length - this.columns.length);
    this.columns.forEach((column, at) => {
      if (column.field === null) return;
      const cell = cells[at] ?? null;
      const value = valueOf(cell, column);
      values[column.field.id] = value;
      if (cell !== null && value === null) unusable += 1;
    });
    if (Object.values(values).every((value) => value === null)) return null;
    tally.add("value", unusable);
    return values;
  }

  private column({ name, fieldtype, choices }: Record<string, unknown>, at: number): Column {
    const words = Array.isArray(choices) ? choices.map(choiceOf) : [];
    const distinct = [...new Set(words)];
    if (at >= FIELDS) return { field: null, choices: [] };
    const field = { id: newId(), role: "input" as const };
    if (fieldtype === "number")
      return { field: { ...field, name: this.nameOf(name, at), type: "number", choices: [] }, choices: [] };
    const enough = distinct.length >= CHOICES_LEAST && distinct.length <= CHOICES;
    if (fieldtype !== "multichoice" || words.includes("") || !enough) return { field: null, choices: [] };
    return {
      field: { ...field, name: this.nameOf(name, at), type: "choice", choices: distinct },
      choices: words,
    };
  }

  /** As it was, as far as it can be: a column is worth more than its name. */
  private nameOf(said: unknown, at: number): string {
    const fault = wrongWith(said, FIELD_NAME_LENGTH);
    let name = fault === null || fault === "long" ? cut(said as string, FIELD_NAME_LENGTH) : String(at + 1);
    if (this.used.has(fold(name))) {
      const ending = ` ${at + 1}`;
      name =
        Array.from(name)
          .slice(0, FIELD_NAME_LENGTH - ending.length)
          .join("") + ending;
    }
    this.used.add(fold(name));
    return name;
  }
}

/** What keeps a text from being kept, or null. */
export function wrongWith(text: unknown, most = TEXT_LENGTH): What | null {
  if (typeof text !== "string" || text.trim() === "") return "empty";
  if (!fits(() => checkFilled(text, Infinity, ""))) return "odd";
  return fits(() => checkFilled(text, most, "")) ? null : "long";
}

export function fits(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (problem) {
    if (problem instanceof Problem) return false;
    throw problem;
  }
}

/** A choice may be given by its index or by its words. Null for what is missing or cannot be used. */
function valueOf(cell: unknown, { field, choices }: Column): Value {
  if (field?.type !== "choice") return numberOf(cell);
  const word = choiceOf(cell);
  if (choices.includes(word)) return word;
  const index = numberOf(cell);
  return index === null ? null : (choices[index] ?? null);
}

function numberOf(cell: unknown): number | null {
  const isWritten = typeof cell === "string" && cell.trim() !== "";
  const number = isWritten ? Number(cell) : cell;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** Empty for what cannot be one. */
function choiceOf(said: unknown): string {
  if (typeof said !== "string") return "";
  const word = cut(said, CHOICE_LENGTH);
  return fits(() => checkText(word, CHOICE_LENGTH, "")) ? word : "";
}

function cut(said: string, most: number): string {
  return Array.from(said.trim()).slice(0, most).join("").trim();
}
