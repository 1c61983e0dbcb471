/** What a model file must look like, field by field, before its head is opened; `training/core/model_shape.py` refuses
 * the same. */

import { LABEL_LENGTH, LABELS, LABELS_TO_TRAIN } from "../../contract/limits.js";
import { checkFilled } from "../../contract/text.js";
import type { ModelFile } from "../../contract/values.js";
import { checkFields } from "./shapeFields.js";
import { demand, isCount, isId, isObject, type Json, matches, parts } from "./shapeParts.js";
import { checkLabelScores, checkNumberScores } from "./shapeScores.js";

const KEYS =
  "format version id kind trainedAt trainer labels fields features head counts seed scores digest".split(" ");
const HEADS: Record<string, string[]> = {
  text: ["softmax", "remote"],
  images: ["softmax"],
  sounds: ["softmax"],
  numbers: ["tree", "sums"],
  prediction: ["tree", "ridge"],
};
const HEAD_PARTS: Record<string, string[]> = {
  softmax: ["columns", "weights", "bias"],
  tree: ["root"],
  ridge: ["base", "terms"],
  sums: ["sums"],
  remote: ["service", "workspace", "expiresAt"],
};
const HEX = /^[0-9a-f]{64}$/;
const TRAINER = /^[a-z-]{1,40}@[0-9]{1,4}$/;
const NAME = /^[a-z0-9-]{1,40}$/;

/** The same file. Problem: `invalid`, with what is wrong. */
export function checkShape(file: unknown): ModelFile {
  demand(isObject(file) && file["format"] === "mlforkids-model", "it is something else");
  const shaped = parts(file, KEYS, "file");
  demand(shaped["version"] === 1, "its version is not known here");
  const kind = shaped["kind"];
  demand(typeof kind === "string" && Object.hasOwn(HEADS, kind), "its kind is not known here");
  demand(isId(shaped["id"]), "its id is not one");
  demand(isCount(shaped["trainedAt"]) && isCount(shaped["seed"]), "a number is not whole");
  demand(matches(TRAINER, shaped["trainer"]), "its trainer is not named");
  demand(matches(HEX, shaped["digest"]), "its digest is not one");
  const output = checkFields(shaped["fields"], kind);
  const head = checkHead(shaped["head"], kind);
  checkFeatures(shaped["features"], kind, head);
  const labels = checkLabels(shaped["labels"], kind);
  const counts = Object.values(parts(shaped["counts"], output === null ? labels : [output], "counts"));
  demand(
    counts.every((count) => isCount(count) && count > 0),
    "a count is wrong",
  );
  const scores = parts(shaped["scores"], ["heldBack", "crossValidated"], "scores");
  const second = scores["crossValidated"];
  for (const look of second === null ? [scores["heldBack"]] : [scores["heldBack"], second])
    if (output === null) checkLabelScores(look, labels);
    else checkNumberScores(look);
  return file as unknown as ModelFile;
}

function checkHead(said: unknown, kind: string): Json {
  const type = isObject(said) ? said["type"] : null;
  demand(typeof type === "string" && (HEADS[kind] ?? []).includes(type), "its head is not known here");
  const head = parts(said, ["type", ...(HEAD_PARTS[type] ?? [])], "head");
  const texts = type === "softmax" ? [head["columns"] ?? "", head["weights"], head["bias"]] : [];
  demand(
    texts.every((text) => typeof text === "string"),
    "its head is damaged",
  );
  if (type === "remote")
    demand(
      matches(NAME, head["service"]) && isId(head["workspace"]) && isCount(head["expiresAt"]),
      "its head is damaged",
    );
  return head;
}

/** N-grams are made without weights; whether it knows others is for the extractor to say. */
function checkFeatures(said: unknown, kind: string, head: Json): void {
  if (head["type"] !== "softmax") {
    demand(said === null, "its features are not known here");
    return;
  }
  const { name, version, sha256 } = parts(said, ["name", "version", "sha256"], "features");
  const ngrams = kind === "text" && name === "text-ngrams" && version === 1 && sha256 === null;
  const dense = matches(NAME, name) && name !== "text-ngrams" && isCount(version) && matches(HEX, sha256);
  demand(head["columns"] === null ? dense : ngrams, "its features are not known here");
}

function checkLabels(said: unknown, kind: string): string[] {
  const fits = (count: number): boolean =>
    kind === "prediction" ? count === 0 : count >= LABELS_TO_TRAIN && count <= LABELS;
  demand(Array.isArray(said) && fits(said.length), "its labels are too few or many");
  const ids = said.map((each: unknown) => {
    const { id, name } = parts(each, ["id", "name"], "label");
    demand(isId(id) && typeof name === "string", "a label is damaged");
    checkFilled(name, LABEL_LENGTH, "model");
    return id;
  });
  demand(new Set(ids).size === ids.length, "a label is there twice");
  return ids;
}
