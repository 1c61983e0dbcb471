import { expect, test } from "vitest";

import { textOf } from "../../src/contract/data.js";
import type { Example, Skipped } from "../../src/contract/values.js";
import { readProjectFile } from "../../src/files/read.js";
import { allOf, bytesOf } from "./contents.js";
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

function tallyOf(skipped: readonly Skipped[]): Record<string, number> {
  return Object.fromEntries(skipped.map(({ what, count }) => [what, count]));
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
  expect(tallyOf(skipped)).toEqual({
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

test.each(["regression", "prediction"])("a project of %s is refused by its kind", async (type) => {
  const file = await originalZip({ type }, []);
  await expect(readProjectFile(file)).rejects.toMatchObject({ code: "invalid", field: "prediction" });
});

test("pictures that are in the zip open, and the others are counted", async () => {
  const labels = ["red", "blue"];
  const training = [
    { label: "red", imageurl: "images/1_a-b.jpg", isstored: true },
    { label: "blue", imageurl: "images/2.png", isstored: true },
    { label: "blue", imageurl: "HTTPS://pictures.example.com/blue.jpg" },
    { label: "red", imageurl: "images/none.jpg" },
    { label: "red", imageurl: "images/page.jpg" },
    { label: "green", imageurl: "images/1_a-b.jpg" },
    { label: "red" },
  ];
  const pictures = {
    "images/1_a-b.jpg": bytesOf("red.jpg"),
    "images/2.png": bytesOf("blue.png"),
    "images/page.jpg": new TextEncoder().encode("<html>"),
  };
  const file = await originalZip({ type: "imgtfjs", labels }, training, pictures);
  const { content, skipped } = await readProjectFile(file);
  expect(content.project).toMatchObject({ kind: "images", fields: [] });
  const [red, blue, ...others] = await allOf(content.examples());
  expect(others).toEqual([]);
  expect(red).toMatchObject({
    labelId: content.project.labels[0]?.id,
    data: { media: { type: "image/jpeg" } },
  });
  expect(blue).toMatchObject({
    labelId: content.project.labels[1]?.id,
    data: { media: { type: "image/png" } },
  });
  expect(new Uint8Array(await (await content.media(red?.id ?? "")).arrayBuffer())).toEqual(
    bytesOf("red.jpg"),
  );
  expect(tallyOf(skipped)).toEqual({ web_address: 1, picture: 3, unknown_label: 1 });
});

test("sounds are spectrograms, which cannot be heard: all are counted", async () => {
  const training = [{ label: "happy", audiourl: "sounds/7.json" }];
  const file = await originalZip({ type: "sounds" }, training, { "sounds/7.json": "[0.5]" });
  const { content, skipped } = await readProjectFile(file);
  expect(content.project.kind).toBe("sounds");
  expect(content.size).toBe(0);
  expect(skipped).toEqual([{ what: "sound", count: 1 }]);
});

test("rows of numbers open with their columns, and what cannot be used is counted", async () => {
  const fields = [
    { name: "legs", fieldtype: "number" },
    { name: "coat", fieldtype: "multichoice", choices: ["short", " long "] },
    { name: "Legs", fieldtype: "number" },
    { name: "seen", fieldtype: "date" },
    { name: " ", fieldtype: "number" },
    { name: "one", fieldtype: "multichoice", choices: ["a", "a"] },
  ];
  const training = [
    { label: "happy", numberdata: [4, 1, "2.5", "today", 0, "a"] },
    { label: "happy", numberdata: ["many", "short", null, "today", null, "a", 9] },
    { label: "sad", numberdata: [null, 7, ""] },
    { label: "sad", numberdata: "4,1" },
    { label: "sad" },
  ];
  const file = await originalZip({ type: "numbers", fields }, training);
  const { content, skipped } = await readProjectFile(file);
  expect(content.project.fields.map(({ name, type, choices, role }) => [name, type, choices, role])).toEqual([
    ["legs", "number", [], "input"],
    ["coat", "choice", ["short", "long"], "input"],
    ["Legs 3", "number", [], "input"],
    ["5", "number", [], "input"],
  ]);
  const examples = await allOf(content.examples());
  expect(examples.map(({ data }) => ("values" in data ? Object.values(data.values) : null))).toEqual([
    [4, "long", 2.5, 0],
    [null, "short", null, null],
  ]);
  expect(tallyOf(skipped)).toEqual({ field: 2, value: 2, empty: 3 });
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
