/** Refuses what no place would keep. Problems: `invalid`, `too_large`, `limit_reached`. Pure; rights are no matter here. */

import {
  EXAMPLES_AT_ONCE,
  LABELS,
  LABEL_LENGTH,
  PAGE_LENGTH,
  PROJECT_NAME_LENGTH,
  TEXT_LENGTH,
  WORK_BYTES,
  WORK_NAME_LENGTH,
} from "./limits.js";
import { Problem } from "./problems.js";
import { checkFilled, checkText, fold } from "./text.js";
import type {
  Label,
  NewExample,
  NewProject,
  NewWork,
  PageRequest,
  ProjectChange,
  ProjectKind,
  WorkKind,
} from "./values.js";

const WORK_KINDS: readonly WorkKind[] = ["scratch", "python"];
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const LANGUAGE_LENGTH = 12;
const GROUP_LENGTH = 64;
const SOURCE_LENGTH = 16;
/** The end of the year 9999: what every database can keep. */
const LAST_MOMENT = 253_402_300_799_999;

export function checkProject(project: NewProject, kinds: readonly ProjectKind[]): void {
  if (!kinds.includes(project.kind))
    throw new Problem("invalid", "There is no such kind of project.", "kind");
  checkChange(project);
}

export function checkChange({ name, language, labels, fields = [] }: ProjectChange): void {
  if (name !== undefined) checkFilled(name, PROJECT_NAME_LENGTH, "name");
  if (language !== undefined) checkLanguage(language);
  if (labels !== undefined) checkLabels(labels);
  if (fields.length > 0) throw new Problem("invalid", "A project of this kind has no fields.", "fields");
}

export function checkBatch(things: readonly unknown[]): void {
  if (things.length > EXAMPLES_AT_ONCE)
    throw new Problem("too_large", `Not more than ${EXAMPLES_AT_ONCE} examples at once.`);
}

export function checkExample({ labelId, data, group, source, addedAt }: NewExample): void {
  checkFilled(data.text, TEXT_LENGTH, "text", "too_large");
  if (labelId === null) throw new Problem("invalid", "An example of this project needs a label.", "labelId");
  if (group != null) checkText(group, GROUP_LENGTH, "group");
  if (source !== undefined) checkText(source, SOURCE_LENGTH, "source");
  checkMoment(addedAt, "addedAt");
}

export function checkWork({ kind, name, file, changedAt }: NewWork): void {
  if (!WORK_KINDS.includes(kind)) throw new Problem("invalid", "There is no such kind of work.", "kind");
  checkFilled(name, WORK_NAME_LENGTH, "name");
  checkFile(file);
  checkMoment(changedAt, "changedAt");
}

export function checkFile(file: Blob): void {
  if (file.size > WORK_BYTES) throw new Problem("too_large", "This file is too large to keep.", "file");
}

export function checkPage({ after, before, limit = 1 }: PageRequest): void {
  if (after !== undefined && before !== undefined)
    throw new Problem("invalid", "A page goes on after an example or before one, not both.", "before");
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_LENGTH)
    throw new Problem("invalid", `A page has 1 to ${PAGE_LENGTH} examples.`, "limit");
}

function checkMoment(time: number | null | undefined, field: string): void {
  if (time != null && !(Number.isSafeInteger(time) && time >= 0 && time <= LAST_MOMENT))
    throw new Problem("invalid", "A time is a number of milliseconds.", field);
}

function checkLanguage(language: string): void {
  if (language.length > LANGUAGE_LENGTH || !LANGUAGE.test(language))
    throw new Problem("invalid", "There is no such language.", "language");
}

function checkLabels(labels: readonly Label[]): void {
  if (labels.length > LABELS)
    throw new Problem("limit_reached", `A project has not more than ${LABELS} labels.`, "labels");
  for (const { name } of labels) checkFilled(name, LABEL_LENGTH, "labels");
  if (hasRepeats(labels.map(({ name }) => fold(name))) || hasRepeats(labels.map(({ id }) => id)))
    throw new Problem("invalid", "Two labels have the same name.", "labels");
}

function hasRepeats(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}
