/** The parts of a project file, checked one by one: what passes here is accepted by every store. */

import { checkProject } from "../contract/checks.js";
import { PROJECT_KINDS } from "../contract/data.js";
import { MODEL_BYTES, MODELS_KEPT } from "../contract/limits.js";
import { Problem } from "../contract/problems.js";
import type { Field, Label, ReportLine, SavedModel } from "../contract/values.js";
import { checkModel } from "../training/core/modelFile.js";
import {
  AN_ID,
  damaged,
  FORMAT,
  type Manifest,
  type ModelPart,
  notAProjectFile,
  type ProjectPart,
  tooLarge,
  tooNew,
  VERSION,
} from "./shape.js";

type Json = Record<string, unknown>;

const HEX = /^[0-9a-f]{64}$/;

export function demand(holds: boolean, why: string): asserts holds {
  if (!holds) throw damaged(why);
}

export function isObject(said: unknown): said is Json {
  return typeof said === "object" && said !== null && !Array.isArray(said);
}

/** Problems: `invalid` for another format, a newer version, and one that is not as it should be. */
export function checkManifest(said: unknown): Manifest {
  if (!isObject(said) || said["format"] !== FORMAT) throw notAProjectFile();
  const { version } = said;
  if (Number.isSafeInteger(version) && (version as number) > VERSION) throw tooNew();
  demand(version === VERSION, "its version is not one");
  const manifest = parts(said, [
    "format",
    "version",
    "created",
    "application",
    "entries",
    "digest",
    "counts",
  ]);
  const { entries, digest } = manifest;
  demand(
    isCount(manifest["created"]) && typeof manifest["application"] === "string",
    "it does not say who made it",
  );
  demand(isObject(entries) && Object.values(entries).every(isHash) && isHash(digest), "a digest is not one");
  const counts = Object.values(parts(manifest["counts"], ["examples", "models", "works", "media"]));
  demand(counts.every(isCount), "a count is not one");
  return manifest as unknown as Manifest;
}

/** Problems: `invalid`, `limit_reached` for too many labels or fields. */
export function checkProjectPart(said: unknown): ProjectPart {
  const project = parts(said, [
    "kind",
    "name",
    "language",
    "labels",
    "fields",
    "createdAt",
  ]) as unknown as ProjectPart;
  const { kind, name, language, labels, fields, createdAt } = project;
  demand(PROJECT_KINDS.includes(kind), "its kind is not one");
  demand(
    typeof name === "string" && typeof language === "string" && isCount(createdAt),
    "its name is not one",
  );
  demand(Array.isArray(labels) && labels.every(isLabel), "its labels are not right");
  demand(Array.isArray(fields) && fields.every(isField), "its fields are not right");
  refusedAsDamaged(() => checkProject({ id: "", kind, name, language, labels, fields }, PROJECT_KINDS));
  return project;
}

/** Problems: `invalid`, `too_large`. */
export async function checkModelPart(said: unknown, id: string): Promise<SavedModel> {
  const { model, report } = parts(said, ["model", "report"]) as unknown as ModelPart;
  demand(Array.isArray(report) && report.every(isReportLine), "the report of a model is not right");
  const checked = await checkModel(model).catch((problem: unknown) => {
    throw problem instanceof Problem ? damaged("a model cannot be used") : problem;
  });
  demand(checked.id === id, "a model has another id");
  if (new TextEncoder().encode(JSON.stringify(model)).length > MODEL_BYTES)
    throw tooLarge("a model of it is");
  return { model: checked, report };
}

export function checkHowMany(models: number): void {
  demand(models <= MODELS_KEPT, "it has too many models");
}

/** An object with exactly these keys. */
export function parts(said: unknown, keys: readonly string[]): Json {
  const fits = isObject(said) && Object.keys(said).length === keys.length;
  demand(fits && keys.every((key) => Object.hasOwn(said, key)), "it has other parts than it should");
  return said;
}

export function isId(said: unknown): said is string {
  return typeof said === "string" && AN_ID.test(said);
}

export function isCount(said: unknown): said is number {
  return Number.isSafeInteger(said) && (said as number) >= 0;
}

/** What a store would refuse. The sentence for what is wrong in it is about the file; too much of it stays too much. */
export function refusedAsDamaged(check: () => void): void {
  try {
    check();
  } catch (problem) {
    throw problem instanceof Problem && problem.code === "invalid" ? damaged(problem.detail) : problem;
  }
}

export async function refusedAsDamagedLater<Answer>(check: () => Promise<Answer>): Promise<Answer> {
  try {
    return await check();
  } catch (problem) {
    throw problem instanceof Problem && problem.code === "invalid" ? damaged(problem.detail) : problem;
  }
}

export function isHash(said: unknown): said is string {
  return typeof said === "string" && HEX.test(said);
}

function isLabel(said: unknown): said is Label {
  const { id, name } = parts(said, ["id", "name"]);
  return isId(id) && typeof name === "string";
}

function isField(said: unknown): said is Field {
  const { id, name, type, choices, role } = parts(said, ["id", "name", "type", "choices", "role"]);
  const named = isId(id) && typeof name === "string" && typeof type === "string" && typeof role === "string";
  return named && Array.isArray(choices) && choices.every((choice) => typeof choice === "string");
}

function isReportLine(said: unknown): said is ReportLine {
  if (isObject(said) && Object.hasOwn(said, "number")) {
    const { exampleId, number } = parts(said, ["exampleId", "number"]);
    return isId(exampleId) && Number.isFinite(number);
  }
  const { exampleId, guessedId, confidence } = parts(said, ["exampleId", "guessedId", "confidence"]);
  const share = typeof confidence === "number" && confidence >= 0 && confidence <= 1;
  return isId(exampleId) && isId(guessedId) && share;
}
