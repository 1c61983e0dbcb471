/** Refuses examples that no place would keep. Problems: `invalid`, `too_large`. Pure; rights are no matter here. */

import { checkMoment } from "./checks.js";
import { SHAPES } from "./data.js";
import { EXAMPLES_AT_ONCE, MEDIA_AT_ONCE, TEXT_LENGTH } from "./limits.js";
import { Problem } from "./problems.js";
import { checkFilled, checkText } from "./text.js";
import type { Data, Field, NewData, NewExample, Project, Value } from "./values.js";

const GROUP_LENGTH = 64;
const SOURCE_LENGTH = 16;

/** As many things as a store takes at once. */
export function checkBatch(things: readonly unknown[]): void {
  if (things.length > EXAMPLES_AT_ONCE)
    throw new Problem("too_large", `Not more than ${EXAMPLES_AT_ONCE} examples at once.`);
}

export function checkNewExamples(examples: readonly NewExample[]): void {
  checkBatch(examples);
  checkFileBatch(examples.map(({ data }) => data));
  examples.forEach(checkExample);
}

export function checkFileBatch(data: readonly NewData[]): void {
  if (data.filter((one) => "file" in one).length > MEDIA_AT_ONCE)
    throw new Problem("too_large", `Not more than ${MEDIA_AT_ONCE} files at once.`);
}

/** What can be said without its project. */
export function checkExample({ data, group, heldBack, source, addedAt }: Checked): void {
  if ("text" in data) checkFilled(data.text, TEXT_LENGTH, "text", "too_large");
  if (group != null) checkText(group, GROUP_LENGTH, "group");
  if (source !== undefined) checkText(source, SOURCE_LENGTH, "source");
  // A page of another origin speaks this contract, too, and types are nothing to it.
  if (heldBack != null && typeof heldBack !== "boolean")
    throw new Problem("invalid", "An example is held back or it is not.", "heldBack");
  checkMoment(addedAt, "addedAt");
}

/** Whether it is an example of this project. */
export function checkBelongs({ labelId, data, heldBack }: Belonging, project: Kind): void {
  // A row that was kept elsewhere may have nothing left that fits its fields, and must not be lost for that.
  checkData(data, project, typeof heldBack === "boolean");
  const hasLabels = project.kind !== "prediction";
  if ((labelId !== null) !== hasLabels)
    throw new Problem(
      "invalid",
      `An example of this project ${hasLabels ? "needs a" : "has no"} label.`,
      "labelId",
    );
}

/** What is wrong with values is told with the field: `values.<id>`. */
export function checkData(data: NewData, { kind, fields }: Kind, mayBeEmpty = false): void {
  if (!(SHAPES[kind] in data))
    throw new Problem("invalid", "This is not what projects of this kind are made of.", "data");
  if (!("values" in data)) return;
  checkValues(data.values, fields);
  if (!mayBeEmpty && Object.values(data.values).every((value) => value === null))
    throw new Problem("invalid", "A row needs at least one value.", "values");
}

type Belonging = Pick<NewExample, "labelId" | "data" | "heldBack">;
type Kind = Pick<Project, "kind" | "fields">;
type Checked = Pick<NewExample, "group" | "heldBack" | "source" | "addedAt"> & { data: NewData | Data };

function checkValues(values: Record<string, Value>, fields: readonly Field[]): void {
  const known = new Map(fields.map((field) => [field.id, field]));
  for (const [id, value] of Object.entries(values)) {
    const field = known.get(id);
    if (field === undefined) throw wrongValue(id, "There is no such field in this project.");
    if (value !== null) checkValue(value, field);
  }
}

function checkValue(value: number | string, { id, name, type, choices }: Field): void {
  if (type === "number" && !Number.isFinite(value)) throw wrongValue(id, `${name} needs a number.`);
  if (type === "choice" && !choices.includes(value as string))
    throw wrongValue(id, `This is not one of the choices of ${name}.`);
}

function wrongValue(field: string, sentence: string): Problem {
  return new Problem("invalid", sentence, `values.${field}`);
}
