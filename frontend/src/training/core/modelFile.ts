/** The model file: built, checked and read; `training/core/model_file.py` refuses the same files.
 *
 * A file comes from anywhere, so nothing in it is believed before it was checked, and nothing in it is ever run. */

import { hex, itemDigest } from "../../contract/digest.js";
import type { Label, ModelFile } from "../../contract/values.js";
import { readColumns, readFloats, writeColumns, writeFloats } from "./arrays.js";
import { NAME, VERSION as FEATURES_VERSION } from "./features.js";
import type { HeldBackScores } from "./metrics.js";
import { checkShape, demand } from "./modelShape.js";
import { type Head, ParsedModel } from "./softmax.js";

export const TRAINER = "text-softmax@1";
export const SEED = 0;

/** What differs between two text models. */
export interface ModelParts {
  id: string;
  trainedAt: number;
  labels: Label[];
  head: Head;
  counts: Record<string, number>;
  heldBack: HeldBackScores;
}

export async function buildModel({ head, heldBack, ...parts }: ModelParts): Promise<ModelFile> {
  const file: Omit<ModelFile, "digest"> = {
    format: "mlforkids-model",
    version: 1,
    id: parts.id,
    kind: "text",
    trainedAt: parts.trainedAt,
    trainer: TRAINER,
    labels: parts.labels.map(({ id, name }) => ({ id, name })),
    fields: [],
    features: { name: NAME, version: FEATURES_VERSION, sha256: null },
    head: {
      type: "softmax",
      columns: writeColumns(head.columns),
      weights: writeFloats(head.weights),
      bias: writeFloats(head.bias),
    },
    counts: parts.counts,
    seed: SEED,
    scores: { heldBack, crossValidated: null },
  };
  return { ...file, digest: hex(await itemDigest(file)) };
}

/** The same file, if it is one that can be used. Problem: `invalid`, with what is wrong. */
export async function checkModel(file: unknown): Promise<ModelFile> {
  await parseModel(file);
  return file as ModelFile;
}

/** A model that is ready to guess. Problem: `invalid`, with what is wrong. */
export async function parseModel(file: unknown): Promise<ParsedModel> {
  const { digest, ...content } = checkShape(file);
  const labels = content.labels.map(({ id }) => id);
  const columns = readColumns(content.head.columns);
  const weights = readFloats(content.head.weights, labels.length * columns.length);
  const bias = readFloats(content.head.bias, labels.length);
  demand(hex(await itemDigest(content)) === digest, "its digest does not fit");
  return new ParsedModel(content.id, labels, { columns, weights, bias });
}
