/** The parts of a project file, checked one by one: what passes here is accepted by every store. */

import { checkExample } from "../contract/check-examples.js";
import { checkProject } from "../contract/checks.js";
import { MODEL_BYTES, MODELS_KEPT } from "../contract/limits.js";
import { Problem } from "../contract/problems.js";
import type { Example, Guessed, Label, ProjectKind, SavedModel } from "../contract/values.js";
import { checkModel } from "../training/core/modelFile.js";
import {
  AN_ID,
  damaged,
  FORMAT,
  type Manifest,
  type ModelPart,
  notAProjectFile,
  notYet,
  type ProjectPart,
  tooLarge,
  tooNew,
  VERSION,
} from "./shape.js";

type Json = Record<string, unknown>;

const KINDS: readonly string[] = [
  "text",
  "images",
  "sounds",
  "numbers",
  "prediction",
] satisfies ProjectKind[];
const OPENED: readonly ProjectKind[] = ["text"];
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

/** Problem: `invalid`, also for a kind that cannot be opened yet. */
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
  demand(KINDS.includes(kind), "its kind is not one");
  if (!OPENED.includes(kind)) throw notYet(kind);
  demand(
    typeof name === "string" && typeof language === "string" && isCount(createdAt),
    "its name is not one",
  );
  demand(Array.isArray(labels) && labels.every(isLabel), "its labels are not right");
  demand(Array.isArray(fields) && fields.length === 0, "it has fields");
  refusedAsDamaged(() => checkProject({ id: "", kind, name, language, labels, fields }, OPENED));
  return project;
}

/** Checks the examples of one project, which come in the order of their ids. */
export class ExampleCheck {
  private readonly labels: ReadonlySet<string>;
  private last = "";

  constructor(labels: readonly Label[]) {
    this.labels = new Set(labels.map(({ id }) => id));
  }

  check(said: unknown): Example {
    const keys = ["id", "labelId", "data", "group", "heldBack", "source", "addedAt"];
    const { id, labelId, data, group, heldBack, source, addedAt } = parts(said, keys);
    const { text } = parts(data, ["text"]);
    demand(isId(id) && id > this.last, "its examples are not in order");
    demand(
      typeof labelId === "string" && this.labels.has(labelId),
      "an example has a label that is not there",
    );
    demand(typeof text === "string" && typeof heldBack === "boolean", "an example is not right");
    demand(
      (group === null || typeof group === "string") && typeof source === "string",
      "an example is not right",
    );
    demand(isCount(addedAt), "an example has no time");
    this.last = id;
    const example = { id, labelId, data: { text }, group, heldBack, source, addedAt };
    refusedAsDamaged(() => checkExample(example));
    return { ...example, contributor: null };
  }
}

/** Problems: `invalid`, `too_large`. */
export async function checkModelPart(said: unknown, id: string): Promise<SavedModel> {
  const { model, report } = parts(said, ["model", "report"]) as unknown as ModelPart;
  demand(Array.isArray(report) && report.every(isGuessed), "the report of a model is not right");
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

function isHash(said: unknown): said is string {
  return typeof said === "string" && HEX.test(said);
}

function isLabel(said: unknown): said is Label {
  const { id, name } = parts(said, ["id", "name"]);
  return isId(id) && typeof name === "string";
}

function isGuessed(said: unknown): said is Guessed {
  const { exampleId, guessedId, confidence } = parts(said, ["exampleId", "guessedId", "confidence"]);
  const share = typeof confidence === "number" && confidence >= 0 && confidence <= 1;
  return isId(exampleId) && isId(guessedId) && share;
}
