/** Refuses projects, works and questions that no place would keep. Problems: `invalid`, `too_large`, `limit_reached`. Pure; rights are no matter here. */

import { hasFields } from "./data.js";
import {
  CHOICES,
  CHOICES_LEAST,
  CHOICE_LENGTH,
  FIELDS,
  FIELD_NAME_LENGTH,
  LABELS,
  LABEL_LENGTH,
  PAGE_LENGTH,
  PROJECT_NAME_LENGTH,
  WORK_BYTES,
  WORK_NAME_LENGTH,
} from "./limits.js";
import { Problem } from "./problems.js";
import { checkFilled, fold } from "./text.js";
import type {
  Field,
  Label,
  NewProject,
  NewWork,
  PageRequest,
  ProjectChange,
  ProjectKind,
  WorkKind,
} from "./values.js";

const WORK_KINDS: readonly WorkKind[] = ["scratch", "python", "card"];
const TYPES: readonly Field["type"][] = ["number", "choice"];
const ROLES: readonly Field["role"][] = ["input", "output", "unused"];
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const LANGUAGE_LENGTH = 12;
/** The end of the year 9999: what every database can keep. */
const LAST_MOMENT = 253_402_300_799_999;

export function checkProject(project: NewProject, kinds: readonly ProjectKind[]): void {
  if (!kinds.includes(project.kind))
    throw new Problem("invalid", "There is no such kind of project.", "kind");
  checkChange(project, project.kind);
}

export function checkChange(change: ProjectChange, kind: ProjectKind): void {
  const { name, language, labels, fields } = change;
  if (name !== undefined) checkFilled(name, PROJECT_NAME_LENGTH, "name");
  if (language !== undefined) checkLanguage(language);
  if (labels !== undefined) checkLabels(labels, kind);
  if (fields !== undefined) checkFields(fields, kind);
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

export function checkMoment(time: number | null | undefined, field: string): void {
  if (time != null && !(Number.isSafeInteger(time) && time >= 0 && time <= LAST_MOMENT))
    throw new Problem("invalid", "A time is a number of milliseconds.", field);
}

function checkLanguage(language: string): void {
  if (language.length > LANGUAGE_LENGTH || !LANGUAGE.test(language))
    throw new Problem("invalid", "There is no such language.", "language");
}

function checkLabels(labels: readonly Label[], kind: ProjectKind): void {
  if (labels.length > 0 && kind === "prediction")
    throw new Problem("invalid", "A project of this kind has no labels.", "labels");
  if (labels.length > LABELS)
    throw new Problem("limit_reached", `A project has not more than ${LABELS} labels.`, "labels");
  for (const { name } of labels) checkFilled(name, LABEL_LENGTH, "labels");
  if (hasRepeats(labels.map(({ name }) => fold(name))) || hasRepeats(labels.map(({ id }) => id)))
    throw new Problem("invalid", "Two labels have the same name.", "labels");
}

function checkFields(fields: readonly Field[], kind: ProjectKind): void {
  if (fields.length > 0 && !hasFields(kind)) throw wrongField("A project of this kind has no fields.");
  if (fields.length > FIELDS)
    throw new Problem("limit_reached", `A project has not more than ${FIELDS} fields.`, "fields");
  fields.forEach(checkField);
  if (hasRepeats(fields.map(({ name }) => fold(name))) || hasRepeats(fields.map(({ id }) => id)))
    throw wrongField("Two fields have the same name.");
  const outputs = fields.filter(({ role }) => role === "output");
  const most = kind === "prediction" ? 1 : 0;
  if (outputs.length > most || outputs.some(({ type }) => type !== "number"))
    throw wrongField("Only a prediction project has an output: one field, and a number.");
}

function checkField({ name, type, choices, role }: Field): void {
  checkFilled(name, FIELD_NAME_LENGTH, "fields");
  if (!TYPES.includes(type) || !ROLES.includes(role)) throw wrongField("There is no such kind of field.");
  if (type === "number") {
    if (choices.length > 0) throw wrongField(`${name} is a number and has no choices.`);
    return;
  }
  if (choices.length < CHOICES_LEAST || choices.length > CHOICES)
    throw wrongField(`${name} needs ${CHOICES_LEAST} to ${CHOICES} choices.`);
  for (const choice of choices) checkFilled(choice, CHOICE_LENGTH, "fields");
  if (hasRepeats(choices.map((choice) => choice.trim())))
    throw wrongField(`${name} has the same choice twice.`);
}

function wrongField(sentence: string): Problem {
  return new Problem("invalid", sentence, "fields");
}

function hasRepeats(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}
