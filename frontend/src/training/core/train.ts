/** From examples to a model file and its report; `training/core/train.py` does the same. */

import type { SavedModel } from "../../contract/values.js";
import { Order, type TrainingExamples, type TrainingProject, type TrainOptions } from "./order.js";
import { trainLabel } from "./trainLabel.js";
import { trainNumber } from "./trainNumber.js";

export type { TrainingExample, TrainingExamples, TrainingProject, TrainOptions } from "./order.js";

/** Trains on the examples that are not held back and scores on those that are. Problem: `invalid` when there is too little
 * to learn from. */
export async function train(
  project: TrainingProject,
  examples: TrainingExamples,
  options: TrainOptions,
): Promise<SavedModel> {
  const order = new Order(project, examples, options);
  const saved = await (project.kind === "prediction" ? trainNumber(order) : trainLabel(order));
  await order.onProgress(1);
  return saved;
}
