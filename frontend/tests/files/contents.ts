/** Contents of projects for the tests of files. */

import { createHash } from "node:crypto";

import * as fc from "fast-check";

import media from "../../../tests/contract/media.json" with { type: "json" };
import { headerItem, itemDigest } from "../../src/contract/digest.js";
import type { Example, Field, MediaType, SavedModel, Work } from "../../src/contract/values.js";
import type { Content } from "../../src/transfer/content.js";
import { train } from "../../src/training/core/train.js";
import { id, labels as trainedLabels, sentences, WHEN } from "../training/material.js";

export interface Whole {
  project: Content["project"];
  examples: Example[];
  models: SavedModel[];
  works: { said: Omit<Work, "file">; bytes: Uint8Array<ArrayBuffer> }[];
  /** the names of the examples' files in `media.json`, by id */
  files?: Record<string, MediaName>;
}

export type MediaName = keyof typeof media;

export const NOW = 1_795_500_000_000;

export function contentOf({ project, examples, models, works, files = {} }: Whole): Content {
  return {
    project,
    size: examples.length,
    outOfDate: false,
    examples: () => each(examples),
    media: (id) => Promise.resolve(new Blob([bytesOf(files[id])])),
    models: () => each(models),
    works: () => each(works.map(({ said, bytes }) => ({ ...said, file: new Blob([bytes]) }))),
  };
}

export async function wholeOf(content: Content): Promise<Whole> {
  const works: Whole["works"] = [];
  for await (const { file, ...said } of content.works())
    works.push({ said, bytes: new Uint8Array(await file.arrayBuffer()) });
  return {
    project: content.project,
    examples: await allOf(content.examples()),
    models: await allOf(content.models()),
    works,
  };
}

/** As `contract/digest.ts` has it. */
export async function digestOf({ project, examples, models, works }: Whole): Promise<string> {
  const items: object[] = [
    headerItem(project),
    ...examples.map(({ id, labelId, data, group, heldBack, source, addedAt }) => ({
      id,
      labelId,
      data,
      group,
      heldBack,
      source,
      addedAt,
    })),
    ...models.map(({ model }) => model),
  ];
  for (const { said, bytes } of works)
    items.push({ id: said.id, kind: said.kind, name: said.name, sha256: sha256(bytes) });
  const all = createHash("sha256");
  for (const item of items) all.update(await itemDigest(item));
  return all.digest("hex");
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function textExample(number: number, labelId: string, text: string): Example {
  return {
    id: id(number),
    labelId,
    data: { text },
    group: null,
    heldBack: number % 5 === 4,
    source: "typed",
    addedAt: NOW,
    contributor: null,
  };
}

const anything = fc
  .nat(0x10ffff)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

/** Emoji, Arabic, Hebrew, combined characters, quotes and line breaks; never what no store keeps. */
const unicode = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
  fc.string({ unit: anything, minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    "سلام יש 🎈",
    "👩‍👩‍👧‍👦",
    'a\nb\r\n\u2028\u2029\t"\\',
    "\u202eright",
    "😀".repeat(1024),
    "\ufeff mark",
  ),
);
const text = unicode.filter((value) => value.trim() !== "" && !value.includes("\0"));
const name = text.filter((value) => value.length <= 30);

export const whole: fc.Arbitrary<Whole> = fc
  .record({
    name,
    labels: fc.uniqueArray(name, {
      maxLength: 5,
      selector: (value) => value.normalize("NFC").trim().toLowerCase(),
    }),
    texts: fc.array(fc.tuple(text, fc.nat(4), fc.boolean(), fc.option(fc.constantFrom("g", "🎈"))), {
      maxLength: 30,
    }),
    works: fc.array(
      fc.tuple(
        fc.constantFrom("scratch" as const, "python" as const, "card" as const),
        name,
        fc.uint8Array(),
      ),
      {
        maxLength: 3,
      },
    ),
  })
  .map(({ name, labels: names, texts, works }) => {
    const labels = names.map((name, index) => ({ id: id(index), name }));
    const examples = labels.length === 0 ? [] : texts;
    return {
      project: { name, kind: "text", language: "ar", labels, fields: [] },
      examples: examples.map(([text, label, heldBack, group], index) => ({
        ...textExample(100 + index, labels[label % labels.length]?.id ?? "", text),
        group,
        heldBack,
      })),
      models: [],
      works: works.map(([kind, name, bytes], index) => ({
        said: { id: id(900 + index), kind, name, changedAt: NOW, revision: 3 },
        bytes: bytes.slice(),
      })),
    };
  });

/** A project with a model that has learned from it. */
export async function trained(): Promise<Whole> {
  const labels = trainedLabels(3);
  const given = sentences(3);
  const { model, report } = await train({ kind: "text", extractor: null, labels, fields: [] }, each(given), {
    modelId: id(700),
    trainedAt: WHEN,
  });
  const examples = given.map((example) => ({
    ...example,
    group: null,
    source: "pasted",
    addedAt: WHEN,
    contributor: null,
  }));
  const project = { name: "Feelings", kind: "text" as const, language: "en", labels, fields: [] };
  return { project, examples, models: [{ model, report }], works: [] };
}

/** A prediction project with a model that has learned from it; a third of the rows has no number to learn. */
export async function trainedToPredict(): Promise<Whole> {
  const field = (number: number, name: string, role: "input" | "output"): Field => {
    return { id: id(number), name, type: "number", choices: [], role };
  };
  const fields = [field(1, "rooms", "input"), field(2, "price", "output")];
  const examples = Array.from({ length: 30 }, (_, n) =>
    rowExample(n, n % 3 === 0 ? null : 10 * n, n % 5 === 4),
  );
  const { model, report } = await train(
    { kind: "prediction", extractor: null, labels: [], fields },
    examples,
    {
      modelId: id(700),
      trainedAt: WHEN,
    },
  );
  const project = { name: "Houses", kind: "prediction" as const, language: "en", labels: [], fields };
  return { project, examples, models: [{ model, report }], works: [] };
}

export function rowExample(number: number, price: number | null, heldBack = false): Example {
  const data = { values: { [id(1)]: number, [id(2)]: price } };
  return { ...textExample(1000 + number, "", ""), labelId: null, data, heldBack };
}

/** A project with one example for each of these files of `media.json`. */
export function withFiles(kind: "images" | "sounds", names: readonly MediaName[]): Whole {
  const labels = [{ id: id(1), name: "one" }];
  const files = Object.fromEntries(names.map((name, at) => [id(100 + at), name]));
  const examples = names.map((name, at) => {
    const { type, bytes, sha256: hash } = media[name];
    const summary = { mediaId: id(100 + at), type: type as MediaType, bytes, sha256: hash, nearHash: null };
    return { ...textExample(100 + at, id(1), ""), data: { media: summary } };
  });
  return {
    project: { name: "Seen", kind, language: "en", labels, fields: [] },
    examples,
    models: [],
    works: [],
    files,
  };
}

/** Rows of every sort, with labels or, as of predictions, without. */
export function withRows(kind: "numbers" | "prediction"): Whole {
  const labels = kind === "numbers" ? [{ id: id(1), name: "hedgehog" }] : [];
  const role = kind === "prediction" ? ("output" as const) : ("input" as const);
  const fields: Field[] = [
    { id: id(10), name: "legs", type: "number", choices: [], role },
    { id: id(11), name: "coat 🦔", type: "choice", choices: ["short", "long"], role: "input" },
  ];
  const values: [number | null, string | null][] = [
    [4, "short"],
    [-0.5, null],
    [1e21, "long"],
    [null, null],
  ];
  const examples = values.map(([legs, coat], at) => ({
    ...textExample(100 + at, id(1), ""),
    labelId: kind === "numbers" ? id(1) : null,
    data: { values: { [id(10)]: legs, [id(11)]: coat } },
  }));
  return { project: { name: "Rows", kind, language: "en", labels, fields }, examples, models: [], works: [] };
}

export function bytesOf(name: MediaName | undefined): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(name === undefined ? "" : media[name].base64, "base64"));
}

export async function allOf<Thing>(things: AsyncIterable<Thing>): Promise<Thing[]> {
  const all: Thing[] = [];
  for await (const thing of things) all.push(thing);
  return all;
}

// eslint-disable-next-line @typescript-eslint/require-await -- contents are read as they come
export async function* each<Thing>(things: Iterable<Thing>): AsyncGenerator<Thing> {
  yield* things;
}
