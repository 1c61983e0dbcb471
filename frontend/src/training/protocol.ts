/** What the page and the training worker say to each other. A job's number comes back with everything said about it. */

import { type Code, Problem, type Reason, Unavailable } from "../contract/problems.js";
import type { Explanation, Guess, Method, ModelFile, NewData, SavedModel } from "../contract/values.js";
import type { ExtractorName } from "./core/extractors/known.js";
import type { TrainingExample, TrainingProject } from "./core/train.js";

export type { TrainingExample, TrainingExamples, TrainingProject } from "./core/train.js";

/** What a training is about; the examples follow in batches, and the batch marked `last` begins it. */
export interface TrainRequest {
  project: TrainingProject;
  method: Method;
  modelId: string;
  trainedAt: number;
}

/** A question to a model: guesses for several things, or an explanation for one. `learned` is what it learned from. */
export type Question =
  { ask: "guess"; data: NewData[] } | { ask: "explain"; data: NewData; learned: TrainingExample[] };

export type Answer = { ask: "guess"; guesses: Guess[] } | { ask: "explain"; explanation: Explanation };

/** What a worker with an extractor fetches: the weights and, for one that runs on TensorFlow.js, its WebAssembly. */
export interface Equipment {
  extractor: ExtractorName;
  binary: string | null;
  weights: string;
}

export type ToWorker =
  | { say: "equip"; equipment: Equipment }
  | { say: "train"; job: number; request: TrainRequest }
  | { say: "examples"; job: number; examples: TrainingExample[]; last: boolean }
  | { say: "cancel"; job: number }
  /** Ahead of a training, so that it has less to do. */
  | { say: "read"; job: number; extractor: ExtractorName; example: TrainingExample }
  /** `model` comes along only when the worker has said that it wants it */
  | { say: "ask"; job: number; modelId: string; question: Question; model?: ModelFile }
  | { say: "ping" };

export type FromWorker =
  | { say: "progress"; job: number; progress: number }
  /** `numbers` are what an extractor has made of what has this SHA-256 */
  | { say: "made"; job: number; sha256: string; numbers: Float32Array }
  | { say: "trained"; job: number; saved: SavedModel }
  | { say: "read"; job: number }
  | { say: "model wanted"; job: number }
  | { say: "answer"; job: number; answer: Answer }
  | { say: "failed"; job: number; code: Code; detail: string; reason: Reason | null }
  | { say: "cancelled"; job: number }
  | { say: "pong" };

/** A problem as a message says it. */
export function said(
  problem: Problem,
): Pick<Extract<FromWorker, { say: "failed" }>, "code" | "detail" | "reason"> {
  const reason = problem instanceof Unavailable ? problem.reason : null;
  return { code: problem.code, detail: problem.detail, reason };
}

export function heard({ code, detail, reason }: ReturnType<typeof said>): Problem {
  return reason ? new Unavailable(reason, detail) : new Problem(code, detail);
}

/** What a person is told when the worker broke and could not be mended. */
export function stopped(): Problem {
  return new Problem("storage_unavailable", "The part of this page that trains has stopped. Try again.");
}
