/** Reads the zip of the original Machine Learning for Kids (its `formatversion` 1). What cannot be used is counted. */

import { v7 as newId } from "uuid";

import { checkProject } from "../contract/checks.js";
import { given, hasFields, PROJECT_KINDS } from "../contract/data.js";
import { fileDigest } from "../contract/digest.js";
import {
  FILE_PROJECT_BYTES,
  FILE_TRAINING_BYTES,
  PROJECT_NAME_LENGTH,
  UPLOAD_BYTES,
} from "../contract/limits.js";
import { Problem } from "../contract/problems.js";
import { holdsBackNext, unitOf } from "../contract/rules.js";
import type { Data, Example, MediaType, ProjectKind } from "../contract/values.js";
import { pictureToKeep } from "../media/picture.js";
import type { Archive } from "./archive.js";
import { demand, isObject, refusedAsDamaged } from "./check.js";
import { Buckets, Columns, type Counted, fits, Tally, type What, wrongWith } from "./from-original.js";
import type { FileContent } from "./read.js";
import { damaged, MANIFEST, notYet, PROJECT, TEST_DATA, tooNew, TRAINING } from "./shape.js";
import { jsonIn } from "./streams.js";

type Row = Record<string, unknown>;

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
const WEB_ADDRESS = /^https?:\/\//i;

/** Problem: `invalid`, also for a prediction, which the original does not put into files. */
export async function readOriginal(archive: Archive, manifest: Row): Promise<FileContent> {
  const version = Number(manifest["formatversion"]);
  if (version > FORMAT_VERSION) throw tooNew();
  demand(version === FORMAT_VERSION, "its version is not one");
  const names = archive.names();
  demand(names.every(isKnown), "it has a part with a name that is not known");
  const project = projectIn(jsonIn(await archive.bytes(PROJECT, FILE_PROJECT_BYTES)));
  const rows = jsonIn(await archive.bytes(TRAINING, FILE_TRAINING_BYTES));
  demand(Array.isArray(rows) && rows.every(isObject), "its examples are not right");
  const reading = new Reading(archive, project);
  if (names.includes(TEST_DATA)) reading.tally.add("test_data");
  const examples = await reading.examples(rows);
  const { name, kind, language } = project;
  return {
    content: {
      project: { name, kind, language, labels: reading.buckets.labels, fields: reading.columns.fields },
      size: examples.length,
      outOfDate: false,
      examples: () => each(examples),
      media: (id) => Promise.resolve(reading.fileOf(id)),
      models: () => each([]),
      works: () => each([]),
    },
    skipped: reading.tally.skipped(),
  };
}

function isKnown(name: string): boolean {
  return PARTS.includes(name) || A_PICTURE.test(name) || A_SOUND.test(name);
}

interface Said {
  name: string;
  kind: ProjectKind;
  language: string;
  labels: unknown[];
  fields: unknown[];
}

function projectIn(said: unknown): Said {
  demand(isObject(said), "its project is not right");
  const { type, name: saidName, language: saidLanguage, labels = [], fields = [] } = said;
  const kind = KINDS.get(type);
  demand(kind !== undefined, "its kind is not one");
  if (kind === "prediction") throw notYet(kind);
  demand(typeof saidName === "string" && Array.isArray(labels), "its name is not one");
  demand(Array.isArray(fields) || !hasFields(kind), "its fields are not right");
  const name = Array.from(saidName).slice(0, PROJECT_NAME_LENGTH).join("");
  const blank = { id: "", kind, name, labels: [], fields: [] };
  refusedAsDamaged(() => checkProject({ ...blank, language: "en" }, PROJECT_KINDS));
  const language = typeof saidLanguage === "string" ? saidLanguage : "en";
  const known = fits(() => checkProject({ ...blank, language }, PROJECT_KINDS));
  return {
    name,
    kind,
    language: known ? language : "en",
    labels,
    fields: hasFields(kind) ? (fields as unknown[]) : [],
  };
}

class Reading {
  readonly tally = new Tally();
  readonly buckets: Buckets;
  readonly columns: Columns;
  private readonly marks = new Map<string, boolean>();
  /** pictures as they are kept, by the ids of their examples */
  private readonly files = new Map<string, Blob>();
  private readonly addedAt = Date.now();

  constructor(
    private readonly archive: Archive,
    private readonly project: Said,
  ) {
    this.buckets = new Buckets(project.labels, this.tally);
    this.columns = new Columns(project.fields, this.tally);
  }

  async examples(rows: readonly Row[]): Promise<Example[]> {
    const examples: Example[] = [];
    for (const row of rows) {
      const bucket = this.buckets.find(row["label"]);
      const id = newId();
      const data = bucket === undefined ? "unknown_label" : await this.dataIn(row, id);
      if (bucket === undefined || typeof data === "string") this.tally.add(data as What);
      else examples.push(this.example(id, data, bucket));
    }
    return examples;
  }

  fileOf(id: string): Blob {
    const file = this.files.get(id);
    if (file === undefined) throw damaged("a picture is missing");
    return file;
  }

  /** What is held back is decided as if the examples had been added here, one after the other. */
  private example(id: string, data: Data, bucket: Counted): Example {
    const kept = "values" in data ? { values: given(data.values) } : data;
    const unit = unitOf(kept, null);
    const heldBack = this.marks.get(unit) ?? holdsBackNext(bucket);
    this.marks.set(unit, heldBack);
    bucket.everAdded += 1;
    bucket.heldBack += heldBack ? 1 : 0;
    const { addedAt } = this;
    const [source, group, contributor] = ["file", null, null];
    return { id, labelId: bucket.id, data, group, heldBack, source, addedAt, contributor };
  }

  /** Or why it cannot be used. */
  private async dataIn(row: Row, id: string): Promise<Data | What> {
    const { kind } = this.project;
    if (kind === "text") return wrongWith(row["textdata"]) ?? { text: row["textdata"] as string };
    if (kind === "sounds") return "sound";
    if (kind === "images") return this.pictureAt(row["imageurl"], id);
    const values = this.columns.valuesIn(row["numberdata"], this.tally);
    return values === null ? "empty" : { values };
  }

  private async pictureAt(address: unknown, id: string): Promise<Data | What> {
    if (typeof address !== "string" || !this.archive.has(address))
      return WEB_ADDRESS.test(String(address)) ? "web_address" : "picture";
    if (!A_PICTURE.test(address) || this.archive.sizeOf(address) > UPLOAD_BYTES) return "picture";
    const bytes = await this.archive.bytes(address, UPLOAD_BYTES);
    try {
      const file = await pictureToKeep(new Blob([bytes as Uint8Array<ArrayBuffer>]));
      this.files.set(id, file);
      const said = { bytes: file.size, sha256: await fileDigest(file), nearHash: null };
      return { media: { mediaId: id, type: file.type as MediaType, ...said } };
    } catch (problem) {
      if (problem instanceof Problem) return "picture";
      throw problem;
    }
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- the other contents have to wait for theirs
async function* each<Thing>(things: readonly Thing[]): AsyncGenerator<Thing> {
  yield* things;
}
