/** From examples to a model file and its report; `training/core/train.py` does the same. */

import { textOf } from "../../contract/data.js";
import { LABELS_TO_TRAIN } from "../../contract/limits.js";
import { Problem } from "../../contract/problems.js";
import type { Example, Guessed, Project, SavedModel } from "../../contract/values.js";
import { type Vector, vectorOf } from "./features.js";
import { fit } from "./fit.js";
import { heldBackScores } from "./metrics.js";
import { buildModel } from "./modelFile.js";
import { ParsedModel } from "./softmax.js";
import type { OnProgress } from "./solver.js";

/** The part of an example that training looks at. */
export type TrainingExample = Pick<Example, "id" | "labelId" | "data" | "heldBack">;

export interface TrainOptions {
  modelId: string;
  trainedAt: number;
  /** Told 0 to 1; what it throws stops the training. */
  onProgress?: OnProgress;
}

interface Row {
  id: string;
  label: string;
  heldBack: boolean;
  vector: Vector;
}

const FEATURES_DONE = 0.3;
const FIT_DONE = 0.95;
const TELL_EVERY = 100;

/** Trains on the examples that are not held back and scores on those that are. Labels without an example to train on
 * are left out of the model. Problem: `invalid` when fewer than two labels have an example to train on. */
export async function trainText(
  project: Pick<Project, "labels">,
  examples: Iterable<TrainingExample> | AsyncIterable<TrainingExample>,
  { modelId, trainedAt, onProgress = ignore }: TrainOptions,
): Promise<SavedModel> {
  const rows = await read(examples, onProgress);
  const counts = countsOf(rows);
  const labels = project.labels.filter(({ id }) => counts.has(id));
  if (labels.length < LABELS_TO_TRAIN)
    throw new Problem("invalid", "Training needs examples that are not held back in two labels.");
  const number = new Map(labels.map(({ id }, i) => [id, i]));
  const known = rows.filter((row) => number.has(row.label));
  const learned = known.filter((row) => !row.heldBack);
  const head = await fit(
    learned.map((row) => row.vector),
    Uint8Array.from(learned, (row) => number.get(row.label) ?? 0),
    labels.length,
    (progress) => onProgress(FEATURES_DONE + (FIT_DONE - FEATURES_DONE) * progress),
  );
  const ids = labels.map(({ id }) => id);
  const { report, outcomes } = tested(new ParsedModel(modelId, ids, head), known);
  const model = await buildModel({
    id: modelId,
    trainedAt,
    labels,
    head,
    counts: Object.fromEntries(ids.map((id) => [id, counts.get(id) ?? 0])),
    heldBack: heldBackScores(ids, outcomes),
  });
  await onProgress(1);
  return { model, report };
}

async function read(
  examples: Iterable<TrainingExample> | AsyncIterable<TrainingExample>,
  onProgress: OnProgress,
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { id, labelId, data, heldBack } of examples) {
    if (labelId === null) continue;
    rows.push({ id, label: labelId, heldBack, vector: vectorOf(textOf(data)) });
    if (rows.length % TELL_EVERY === 0)
      await onProgress((FEATURES_DONE * rows.length) / (rows.length + 10 * TELL_EVERY));
  }
  await onProgress(FEATURES_DONE);
  return rows;
}

function countsOf(rows: Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label, heldBack } of rows) if (!heldBack) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function tested(model: ParsedModel, rows: Row[]): { report: Guessed[]; outcomes: [string, string][] } {
  const report: Guessed[] = [];
  const outcomes: [string, string][] = [];
  for (const { id, label, heldBack, vector } of rows) {
    if (!heldBack) continue;
    const best = model.guess(vector).confidences[0] ?? { labelId: label, confidence: 0 };
    report.push({ exampleId: id, guessedId: best.labelId, confidence: best.confidence });
    outcomes.push([label, best.labelId]);
  }
  return { report, outcomes };
}

function ignore(): void {
  // Nobody wants to know.
}
