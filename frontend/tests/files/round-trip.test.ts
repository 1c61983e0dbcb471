import * as fc from "fast-check";
import { v7 as newId } from "uuid";
import { expect, test } from "vitest";

import { readProjectFile } from "../../src/files/read.js";
import { writeProjectFile } from "../../src/files/write.js";
import { contentOf, digestOf, NOW, textExample, trained, type Whole, whole, wholeOf } from "./contents.js";
import { id } from "../training/material.js";
import { ZipReader, BlobReader, TextWriter } from "@zip.js/zip.js/lib/zip-core-custom.js";

const WRITING = { createdAt: NOW - 1000, now: NOW };

async function saved(what: Whole): Promise<Blob> {
  return writeProjectFile(contentOf(what), WRITING);
}

async function manifestOf(file: Blob): Promise<Record<string, unknown>> {
  const entries = await new ZipReader(new BlobReader(file)).getEntries();
  const last = entries.at(-1);
  expect(last?.filename).toBe("manifest.json");
  if (last === undefined || last.directory) throw new Error("no manifest");
  return JSON.parse(await last.getData(new TextWriter(), { useWebWorkers: false })) as Record<
    string,
    unknown
  >;
}

test("what is saved is opened again, whatever is in it", async () => {
  await fc.assert(
    fc.asyncProperty(whole, async (what) => {
      const file = await saved(what);
      const { content, skipped } = await readProjectFile(file);
      expect(await wholeOf(content)).toEqual(what);
      expect(skipped).toEqual([]);
      expect((await manifestOf(file))["digest"]).toBe(await digestOf(what));
    }),
    { numRuns: 40 },
  );
}, 60_000);

test("a project with a model keeps the model and its report", async () => {
  const what = await trained();
  const { content } = await readProjectFile(await saved(what));
  expect(await wholeOf(content)).toEqual(what);
});

test("an empty project", async () => {
  const project = { name: "Empty", kind: "text" as const, language: "en", labels: [], fields: [] };
  const what = { project, examples: [], models: [], works: [] };
  const { content } = await readProjectFile(await saved(what));
  expect(await wholeOf(content)).toEqual(what);
});

test("10,000 texts that are all the same, which packs best", async () => {
  const labels = [{ id: id(1), name: "🎈" }];
  const project = { name: "Many", kind: "text" as const, language: "en", labels, fields: [] };
  const examples = Array.from({ length: 10_000 }, (_, n) => ({
    ...textExample(n, id(1), "😀".repeat(256)),
    id: newId(),
  }));
  const what = { project, examples, models: [], works: [] };
  const file = await saved(what);
  const { content } = await readProjectFile(file);
  let read = 0;
  for await (const example of content.examples()) {
    expect(example.id).toBe(examples[read]?.id);
    read += 1;
  }
  expect(read).toBe(10_000);
}, 60_000);
