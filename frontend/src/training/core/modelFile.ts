/** The model file: built, checked and read; `training/core/model_file.py` refuses the same files.
 *
 * A file comes from anywhere, so nothing in it is believed before it was checked, and nothing in it is ever run. */

import { hex, itemDigest } from "../../contract/digest.js";
import { isPortable, type RemoteHead } from "../../contract/portable.js";
import type {
  Field,
  Label,
  LabelScores,
  ModelFile,
  NumberScores,
  ProjectKind,
} from "../../contract/values.js";
import { readLabelHead, readNumberHead, writeHead } from "./heads.js";
import { checkShape } from "./modelShape.js";
import { type LabelHead, LabelModel, type NumberHead, NumberModel, type ParsedModel } from "./parsed.js";
import { demand } from "./shapeParts.js";
import { inputsOf } from "./table.js";

const SEED = 0;

/** What differs between two models. `features` names what made rows of numbers of the examples. */
export interface ModelParts {
  id: string;
  kind: ProjectKind;
  trainedAt: number;
  trainer: string;
  labels: Label[];
  fields: Field[];
  features: ModelFile["features"];
  head: LabelHead | NumberHead | RemoteHead;
  counts: Record<string, number>;
  heldBack: LabelScores | NumberScores;
  crossValidated: LabelScores | NumberScores | null;
}

export async function buildModel(parts: ModelParts): Promise<ModelFile> {
  const file: Omit<ModelFile, "digest"> = {
    format: "mlforkids-model",
    version: 1,
    id: parts.id,
    kind: parts.kind,
    trainedAt: parts.trainedAt,
    trainer: parts.trainer,
    labels: parts.labels.map(({ id, name }) => ({ id, name })),
    fields: parts.fields.map(({ id, name, type, choices, role }) => ({ id, name, type, choices, role })),
    features: parts.features,
    head: "service" in parts.head ? parts.head : writeHead(parts.head, inputsOf(parts.fields)),
    counts: parts.counts,
    seed: SEED,
    scores: { heldBack: parts.heldBack, crossValidated: parts.crossValidated },
  };
  return { ...file, digest: hex(await itemDigest(file)) };
}

/** The same file, if it is one that can be used. Problem: `invalid`, with what is wrong. */
export async function checkModel(file: unknown): Promise<ModelFile> {
  await opened(file);
  return file as ModelFile;
}

/** A model that is ready to guess. Problem: `invalid`, with what is wrong. */
export async function parseModel(file: unknown): Promise<ParsedModel> {
  const model = await opened(file);
  demand(model !== null, "it is kept elsewhere");
  return model;
}

/** Null for one that is kept elsewhere. */
async function opened(file: unknown): Promise<ParsedModel | null> {
  const { digest, ...content } = checkShape(file);
  const model = isPortable(content) ? parsed(content) : null;
  demand(hex(await itemDigest(content)) === digest, "its digest does not fit");
  return model;
}

function parsed({
  id,
  kind,
  labels,
  fields,
  features,
  head,
  counts,
}: Omit<ModelFile, "digest">): ParsedModel {
  const inputs = inputsOf(fields);
  if (kind === "prediction") return new NumberModel(id, inputs, readNumberHead(head, inputs));
  const ids = labels.map((label) => label.id);
  const each = ids.map((label) => counts[label] ?? 0);
  return new LabelModel(id, kind, ids, inputs, features, readLabelHead(head, inputs, each));
}
