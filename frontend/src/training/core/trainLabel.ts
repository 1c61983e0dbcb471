/** Training a model that guesses a label. */

import { LABELS_TO_TRAIN } from "../../contract/limits.js";
import { Problem } from "../../contract/problems.js";
import type { Guessed, LabelScores, SavedModel } from "../../contract/values.js";
import { type Learner, learnerOf } from "./learners.js";
import { heldBackScores } from "./metrics.js";
import { buildModel } from "./modelFile.js";
import type { Order, Row } from "./order.js";
import { confidencesOf, type Item, type LabelHead, LabelModel } from "./parsed.js";
import type { OnProgress } from "./solver.js";
import { partOf, type Turn, turnsOf } from "./turns.js";

type Labelled = Row & { label: string };
/** The place of each label. */
type Numbers = Map<string, number>;

/** Labels without an example to train on are left out of the model. */
export async function trainLabel(order: Order): Promise<SavedModel> {
  const learner = learnerOf(order.project, order.method, order.open);
  const rows = (await order.rows(learner.reader)).filter((row): row is Labelled => row.label !== null);
  const counts = countsOf(rows);
  const labels = order.project.labels.filter(({ id }) => counts.has(id));
  if (labels.length < LABELS_TO_TRAIN)
    throw new Problem("invalid", "Training needs examples that are not held back in two labels.");
  const ids = labels.map(({ id }) => id);
  const number: Numbers = new Map(ids.map((id, i) => [id, i]));
  const known = rows.filter((row) => number.has(row.label));
  const heldBack = ids.map((id) => known.filter((row) => row.heldBack && row.label === id).length);
  const turns = turnsOf(known, heldBack);
  const fitting = (place: number): OnProgress => partOf(order.fitting, place, 1 + turns.length);
  const head = await fit(
    learner,
    known.filter((row) => !row.heldBack),
    number,
    fitting(0),
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
    crossValidated: await secondLook(learner, turns, number, (place) => fitting(1 + place)),
  });
  return { model: file, report };
}

function fit(
  learner: Learner,
  rows: Labelled[],
  number: Numbers,
  onProgress: OnProgress,
): Promise<LabelHead> {
  return learner.fit(
    rows.map((row) => row.item),
    Uint8Array.from(rows, (row) => number.get(row.label) ?? 0),
    number.size,
    onProgress,
  );
}

async function secondLook(
  learner: Learner,
  turns: Turn<Labelled>[],
  number: Numbers,
  fitting: (place: number) => OnProgress,
): Promise<LabelScores | null> {
  const ids = [...number.keys()];
  const outcomes: [string, string][] = [];
  for (const [place, { learned, tested }] of turns.entries()) {
    const confidences = confidencesOf(await fit(learner, learned, number, fitting(place)));
    for (const { label, item } of tested) {
      const each = confidences(learner.asked(item));
      outcomes.push([label, ids[each.indexOf(Math.max(...each))] ?? ""]);
    }
  }
  return turns.length > 0 ? heldBackScores(ids, outcomes) : null;
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
