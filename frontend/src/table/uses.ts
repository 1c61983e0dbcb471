/** What each column of a table is for: a guess that the person can change before anything is added. */

import { CHOICES, CHOICES_LEAST, CHOICE_LENGTH, FIELDS, LABELS } from "../contract/limits.js";
import { fold, lengthOf } from "../contract/text.js";
import type { Field, Project } from "../contract/values.js";
import { type Column, isMostlyNumbers, type Table } from "./layout.js";
import { type DecimalSign, readNumber } from "./numbers.js";

export type ColumnUse =
  | { as: "field"; field: string }
  | { as: "label" }
  /** a field that the project does not have yet; `output` is what a prediction project guesses */
  | { as: "new"; type: Field["type"]; role: "input" | "output" }
  | { as: "nothing" };

type Fields = Pick<Project, "kind" | "fields" | "labels">;

const NOTHING: ColumnUse = { as: "nothing" };
const LABEL: ColumnUse = { as: "label" };

/** One use a column. A column goes by its name, whatever the name is; without names, by its place. */
export function guessUses({ columns, layout }: Table, project: Fields): ColumnUse[] {
  const uses = layout.header ? byName(columns, project.fields) : byPlace(columns, project);
  const label = project.kind === "numbers" ? guessLabel(columns, uses, project, layout.decimal) : -1;
  if (label >= 0) uses[label] = LABEL;
  let room = FIELDS - project.fields.length;
  const guessed = columns.map((column, at) => {
    const use = uses[at] ?? guessNew(column, layout.decimal);
    if (use.as !== "new") return use;
    return room-- > 0 ? use : NOTHING;
  });
  return project.kind === "prediction" ? withOutput(guessed, project.fields) : guessed;
}

/** All that a person may make of this column. */
export function usesOffered({ cells }: Column, decimal: DecimalSign, project: Fields): ColumnUse[] {
  const isNumber = cells.some((cell) => readNumber(cell, decimal) !== null);
  const isNewOutput = project.kind === "prediction" && outputOf(project.fields) === undefined;
  const fresh: ColumnUse[] = [];
  if (isNumber) fresh.push({ as: "new", type: "number", role: "input" });
  if (isNumber && isNewOutput) fresh.push({ as: "new", type: "number", role: "output" });
  if (couldBeChoice(cells)) fresh.push({ as: "new", type: "choice", role: "input" });
  return [
    ...project.fields.map(({ id }): ColumnUse => ({ as: "field", field: id })),
    ...(project.kind === "numbers" ? [LABEL] : []),
    ...fresh,
    NOTHING,
  ];
}

/** One column has another use. A field, the label and what is guessed are one column each: another one that had it is left. */
export function withUse(uses: readonly ColumnUse[], column: number, use: ColumnUse): ColumnUse[] {
  return uses.map((other, at) => {
    if (at === column) return use;
    return isForOne(use) && sameUse(use, other) ? NOTHING : other;
  });
}

export function sameUse(one: ColumnUse, other: ColumnUse | undefined): boolean {
  if (one.as === "field") return other?.as === "field" && one.field === other.field;
  if (one.as === "new") return other?.as === "new" && one.type === other.type && one.role === other.role;
  return one.as === other?.as;
}

function isForOne(use: ColumnUse): boolean {
  return use.as === "field" || use.as === "label" || (use.as === "new" && use.role === "output");
}

export function outputOf(fields: readonly Field[]): Field | undefined {
  return fields.find(({ role }) => role === "output");
}

/** Those of a column, in the order in which they come. */
export function choicesIn(cells: readonly string[]): string[] {
  return [...new Set(cells.map((cell) => cell.trim()))].filter((choice) => choice !== "");
}

function byName(columns: readonly Column[], fields: readonly Field[]): (ColumnUse | undefined)[] {
  const free = new Map(fields.map(({ id, name }) => [fold(name), id]));
  return columns.map(({ name }) => {
    const field = free.get(fold(name));
    free.delete(fold(name));
    return field === undefined ? undefined : { as: "field", field };
  });
}

/** The label may stand anywhere: where the labels of the project are. */
function byPlace(columns: readonly Column[], { fields, labels }: Fields): (ColumnUse | undefined)[] {
  const left = [...fields];
  return columns.map(({ cells }) => {
    if (shareOf(cells, labels) >= 0.5) return undefined;
    const field = left.shift();
    return field && { as: "field", field: field.id };
  });
}

/** The column with the project's labels; else the last one of a few words that come again and again. -1 for none. */
function guessLabel(
  columns: readonly Column[],
  uses: readonly (ColumnUse | undefined)[],
  { labels }: Fields,
  decimal: DecimalSign,
): number {
  const free = columns.map((column, at) => ({ ...column, at })).filter(({ at }) => !uses[at]);
  const shares = free.map(({ cells, at }) => ({ at, share: shareOf(cells, labels) }));
  const best = shares.sort((a, b) => b.share - a.share)[0];
  if (best && best.share >= 0.5) return best.at;
  return free.findLast(({ cells }) => isGroups(cells) && !isMostlyNumbers(cells, decimal))?.at ?? -1;
}

function shareOf(cells: readonly string[], labels: Fields["labels"]): number {
  const names = new Set(labels.map(({ name }) => fold(name)));
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.filter((cell) => names.has(fold(cell))).length / Math.max(1, filled.length);
}

function guessNew({ cells }: Column, decimal: DecimalSign): ColumnUse {
  if (isMostlyNumbers(cells, decimal)) return { as: "new", type: "number", role: "input" };
  return isGroups(cells) && couldBeChoice(cells) ? { as: "new", type: "choice", role: "input" } : NOTHING;
}

/** What a prediction project guesses is most often in the last column. */
function withOutput(uses: ColumnUse[], fields: readonly Field[]): ColumnUse[] {
  const last = uses.findLastIndex((use) => use.as === "new" && use.type === "number");
  if (outputOf(fields) || last < 0) return uses;
  return uses.with(last, { as: "new", type: "number", role: "output" });
}

/** Words that stand for groups come more than once; names and remarks do not. */
function isGroups(cells: readonly string[]): boolean {
  const different = choicesIn(cells).length;
  return (
    different >= 2 && different <= LABELS && different < cells.filter((cell) => cell.trim() !== "").length
  );
}

function couldBeChoice(cells: readonly string[]): boolean {
  const choices = choicesIn(cells);
  return (
    choices.length >= CHOICES_LEAST &&
    choices.length <= CHOICES &&
    choices.every((choice) => lengthOf(choice) <= CHOICE_LENGTH)
  );
}
