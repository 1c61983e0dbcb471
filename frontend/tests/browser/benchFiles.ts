/** R15: a project file, beside reading the same objects from the same store into a stored zip. */

import { BlobReader, BlobWriter, ZipWriter } from "@zip.js/zip.js/lib/zip-core-custom.js";
import { v7 as newId } from "uuid";

import { EXAMPLES_AT_ONCE } from "../../src/contract/limits.js";
import type { Stores } from "../../src/contract/stores.js";
import { Pieces, streamOf } from "../../src/files/streams.js";
import { pictureProject, projectIn, storesHere } from "./here.js";

const stores = storesHere();
let project = "";
let file: Blob | null = null;

/** A project of this many pictures. */
async function fillWithPictures(count: number): Promise<void> {
  project = await pictureProject(stores, count);
  file = null;
}

/** A project of this many texts. */
async function fill(count: number): Promise<void> {
  const { id, example } = await projectIn(stores);
  for (let at = 0; at < count; at += EXAMPLES_AT_ONCE) {
    const length = Math.min(EXAMPLES_AT_ONCE, count - at);
    await stores.examples.add(
      id,
      Array.from({ length }, (_, n) => example(text(at + n))),
    );
  }
  project = id;
  file = null;
}

function text(number: number): string {
  return `Text number ${number}, and ${"some more words to make it as long as a sentence is. ".repeat(3)}`;
}

async function save(): Promise<Blob> {
  file = await stores.files.save(project);
  return file;
}

async function raw(): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false, level: 0 });
  await zip.add("examples", streamOf(linesOf(stores, project)), { zip64: false });
  for await (const { id, data } of stores.examples.read(project))
    if ("media" in data) {
      const picture = await stores.examples.media(project, id);
      await zip.add(`media/${id}`, new BlobReader(picture), { zip64: false });
    }
  return zip.close();
}

async function* linesOf(stores: Stores, id: string): AsyncGenerator<Uint8Array> {
  const utf8 = new TextEncoder();
  const pieces = new Pieces();
  for await (const example of stores.examples.read(id))
    yield* pieces.take(utf8.encode(`${JSON.stringify(example)}\n`));
  yield* pieces.rest();
}

/** Milliseconds of one round. */
async function round(): Promise<{ ours: number; raw: number; bytes: number }> {
  let bytes = 0;
  const ours = await timed(async () => {
    bytes = (await save()).size;
  });
  return { ours, raw: await timed(raw), bytes };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** What was just saved, as a new project. */
async function open(): Promise<void> {
  file ??= await save();
  await stores.files.open(file, newId());
}

Object.assign(globalThis, { benchFiles: { fill, fillWithPictures, save, round, open } });
