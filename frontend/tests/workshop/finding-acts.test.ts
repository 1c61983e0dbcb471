import "fake-indexeddb/auto";

import { v7 as newId } from "uuid";
import { beforeEach, expect, test, vi } from "vitest";

import type { Stores } from "../../src/contract/stores.js";
import type { Example } from "../../src/contract/values.js";
import { type Seen, seenOf } from "../../src/doctor/seen.js";
import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import * as acts from "../../src/workshop/finding-acts.js";
import { board } from "../../src/workshop/notices.js";
import type { OpenProject } from "../../src/workshop/open-project.js";
import { storesIn } from "../stores/places.js";

const words = { deleted: (count: number) => `${count} gone`, back: () => "back" };
const cat = { id: newId(), name: "cat" };
const dog = { id: newId(), name: "dog" };

let stores: Stores;
let id: string;
let project: OpenProject;

/** Adds texts, and answers what a doctor sees of them. */
async function seen(...texts: [label: string, text: string, heldBack?: boolean][]): Promise<Seen[]> {
  await stores.examples.add(
    id,
    texts.map(([labelId, text, heldBack = false]) => ({ id: newId(), labelId, data: { text }, heldBack })),
  );
  return (await all()).map(seenOf);
}

async function all(): Promise<Example[]> {
  const examples: Example[] = [];
  for await (const example of stores.examples.read(id)) examples.push(example);
  return examples;
}

async function left(): Promise<[string, boolean][]> {
  return (await all()).map(({ labelId, heldBack }) => [labelId === cat.id ? "cat" : "dog", heldBack]);
}

/** Presses the newest notice's button. */
async function undo(): Promise<void> {
  const before = await left();
  board.notices.at(-1)?.action?.run();
  await vi.waitFor(async () => {
    expect(await left()).not.toEqual(before);
  });
}

beforeEach(async () => {
  vi.stubGlobal("window", new EventTarget());
  stores = storesIn(new Connection(makeRoom));
  id = newId();
  const card = await stores.projects.create({ id, kind: "text", name: "Pets", labels: [cat, dog] });
  project = { needed: () => ({ stores, card }) } as unknown as OpenProject;
});

test("one of each is kept, and the others come back", async () => {
  const [one, two, three] = await seen([cat.id, "mew"], [cat.id, "Mew"], [dog.id, "woof"]);
  await acts.keepOne(project, [[one, two] as Seen[]], words);
  expect((await all()).map((example) => example.id)).toEqual([one?.id, three?.id]);
  expect(board.notices.at(-1)?.text).toBe("1 gone");
  await undo();
  expect(await all()).toHaveLength(3);
});

test("the same example stays once, in the label that was chosen", async () => {
  const same = await seen([cat.id, "hi"], [dog.id, "hi"], [dog.id, "hi"]);
  await acts.keepIn(project, same, dog);
  expect(await left()).toEqual([["dog", false]]);
  await undo();
  expect(await all()).toHaveLength(3);
});

test("what looks the same gets one label, and each its own again", async () => {
  const near = await seen([cat.id, "a"], [dog.id, "b"]);
  await acts.putIn(project, near, cat);
  expect(await left()).toEqual([
    ["cat", false],
    ["cat", false],
  ]);
  await undo();
  expect(await left()).toEqual([
    ["cat", false],
    ["dog", false],
  ]);
});

test("some are kept for testing, others learned from, and back", async () => {
  const some = await seen([cat.id, "a"], [cat.id, "b"], [cat.id, "c", true]);
  await acts.keepForTesting(project, [some[0]?.id ?? ""]);
  expect((await left()).map(([, heldBack]) => heldBack)).toEqual([true, false, true]);
  await undo();
  await acts.useForLearning(project, [some]);
  expect((await left()).map(([, heldBack]) => heldBack)).toEqual([false, false, false]);
  await undo();
  expect((await left()).map(([, heldBack]) => heldBack)).toEqual([false, false, true]);
});

test("more than a store takes at once", async () => {
  const texts = Array.from({ length: 1002 }, (_, at): [string, string] => [cat.id, `mew ${at}`]);
  await seen(...texts.slice(0, 600));
  const many = await seen(...texts.slice(600));
  await acts.keepOne(project, [many], words);
  expect(await all()).toHaveLength(1);
  await undo();
  await vi.waitFor(async () => {
    expect(await all()).toHaveLength(1002);
  });
});
