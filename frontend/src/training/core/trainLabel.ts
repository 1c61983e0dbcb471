/** Training a model that guesses a label. */

import { LABELS_TO_TRAIN } from "../../contract/limits.js";
import { Problem } from "../../contract/problems.js";
import type { Guessed, SavedModel } from "../../contract/values.js";
import { learnerOf } from "./learners.js";
import { heldBackScores } from "./metrics.js";
import { buildModel } from "./modelFile.js";
import type { Order, Row } from "./order.js";
import { type Item, LabelModel } from "./parsed.js";

type Labelled = Row & { label: string };

/** Labels without an example to train on are left out of the model. */
export async function trainLabel(order: Order): Promise<SavedModel> {
  const learner = learnerOf(order.project, order.method, order.open);
  const rows = (await order.rows(learner.reader)).filter((row): row is Labelled => row.label !== null);
  const counts = countsOf(rows);
  const labels = order.project.labels.filter(({ id }) => counts.has(id));
  if (labels.length < LABELS_TO_TRAIN)
    throw new Problem("invalid", "Training needs examples that are not held back in two labels.");
  const ids = labels.map(({ id }) => id);
  const number = new Map(ids.map((id, i) => [id, i]));
  const known = rows.filter((row) => number.has(row.label));
  const learned = known.filter((row) => !row.heldBack);
  const head = await learner.fit(
    learned.map((row) => row.item),
    Uint8Array.from(learned, (row) => number.get(row.label) ?? 0),
    labels.length,
    order.fitting,
  );
  const model = new LabelModel(
    order.modelId,
    order.project.kind,
    ids,
    learner.fields,
    learner.features,
    head,
  );
  const { report, outcomes } = tested(model, known, learner.asked);
  const file = await buildModel({
    id: order.modelId,
    kind: order.project.kind,
    trainedAt: order.trainedAt,
    trainer: learner.trainer,
    labels,
    fields: learner.fields,
    features: learner.features,
    head,
    counts: Object.fromEntries(ids.map((id) => [id, counts.get(id) ?? 0])),
    heldBack: heldBackScores(ids, outcomes),
  });
  return { model: file, report };
}

function countsOf(rows: Labelled[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { label, heldBack } of rows) if (!heldBack) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function tested(
  model: LabelModel,
  rows: Labelled[],
  asked: (item: Item) => Item,
): { report: Guessed[]; outcomes: [string, string][] } {
  const report: Guessed[] = [];
  const outcomes: [string, string][] = [];
  for (const { id, label, heldBack, item } of rows) {
    if (!heldBack) continue;
    const best = model.guess(asked(item)).confidences[0] ?? { labelId: label, confidence: 0 };
    report.push({ exampleId: id, guessedId: best.labelId, confidence: best.confidence });
    outcomes.push([label, best.labelId]);
  }
  return { report, outcomes };
}
