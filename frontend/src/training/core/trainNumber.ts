/** Training a model that guesses a number. */

import { Problem } from "../../contract/problems.js";
import type { SavedModel } from "../../contract/values.js";
import { numberScores } from "./metrics.js";
import { buildModel } from "./modelFile.js";
import type { Order } from "./order.js";
import { numberOf } from "./parsed.js";
import { fitNumber, meanOf } from "./prediction.js";
import { tableReader } from "./readers.js";
import { inputsOf } from "./table.js";

/** Examples without the number that is to be predicted are left out. */
export async function trainNumber(order: Order): Promise<SavedModel> {
  const fields = inputsOf(order.project.fields);
  const output = order.project.fields.find(({ role }) => role === "output");
  if (!output) throw new Problem("invalid", "Training needs a field that is to be predicted.");
  const read = await order.rows(tableReader([...fields, output]));
  const rows = read
    .map(({ id, heldBack, item }) => ({ id, heldBack, ...divided(item as number[]) }))
    .filter(({ truth }) => !Number.isNaN(truth));
  const learned = rows.filter(({ heldBack }) => !heldBack);
  if (learned.length === 0)
    throw new Problem("invalid", "Training needs examples that have what is to be predicted.");
  const outputs = learned.map(({ truth }) => truth);
  const head = await fitNumber({ fields, rows: learned.map(({ cells }) => cells), outputs }, order.fitting);
  const tested = rows
    .filter(({ heldBack }) => heldBack)
    .map(({ id, truth, cells }) => ({ id, truth, number: numberOf(head, cells) }));
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
    heldBack: numberScores(
      outputs,
      meanOf(outputs),
      tested.map(({ truth, number }) => [truth, number]),
    ),
  });
  return { model, report: tested.map(({ id, number }) => ({ exampleId: id, number })) };
}

/** What goes in, and what is to be predicted. */
function divided(cells: number[]): { cells: number[]; truth: number } {
  return { cells: cells.slice(0, -1), truth: cells.at(-1) ?? NaN };
}
