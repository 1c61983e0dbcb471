/** Reads the zip of the original Machine Learning for Kids (its `formatversion` 1). What cannot be used is counted. */

import { v7 as newId } from "uuid";

import { checkProject } from "../contract/checks.js";
import {
  FILE_PROJECT_BYTES,
  FILE_TRAINING_BYTES,
  LABEL_LENGTH,
  LABELS,
  PROJECT_NAME_LENGTH,
  TEXT_LENGTH,
} from "../contract/limits.js";
import { Problem } from "../contract/problems.js";
import { holdsBackNext, unitOf } from "../contract/rules.js";
import { checkFilled, fold } from "../contract/text.js";
import type { Example, Label, ProjectKind, Skipped } from "../contract/values.js";
import type { Archive } from "./archive.js";
import { demand, isObject, refusedAsDamaged } from "./check.js";
import type { FileContent } from "./read.js";
import { damaged, MANIFEST, notYet, PROJECT, TEST_DATA, tooNew, TRAINING } from "./shape.js";
import { jsonIn } from "./streams.js";

type What = Skipped["what"];

const FORMAT_VERSION = 1;
const KINDS = new Map<unknown, ProjectKind>([
  ["text", "text"],
  ["images", "images"],
  ["imgtfjs", "images"],
  ["sounds", "sounds"],
  ["numbers", "numbers"],
  ["regression", "prediction"],
  ["prediction", "prediction"],
]);
const PARTS = [MANIFEST, PROJECT, TRAINING, TEST_DATA];
const A_PICTURE = /^images\/[A-Za-z0-9_-]{1,64}\.(?:jpg|png)$/;
const A_SOUND = /^sounds\/[A-Za-z0-9_-]{1,64}\.json$/;

/** Problem: `invalid`, also for a kind that cannot be opened yet. */
export async function readOriginal(
  archive: Archive,
  manifest: Record<string, unknown>,
): Promise<FileContent> {
  const version = Number(manifest["formatversion"]);
  if (version > FORMAT_VERSION) throw tooNew();
  demand(version === FORMAT_VERSION, "its version is not one");
  const names = archive.names();
  demand(names.every(isKnown), "it has a part with a name that is not known");
  const project = projectIn(jsonIn(await archive.bytes(PROJECT, FILE_PROJECT_BYTES)));
  const rows = jsonIn(await archive.bytes(TRAINING, FILE_TRAINING_BYTES));
  demand(Array.isArray(rows) && rows.every(isObject), "its examples are not right");
  const tally = new Map<What, number>();
  if (names.includes(TEST_DATA)) skip(tally, "test_data");
  const buckets = new Buckets(project.labels, tally);
  const examples = [...examplesIn(rows, buckets, tally)];
  const { name, language } = project;
  return {
    content: {
      project: { name, kind: "text", language, labels: buckets.labels, fields: [] },
      size: examples.length,
      outOfDate: false,
      examples: () => each(examples),
      media: () => Promise.reject(damaged("a picture is missing")),
      models: () => each([]),
      works: () => each([]),
    },
    skipped: [...tally].map(([what, count]) => ({ what, count })),
  };
}

function isKnown(name: string): boolean {
  return PARTS.includes(name) || A_PICTURE.test(name) || A_SOUND.test(name);
}

function projectIn(said: unknown): { name: string; language: string; labels: unknown[] } {
  demand(isObject(said), "its project is not right");
  const { type, name: saidName, language: saidLanguage, labels = [] } = said;
  const kind = KINDS.get(type);
  demand(kind !== undefined, "its kind is not one");
  if (kind !== "text") throw notYet(kind);
  demand(typeof saidName === "string" && Array.isArray(labels), "its name is not one");
  const name = Array.from(saidName).slice(0, PROJECT_NAME_LENGTH).join("");
  const blank = { id: "", kind, name, labels: [], fields: [] };
  refusedAsDamaged(() => checkProject({ ...blank, language: "en" }, ["text"]));
  const language = typeof saidLanguage === "string" ? saidLanguage : "en";
  const known = fits(() => checkProject({ ...blank, language }, ["text"]));
  return { name, language: known ? language : "en", labels };
}

/** The labels that can be used, each found by every name that is the same. */
class Buckets {
  readonly labels: Label[] = [];
  private readonly byName = new Map<string, Counted>();

  constructor(names: readonly unknown[], tally: Map<What, number>) {
    for (const name of names) {
      if (typeof name !== "string" || !fits(() => checkFilled(name, LABEL_LENGTH, ""))) skip(tally, "label");
      else if (this.byName.has(fold(name))) skip(tally, "same_label");
      else if (this.labels.length === LABELS) skip(tally, "label");
      else this.take(name.trim());
    }
  }

  find(name: unknown): Counted | undefined {
    return typeof name === "string" ? this.byName.get(fold(name)) : undefined;
  }

  private take(name: string): void {
    const id = newId();
    this.labels.push({ id, name });
    this.byName.set(fold(name), { id, everAdded: 0, heldBack: 0 });
  }
}

interface Counted {
  id: string;
  everAdded: number;
  heldBack: number;
}

function* examplesIn(
  rows: readonly Record<string, unknown>[],
  buckets: Buckets,
  tally: Map<What, number>,
): Generator<Example> {
  const marks = new Map<string, boolean>();
  const addedAt = Date.now();
  for (const { label, textdata } of rows) {
    const bucket = buckets.find(label);
    const wrong = bucket === undefined ? "unknown_label" : wrongWith(textdata);
    if (wrong !== null || bucket === undefined) {
      skip(tally, wrong ?? "unknown_label");
      continue;
    }
    const data = { text: textdata as string };
    const heldBack = markOf(unitOf(data, null), bucket, marks);
    yield {
      id: newId(),
      labelId: bucket.id,
      data,
      group: null,
      heldBack,
      source: "file",
      addedAt,
      contributor: null,
    };
  }
}

/** What is held back is decided as if the examples had been added here, one after the other. */
function markOf(unit: string, bucket: Counted, marks: Map<string, boolean>): boolean {
  const heldBack = marks.get(unit) ?? holdsBackNext(bucket);
  marks.set(unit, heldBack);
  bucket.everAdded += 1;
  bucket.heldBack += heldBack ? 1 : 0;
  return heldBack;
}

function wrongWith(text: unknown): What | null {
  if (typeof text !== "string" || text.trim() === "") return "empty";
  if (!fits(() => checkFilled(text, Infinity, ""))) return "odd";
  return fits(() => checkFilled(text, TEXT_LENGTH, "")) ? null : "long";
}

function fits(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (problem) {
    if (problem instanceof Problem) return false;
    throw problem;
  }
}

function skip(tally: Map<What, number>, what: What): void {
  tally.set(what, (tally.get(what) ?? 0) + 1);
}

// eslint-disable-next-line @typescript-eslint/require-await -- the other contents have to wait for theirs
async function* each<Thing>(things: readonly Thing[]): AsyncGenerator<Thing> {
  yield* things;
}
