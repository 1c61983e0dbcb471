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
  const readInputs = tableReader(fields);
  const readOutput = tableReader([output]);
  const read = await order.rows((data) => ({ cells: readInputs(data), truth: readOutput(data)[0] ?? NaN }));
  const rows = read.filter(({ item }) => !Number.isNaN(item.truth));
  const learned = rows.filter(({ heldBack }) => !heldBack).map(({ item }) => item);
  if (learned.length === 0)
    throw new Problem("invalid", "Training needs examples that have what is to be predicted.");
  const outputs = learned.map(({ truth }) => truth);
  const head = await fitNumber({ fields, rows: learned.map(({ cells }) => cells), outputs }, order.fitting);
  const tested = rows
    .filter(({ heldBack }) => heldBack)
    .map(({ id, item }) => ({ id, truth: item.truth, number: numberOf(head, item.cells) }));
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
