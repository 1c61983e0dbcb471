/** Between the rows of this browser and the values of the contract. */

import { LABELS } from "../../contract/limits.js";
import { modelStateOf, nextStepOf } from "../../contract/rules.js";
import type { Counts, Example, NewProject, Offers, Project, ProjectCard } from "../../contract/values.js";
import type { Base } from "./base.js";
import { needSound } from "./damage.js";
import type { ExampleRow, LabelRow, ProjectRow } from "./schema.js";

const OFFERS: Offers = { examplesLimit: null, labelsLimit: LABELS, contributors: false, offline: true };
const UTF8 = new TextEncoder();

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
  return { id, name, examples: 0, heldBack: 0, bytes: 0, everAdded: 0 };
}

export function cardOf(base: Base, row: ProjectRow): ProjectCard {
  const runId = base.runOf(row.id);
  const newest = row.models[0];
  const modelState = modelStateOf(runId !== null, newest?.examplesRevision ?? null, row.examplesRevision);
  return {
    project: projectOf(row),
    owners: [{ id: base.person.id, name: base.person.name }],
    counts: countsOf(row),
    bytes: total(row, "bytes"),
    modelState,
    runId,
    lastScore: newest?.score ?? null,
    nextStep: nextStepOf(row.labels, modelState),
    offers: OFFERS,
    moving: row.moving,
  };
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

export function exampleOf(row: ExampleRow): Example {
  needSound(row);
  const { id, labelId, data, group, heldBack, source, addedAt } = row;
  return { id, labelId, data, group, heldBack, source, addedAt, contributor: null };
}

/** Counts an example in its label, or with -1 out of it. Examples without a label are counted nowhere. */
export function count(row: ProjectRow, example: ExampleRow, by: 1 | -1): void {
  needSound(example);
  const label = liveLabel(row, example.labelId);
  if (label === undefined) return;
  label.examples += by;
  label.heldBack += example.heldBack ? by : 0;
  label.bytes += by * bytesOf(example);
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

function bytesOf(example: ExampleRow): number {
  return UTF8.encode(example.data.text).length;
}

function total(row: ProjectRow, what: "examples" | "heldBack" | "bytes"): number {
  return row.labels.reduce((sum, label) => sum + label[what], 0);
}

export function projectOf(row: ProjectRow): Project {
  const { id, kind, name, language, fields, createdAt, changedAt, revision } = row;
  const labels = row.labels.map((label) => ({ id: label.id, name: label.name }));
  return { id, kind, name, language, labels, fields, createdAt, changedAt, revision };
}
