/** Between the rows of this browser and the values of the contract. */

import { canonicalJson, readThrough } from "../../contract/data.js";
import { LABELS } from "../../contract/limits.js";
import { modelStateOf, nextStepOf } from "../../contract/rules.js";
import type {
  Counts,
  Data,
  Example,
  NewProject,
  Offers,
  Project,
  ProjectCard,
} from "../../contract/values.js";
import type { Base } from "./base.js";
import { needSound } from "./damage.js";
import {
  type ExampleRow,
  type LabelRow,
  type ModelEntry,
  NOTHING,
  type ProjectRow,
  type Tally,
} from "./schema.js";

const OFFERS: Offers = { examplesLimit: null, labelsLimit: LABELS, contributors: false, offline: true };

export function newRow(base: Base, project: NewProject): ProjectRow {
  const now = base.now();
  return {
    id: project.id,
    owner: base.person.id,
    kind: project.kind,
    name: project.name,
    language: project.language ?? "en",
    labels: (project.labels ?? []).map(({ id, name }) => newLabel(id, name)),
    removedLabels: [],
    unlabelled: { ...NOTHING },
    fields: project.fields ?? [],
    models: [],
    works: [],
    createdAt: now,
    changedAt: now,
    revision: 1,
    examplesRevision: 0,
    removedAt: null,
    moving: project.moving ?? null,
    savedToFileAt: null,
    changesSinceFile: 0,
  };
}

export function newLabel(id: string, name: string): LabelRow {
  return { id, name, ...NOTHING };
}

export function cardOf(base: Base, row: ProjectRow): ProjectCard {
  const runId = base.runOf(row);
  const newest = modelInUse(row, base.now());
  const modelState = modelStateOf(runId !== null, newest?.examplesRevision ?? null, row.examplesRevision);
  const [project, counts] = [projectOf(row), countsOf(row)];
  return {
    project,
    owners: [{ id: base.person.id, name: base.person.name }],
    counts,
    bytes: row.works.reduce((sum, { bytes }) => sum + bytes, total(row, "bytes")),
    modelState,
    runId,
    lastScore: newest?.score ?? null,
    nextStep: nextStepOf(project, counts, modelState),
    offers: OFFERS,
    moving: row.moving,
  };
}

/** The newest, unless another service had it and has it no more. */
export function modelInUse({ models }: Pick<ProjectRow, "models">, now: number): ModelEntry | null {
  const newest = models[0];
  return newest === undefined || (newest.expiresAt ?? Infinity) <= now ? null : newest;
}

export function countsOf(row: ProjectRow): Counts {
  return {
    examples: total(row, "examples"),
    heldBack: total(row, "heldBack"),
    labels: Object.fromEntries(
      row.labels.map(({ id, examples, heldBack }) => [id, { examples, heldBack }] as const),
    ),
  };
}

/** Values are read through the fields that the project has now. */
export function exampleOf({ fields }: Pick<ProjectRow, "fields">, row: ExampleRow): Example {
  needSound(row);
  const { id, labelId, group, heldBack, source, addedAt } = row;
  const data = "values" in row.data ? { values: readThrough(fields, row.data.values) } : row.data;
  return { id, labelId, data, group, heldBack, source, addedAt, contributor: null };
}

/** Counts an example in its label, or in a project without labels, and with -1 out of it. */
export function count(row: ProjectRow, example: ExampleRow, by: 1 | -1): void {
  needSound(example);
  const tally = tallyOf(row, example.labelId);
  if (tally === undefined) return;
  tally.examples += by;
  tally.heldBack += example.heldBack ? by : 0;
  tally.bytes += by * bytesOf(example.data);
}

/** Where examples with this label are counted, or without one. Undefined for a label that is not there. */
export function tallyOf(row: ProjectRow, labelId: string | null): Tally | undefined {
  return labelId === null ? row.unlabelled : liveLabel(row, labelId);
}

/** What a model would learn from, and what a file would hold, has changed by so many examples. */
export function noteChanges(row: ProjectRow, examples: number): void {
  if (examples === 0) return;
  row.examplesRevision += 1;
  row.changesSinceFile += examples;
}

export function liveLabel(row: ProjectRow, id: string | null): LabelRow | undefined {
  return row.labels.find((label) => label.id === id);
}

/** An example is removed with its label, though its row stays as it is. */
export function isLive(row: ProjectRow, example: ExampleRow): boolean {
  return example.labelId === null || liveLabel(row, example.labelId) !== undefined;
}

function bytesOf(data: Data): number {
  if ("media" in data) return data.media.bytes;
  return utf8Length("text" in data ? data.text : canonicalJson(data.values));
}

/** Counted, since making the bytes would take much longer. */
function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // Of two surrogates each is half of four bytes.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit & 0xf800) !== 0xd800 ? 2 : 1;
  }
  return bytes;
}

function total(row: ProjectRow, what: "examples" | "heldBack" | "bytes"): number {
  return row.labels.reduce((sum, label) => sum + label[what], row.unlabelled[what]);
}

export function projectOf(row: ProjectRow): Project {
  const { id, kind, name, language, fields, createdAt, changedAt, revision } = row;
  const labels = row.labels.map((label) => ({ id: label.id, name: label.name }));
  return { id, kind, name, language, labels, fields, createdAt, changedAt, revision };
}
