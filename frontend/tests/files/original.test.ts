import { expect, test } from "vitest";

import { textOf } from "../../src/contract/data.js";
import type { Example } from "../../src/contract/values.js";
import { readProjectFile } from "../../src/files/read.js";
import { allOf } from "./contents.js";
import { originalZip, zipped } from "./zips.js";

async function textsOf(file: Blob): Promise<[label: string, text: string, heldBack: boolean][]> {
  const { content } = await readProjectFile(file);
  const names = new Map(content.project.labels.map(({ id, name }) => [id, name]));
  const row = ({ labelId, data, heldBack }: Example) =>
    [names.get(labelId ?? "") ?? "", textOf(data), heldBack] as [string, string, boolean];
  return (await allOf(content.examples())).map(row);
}

function rows(label: string, ...texts: unknown[]): object[] {
  return texts.map((textdata) => ({ label, textdata }));
}

test("a text project opens with all its texts, in their order", async () => {
  const training = [...rows("happy", "yes!", "סבבה 🎈"), ...rows("sad", "no")];
  const file = await originalZip({ name: "Moods 🎭", language: "he", isCrowdSourced: false }, training);
  const { content, skipped } = await readProjectFile(file);
  expect(skipped).toEqual([]);
  expect(content.project).toMatchObject({ name: "Moods 🎭", kind: "text", language: "he", fields: [] });
  expect(await textsOf(file)).toEqual([
    ["happy", "yes!", false],
    ["happy", "סבבה 🎈", false],
    ["sad", "no", false],
  ]);
  const examples = await allOf(content.examples());
  expect(examples.map(({ id }) => id)).toEqual(examples.map(({ id }) => id).sort());
  expect(new Set(examples.map(({ source }) => source))).toEqual(new Set(["file"]));
});

test("one in five is held back, and equal texts together", async () => {
  const texts = Array.from({ length: 10 }, (_, n) => `text ${n}`);
  const marks = (await textsOf(await originalZip({}, rows("happy", ...texts, "text 4", "text 0")))).map(
    ([, , heldBack]) => heldBack,
  );
  expect(marks).toEqual([false, false, false, false, true, false, false, false, false, true, true, false]);
});

test("what cannot be used is counted, and the rest opens", async () => {
  const labels = ["happy", " Happy ", "sad", "", "x".repeat(31), 7, "nul\0"];
  const training = [
    ...rows("HAPPY", "folded"),
    ...rows("angry", "grr"),
    ...rows("x".repeat(31), "of a label that cannot be"),
    ...rows("sad", "x".repeat(1025), "nul\0", "half \ud800", "", "  ", 7, "kept"),
    { label: "sad" },
    { textdata: "no label" },
  ];
  const file = await originalZip({ labels }, training, { "testdata.csv": "happy,yes\n" });
  const { content, skipped } = await readProjectFile(file);
  expect(content.project.labels.map(({ name }) => name)).toEqual(["happy", "sad"]);
  expect(await textsOf(file)).toEqual([
    ["happy", "folded", false],
    ["sad", "kept", false],
  ]);
  expect(Object.fromEntries(skipped.map(({ what, count }) => [what, count]))).toEqual({
    test_data: 1,
    label: 4,
    same_label: 1,
    unknown_label: 3,
    long: 1,
    odd: 2,
    empty: 4,
  });
});

test("not more labels than a project has", async () => {
  const labels = Array.from({ length: 22 }, (_, n) => `label ${n}`);
  const { content, skipped } = await readProjectFile(await originalZip({ labels }, rows("label 21", "lost")));
  expect(content.project.labels).toHaveLength(20);
  expect(skipped).toEqual([
    { what: "label", count: 2 },
    { what: "unknown_label", count: 1 },
  ]);
});

test("a long name is cut, and a language that is none is English", async () => {
  const { content } = await readProjectFile(await originalZip({ name: "😀".repeat(61), language: "?" }, []));
  expect(content.project).toMatchObject({ name: "😀".repeat(60), language: "en" });
});

test.each([
  ["images", "images"],
  ["imgtfjs", "images"],
  ["sounds", "sounds"],
  ["numbers", "numbers"],
  ["regression", "prediction"],
])("a project of %s is refused by its kind", async (type, field) => {
  const file = await originalZip({ type }, [], { "images/1_a-b.jpg": "", "sounds/7.json": "[]" });
  await expect(readProjectFile(file)).rejects.toMatchObject({ code: "invalid", field });
});

test.each<[string, Promise<Blob>]>([
  ["another kind", originalZip({ type: "smells" }, [])],
  ["no name", originalZip({ name: " " }, [])],
  ["labels that are none", originalZip({ labels: "happy" }, [])],
  ["rows that are none", originalZip({}, ["happy"])],
  ["a table instead of rows", originalZip({}, {})],
  ["a name that is not known", originalZip({}, [], { "../evil.json": "" })],
  [
    "no rows",
    zipped({ "manifest.json": '{"formatversion":1}', "project.json": '{"type":"text","name":"x"}' }),
  ],
  ["no version", zipped({ "manifest.json": '{"formatversion":"one"}' })],
])("refused as damaged: %s", async (_, file) => {
  await expect(readProjectFile(await file)).rejects.toMatchObject({ code: "invalid", field: "damaged" });
});

test("a later version is refused as one", async () => {
  const file = await zipped({ "manifest.json": '{"formatversion":2}' });
  await expect(readProjectFile(file)).rejects.toMatchObject({ code: "invalid", field: "version" });
});
