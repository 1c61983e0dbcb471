import * as fc from "fast-check";
import { v7 as newId } from "uuid";
import { expect, test } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import { readProjectFile } from "../../src/files/read.js";
import { writeProjectFile } from "../../src/files/write.js";
import {
  allOf,
  bytesOf,
  contentOf,
  digestOf,
  NOW,
  textExample,
  trained,
  type Whole,
  whole,
  wholeOf,
  withFiles,
  withRows,
} from "./contents.js";
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

test.each(["numbers", "prediction"] as const)("rows of %s, those without any value too", async (kind) => {
  const what = withRows(kind);
  const file = await saved(what);
  const { content } = await readProjectFile(file);
  expect(await wholeOf(content)).toEqual(what);
  expect((await manifestOf(file))["digest"]).toBe(await digestOf(what));
});

test.each([
  ["images", ["red.jpg", "blue.png", "red.jpg"]],
  ["sounds", ["low.wav", "high.wav"]],
] as const)("%s, byte for byte", async (kind, names) => {
  const what = withFiles(kind, names);
  const { content } = await readProjectFile(await saved(what));
  const { files, ...others } = what;
  expect(await wholeOf(content)).toEqual(others);
  for (const [id, name] of Object.entries(files ?? {})) {
    const file = await content.media(id);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytesOf(name));
  }
});

test("a picture that is removed while the file is written is left out", async () => {
  const what = withFiles("images", ["red.jpg", "blue.png"]);
  const content = contentOf(what);
  const gone = what.examples[0]?.id;
  const media = (id: string) => (id === gone ? Promise.reject(new Problem("not_found")) : content.media(id));
  const file = await writeProjectFile({ ...content, media }, WRITING);
  const { content: opened } = await readProjectFile(file);
  expect((await allOf(opened.examples())).map(({ id }) => id)).toEqual([what.examples[1]?.id]);
});

test("a picture that is not what it was is not saved", async () => {
  const what = withFiles("images", ["red.jpg"]);
  const media = () => Promise.resolve(new Blob([bytesOf("blue.jpg")]));
  await expect(writeProjectFile({ ...contentOf(what), media }, WRITING)).rejects.toMatchObject({
    code: "storage_unavailable",
  });
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
