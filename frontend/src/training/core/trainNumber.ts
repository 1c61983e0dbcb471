/** Training a model that guesses a number. */

import { Problem } from "../../contract/problems.js";
import type { Field, NumberScores, SavedModel } from "../../contract/values.js";
import { numberScores, type Outcome } from "./metrics.js";
import { buildModel } from "./modelFile.js";
import type { Order, Row } from "./order.js";
import { type NumberHead, numberOf } from "./parsed.js";
import { fitNumber, meanOf } from "./prediction.js";
import { tableReader } from "./readers.js";
import type { OnProgress } from "./solver.js";
import { inputsOf } from "./table.js";
import { partOf, type Turn, turnsOf } from "./turns.js";

/** A row: what goes in, and what is to be predicted. */
type Line = Omit<Row, "item"> & { cells: number[]; truth: number };

/** Examples without the number that is to be predicted are left out. */
export async function trainNumber(order: Order): Promise<SavedModel> {
  const fields = inputsOf(order.project.fields);
  const output = order.project.fields.find(({ role }) => role === "output");
  if (!output) throw new Problem("invalid", "Training needs a field that is to be predicted.");
  const read = await order.rows(tableReader([...fields, output]));
  const rows = read
    .map(({ item, ...row }): Line => ({ ...row, ...divided(item as number[]) }))
    .filter(({ truth }) => !Number.isNaN(truth));
  const learned = rows.filter(({ heldBack }) => !heldBack);
  if (learned.length === 0)
    throw new Problem("invalid", "Training needs examples that have what is to be predicted.");
  const tested = rows.filter(({ heldBack }) => heldBack);
  const turns = turnsOf(rows, [tested.length]);
  const fitting = (place: number): OnProgress => partOf(order.fitting, place, 1 + turns.length);
  const head = await fit(fields, learned, fitting(0));
  const outputs = outputsOf(learned);
  const model = await buildModel({
    id: order.modelId,
    kind: order.project.kind,
    trainedAt: order.trainedAt,
    trainer: "root" in head ? "prediction-tree@1" : "prediction-ridge@1",
    labels: [],
    fields: [...fields, output],
    features: null,
    head,
    counts: { [output.id]: learned.length },
    heldBack: numberScores(outputs, outcomesOf(head, learned, tested)),
    crossValidated: await secondLook(fields, outputs, turns, (place) => fitting(1 + place)),
  });
  return { model, report: tested.map(({ id, cells }) => ({ exampleId: id, number: numberOf(head, cells) })) };
}

function fit(fields: Field[], rows: Line[], onProgress: OnProgress): Promise<NumberHead> {
  return fitNumber({ fields, rows: rows.map(({ cells }) => cells), outputs: outputsOf(rows) }, onProgress);
}

function outputsOf(rows: Line[]): number[] {
  return rows.map(({ truth }) => truth);
}

function outcomesOf(head: NumberHead, learned: Line[], tested: Line[]): Outcome[] {
  const usual = meanOf(outputsOf(learned));
  return tested.map(({ truth, cells }) => ({ truth, guessed: numberOf(head, cells), usual }));
}

/** `outputs` are those that the model has learned, which say what is near. */
async function secondLook(
  fields: Field[],
  outputs: number[],
  turns: Turn<Line>[],
  fitting: (place: number) => OnProgress,
): Promise<NumberScores | null> {
  const outcomes: Outcome[] = [];
  for (const [place, { learned, tested }] of turns.entries())
    outcomes.push(...outcomesOf(await fit(fields, learned, fitting(place)), learned, tested));
  return turns.length > 0 ? numberScores(outputs, outcomes) : null;
}

/** What goes in, and what is to be predicted. */
function divided(cells: number[]): { cells: number[]; truth: number } {
  return { cells: cells.slice(0, -1), truth: cells.at(-1) ?? NaN };
}
