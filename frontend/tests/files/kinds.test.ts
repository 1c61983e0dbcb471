/** Project files of rows, pictures and sounds that say one thing wrong. */

import { BlobReader, BlobWriter, ZipReader, ZipWriter } from "@zip.js/zip.js/lib/zip-core-custom.js";
import { describe, expect, it } from "vitest";

import { RunningDigest } from "../../src/contract/digest.js";
import { readProjectFile } from "../../src/files/read.js";
import { writeProjectFile } from "../../src/files/write.js";
import { id } from "../training/material.js";
import { bytesOf, contentOf, NOW, sha256, type Whole, withFiles, withRows } from "./contents.js";

type Entries = Map<string, Uint8Array<ArrayBuffer>>;
type Json = Record<string, unknown>;

const LINES = "examples.jsonl";

/** The file of a project, changed, with digests and counts that fit. */
async function changed(what: Whole, change: (entries: Entries) => void): Promise<Blob> {
  const entries = await entriesOf(await writeProjectFile(contentOf(what), { createdAt: NOW, now: NOW }));
  change(entries);
  const manifest = jsonIn(entries, "manifest.json");
  entries.delete("manifest.json");
  const lines = linesIn(entries);
  const digest = new RunningDigest();
  const { kind, name, language, labels, fields } = jsonIn(entries, "project.json");
  for (const item of [{ kind, name, language, labels, fields }, ...lines]) digest.add(item);
  const media = [...entries.keys()].filter((name) => name.startsWith("media/")).length;
  const counts = { examples: lines.length, models: 0, works: 0, media };
  const hashes = Object.fromEntries([...entries].map(([name, bytes]) => [name, sha256(bytes)]));
  put(entries, "manifest.json", { ...manifest, entries: hashes, counts, digest: digest.hex() });
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, bytes] of entries) await zip.add(name, new BlobReader(new Blob([bytes])));
  return zip.close();
}

async function entriesOf(file: Blob): Promise<Entries> {
  const entries: Entries = new Map();
  for (const entry of await new ZipReader(new BlobReader(file)).getEntries())
    if (!entry.directory) {
      const blob = await entry.getData(new BlobWriter(), { useWebWorkers: false });
      entries.set(entry.filename, new Uint8Array(await blob.arrayBuffer()));
    }
  return entries;
}

function put(entries: Entries, name: string, thing: object): void {
  entries.set(name, new TextEncoder().encode(JSON.stringify(thing)));
}

function jsonIn(entries: Entries, name: string): Json {
  return JSON.parse(new TextDecoder().decode(entries.get(name))) as Json;
}

function linesIn(entries: Entries): Json[] {
  const text = new TextDecoder().decode(entries.get(LINES));
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Json);
}

/** Changes the first line. */
function first(change: (line: Json) => object): (entries: Entries) => void {
  return (entries) => {
    const [line = {}, ...others] = linesIn(entries);
    const lines = [{ ...line, ...change(line) }, ...others].map((one) => `${JSON.stringify(one)}\n`);
    entries.set(LINES, new TextEncoder().encode(lines.join("")));
  };
}

function mediaOf(line: Json): Json {
  return (line["data"] as { media: Json }).media;
}

const pictures = withFiles("images", ["red.jpg", "blue.png"]);
const sounds = withFiles("sounds", ["low.wav"]);
const rows = withRows("numbers");
const [RED, BLUE] = [`media/${id(100)}.jpg`, `media/${id(101)}.png`];

const WRONG: [string, Whole, (entries: Entries) => void][] = [
  ["a picture is missing", pictures, (entries) => entries.delete(BLUE)],
  [
    "there is a picture of no example",
    pictures,
    (entries) => entries.set(`media/${id(700)}.jpg`, bytesOf("blue.jpg")),
  ],
  ["a picture is another one", pictures, (entries) => entries.set(RED, bytesOf("blue.jpg"))],
  [
    "a picture says more than it shows",
    pictures,
    (entries) => {
      const file = Uint8Array.of(...bytesOf("red.jpg"), 0);
      entries.set(RED, file);
      first((line) => ({ data: { media: { ...mediaOf(line), bytes: 713, sha256: sha256(file) } } }))(entries);
    },
  ],
  [
    "a picture is called a PNG",
    pictures,
    (entries) => {
      entries.set(`media/${id(100)}.png`, bytesOf("red.jpg"));
      entries.delete(RED);
      first((line) => ({ data: { media: { ...mediaOf(line), type: "image/png" } } }))(entries);
    },
  ],
  ["a picture is longer", pictures, first((line) => ({ data: { media: { ...mediaOf(line), bytes: 7 } } }))],
  [
    "a picture is that of another example",
    pictures,
    first((line) => ({ data: { media: { ...mediaOf(line), mediaId: id(101) } } })),
  ],
  ["a picture is a text", pictures, first(() => ({ data: { text: "cat" } }))],
  [
    "a picture looks like another",
    pictures,
    first((line) => ({ data: { media: { ...mediaOf(line), nearHash: "00" } } })),
  ],
  [
    "a sound is a picture",
    sounds,
    first((line) => ({ data: { media: { ...mediaOf(line), type: "image/jpeg" } } })),
  ],
  ["a row has a value of no field", rows, first(() => ({ data: { values: { [id(12)]: 4 } } }))],
  ["a row lacks a field", rows, first(() => ({ data: { values: { [id(10)]: 4 } } }))],
  ["a number is a word", rows, first(() => ({ data: { values: { [id(10)]: "4", [id(11)]: null } } }))],
  ["a choice is none", rows, first(() => ({ data: { values: { [id(10)]: 4, [id(11)]: "curly" } } }))],
  ["a value is a list", rows, first(() => ({ data: { values: { [id(10)]: [4], [id(11)]: null } } }))],
  ["a row has no label", rows, first(() => ({ labelId: null }))],
  ["a row of a prediction has a label", withRows("prediction"), first(() => ({ labelId: id(1) }))],
  [
    "a field is of no type",
    rows,
    (entries) => {
      const project = jsonIn(entries, "project.json");
      const fields = (project["fields"] as Json[]).map((field) => ({ ...field, type: "date" }));
      put(entries, "project.json", { ...project, fields });
    },
  ],
  [
    "texts have fields",
    rows,
    (entries) => {
      put(entries, "project.json", { ...jsonIn(entries, "project.json"), kind: "text" });
    },
  ],
];

describe("a file", () => {
  it("that is put together anew opens", async () => {
    for (const what of [pictures, sounds, rows])
      await expect(readProjectFile(await changed(what, () => undefined))).resolves.toBeDefined();
  });

  it.each(WRONG)("is damaged when %s", async (_, what, change) => {
    const file = await changed(what, change);
    await expect(readProjectFile(file)).rejects.toMatchObject({ code: "invalid", field: "damaged" });
  });
});
