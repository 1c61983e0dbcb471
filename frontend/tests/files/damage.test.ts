/** Files that are not as they were saved. The hostile ones, made to do harm, are in `tests/files/hostile.py`: a real
 * browser opens all of them. */

import * as fc from "fast-check";
import { beforeAll, expect, test } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import { readProjectFile } from "../../src/files/read.js";
import { writeProjectFile } from "../../src/files/write.js";
import { contentOf, NOW, textExample, wholeOf, type Whole } from "./contents.js";
import { id } from "../training/material.js";
import { zipped } from "./zips.js";

const labels = [{ id: id(1), name: "fox" }];
const what: Whole = {
  project: { name: "Animals", kind: "text", language: "en", labels, fields: [] },
  examples: [1, 2, 3].map((n) => textExample(100 + n, id(1), `text ${n}`)),
  models: [],
  works: [
    {
      said: { id: id(900), kind: "python", name: "My code", changedAt: NOW, revision: 1 },
      bytes: new TextEncoder().encode("print()"),
    },
  ],
};
let sound: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  const file = await writeProjectFile(contentOf(what), { createdAt: NOW, now: NOW });
  sound = new Uint8Array(await file.arrayBuffer());
});

/** What it answers: the content as it was saved, or how it is refused. */
async function outcome(bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  try {
    return await wholeOf((await readProjectFile(new Blob([bytes]))).content);
  } catch (problem) {
    if (problem instanceof Problem) return problem.code;
    throw problem;
  }
}

test("a file with any byte changed opens as it was, or not at all", async () => {
  const change = fc.record({ at: fc.nat(sound.length - 1), to: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, to }) => {
      const changed = sound.slice();
      changed[at] = to;
      const answer = await outcome(changed);
      if (typeof answer === "string") expect(["invalid", "too_large"]).toContain(answer);
      else expect(answer).toEqual(what);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test("a file that breaks off anywhere does not open", async () => {
  for (let length = 0; length < sound.length; length += 7)
    expect(await outcome(sound.slice(0, length))).toBe("invalid");
});

test("nothing may follow it", async () => {
  expect(await outcome(new Uint8Array([...sound, 0]))).toBe("invalid");
});

test.each<[string, Promise<Blob> | Blob]>([
  ["an empty file", new Blob([])],
  ["a text", new Blob(["Dear diary, this is long enough to be read."])],
  ["a zip of something else", zipped({ "word/document.xml": "<xml/>" })],
  ["a browser extension", zipped({ "manifest.json": '{"manifest_version":3}', "background.js": "" })],
])("%s is no project file", async (_, file) => {
  await expect(readProjectFile(await file)).rejects.toMatchObject({ code: "invalid", field: "file" });
});

test("a newer one says so", async () => {
  const file = await zipped({ "manifest.json": '{"format":"mlforkids-project","version":2,"new":true}' });
  await expect(readProjectFile(file)).rejects.toMatchObject({ code: "invalid", field: "version" });
});

test("reading stops when it is told to", async () => {
  const stop = new AbortController();
  stop.abort(new Error("enough"));
  await expect(readProjectFile(new Blob([sound]), stop.signal)).rejects.toThrow("enough");
});

test("a text with half a character cannot be saved", async () => {
  const odd = { ...what, examples: [textExample(101, id(1), "half \ud800")] };
  await expect(writeProjectFile(contentOf(odd), { createdAt: NOW, now: NOW })).rejects.toMatchObject({
    code: "invalid",
  });
});
