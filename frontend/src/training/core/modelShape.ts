/** What a model file must look like, field by field, before its arrays are opened; `training/core/model_shape.py`
 * refuses the same. */

import { LABEL_LENGTH, LABELS, LABELS_TO_TRAIN } from "../../contract/limits.js";
import { Problem } from "../../contract/problems.js";
import { checkFilled } from "../../contract/text.js";
import type { ModelFile } from "../../contract/values.js";

type Json = Record<string, unknown>;

const KEYS =
  "format version id kind trainedAt trainer labels fields features head counts seed scores digest".split(" ");
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HEX = /^[0-9a-f]{64}$/;
const TRAINER = /^[a-z-]{1,40}@[0-9]{1,4}$/;

export function demand(holds: boolean, why: string): asserts holds {
  if (!holds) throw new Problem("invalid", `This is not a model file that can be used: ${why}.`, "model");
}

/** The same file. Problem: `invalid`, with what is wrong. */
export function checkShape(file: unknown): ModelFile {
  demand(isObject(file) && file["format"] === "mlforkids-model", "it is something else");
  const shaped = parts(file, KEYS, "file");
  demand(shaped["version"] === 1, "its version is not known here");
  demand(shaped["kind"] === "text", "its kind is not known here");
  demand(matches(ID, shaped["id"]), "its id is not one");
  demand(isCount(shaped["trainedAt"]) && isCount(shaped["seed"]), "a number is not whole");
  demand(matches(TRAINER, shaped["trainer"]), "its trainer is not named");
  demand(matches(HEX, shaped["digest"]), "its digest is not one");
  demand(Array.isArray(shaped["fields"]) && shaped["fields"].length === 0, "a text model has no fields");
  checkFeatures(shaped["features"]);
  checkHead(shaped["head"]);
  const labels = checkLabels(shaped["labels"]);
  const counts = Object.values(parts(shaped["counts"], labels, "counts"));
  demand(
    counts.every((count) => isCount(count) && count > 0),
    "a count is wrong",
  );
  const scores = parts(shaped["scores"], ["heldBack", "crossValidated"], "scores");
  demand(scores["crossValidated"] === null, "its scores are not known here");
  checkHeldBack(scores["heldBack"], labels);
  return file as unknown as ModelFile;
}

function checkFeatures(said: unknown): void {
  const features = parts(said, ["name", "version", "sha256"], "features");
  const known = features["name"] === "text-ngrams" && features["version"] === 1;
  demand(known && features["sha256"] === null, "its features are not known here");
}

function checkHead(said: unknown): void {
  demand(isObject(said) && said["type"] === "softmax", "its head is not known here");
  const head = parts(said, ["type", "columns", "weights", "bias"], "head");
  demand(
    Object.values(head).every((part) => typeof part === "string"),
    "its head is damaged",
  );
}

function checkLabels(said: unknown): string[] {
  demand(
    Array.isArray(said) && said.length >= LABELS_TO_TRAIN && said.length <= LABELS,
    "its labels are too few or many",
  );
  const ids = said.map((each: unknown) => {
    const { id, name } = parts(each, ["id", "name"], "label");
    demand(matches(ID, id) && typeof name === "string", "a label is damaged");
    checkFilled(name, LABEL_LENGTH, "model");
    return id;
  });
  demand(new Set(ids).size === ids.length, "a label is there twice");
  return ids;
}

function checkHeldBack(said: unknown, labels: string[]): void {
  const heldBack = parts(said, ["right", "of", "perLabel", "confusion"], "scores");
  const perLabel = parts(heldBack["perLabel"], labels, "scores");
  const confusion = parts(heldBack["confusion"], labels, "scores");
  let right = 0;
  let of = 0;
  for (const label of labels) {
    const row = counted(confusion[label], labels);
    const rightHere = row.get(label) ?? 0;
    const ofHere = [...row.values()].reduce((a, b) => a + b, 0);
    checkScore(perLabel[label], rightHere, ofHere);
    right += rightHere;
    of += ofHere;
  }
  checkScore({ right: heldBack["right"], of: heldBack["of"] }, right, of);
}

function counted(said: unknown, labels: string[]): Map<string, number> {
  demand(isObject(said), "its scores are damaged");
  const row = new Map<string, number>();
  for (const [label, times] of Object.entries(said)) {
    demand(labels.includes(label) && isCount(times) && times > 0, "its scores are damaged");
    row.set(label, times);
  }
  return row;
}

function checkScore(said: unknown, right: number, of: number): void {
  const score = parts(said, ["right", "of"], "scores");
  demand(score["right"] === right && score["of"] === of, "its scores do not add up");
}

function parts(said: unknown, keys: string[], what: string): Json {
  const fits = isObject(said) && Object.keys(said).length === keys.length;
  demand(fits && keys.every((key) => Object.hasOwn(said, key)), `its ${what} has other parts`);
  return said;
}

function isObject(said: unknown): said is Json {
  return typeof said === "object" && said !== null && !Array.isArray(said);
}

function isCount(said: unknown): said is number {
  return Number.isSafeInteger(said) && (said as number) >= 0;
}

function matches(pattern: RegExp, said: unknown): said is string {
  return typeof said === "string" && pattern.test(said);
}
