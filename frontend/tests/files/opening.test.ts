import "fake-indexeddb/auto";

import { v7 as newId } from "uuid";
import { beforeEach, expect, test, vi } from "vitest";

import { textOf } from "../../src/contract/data.js";
import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Example } from "../../src/contract/values.js";
import { writeProjectFile } from "../../src/files/write.js";
import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { storesIn } from "../stores/places.js";
import { allOf, contentOf, NOW, rowExample, textExample, trained, trainedToPredict } from "./contents.js";

const connection = new Connection(makeRoom);
let stores: Stores;
let project: string;
let label: string;

beforeEach(async () => {
  stores = storesIn(connection, { person: newId() });
  project = newId();
  label = newId();
  const labels = [{ id: label, name: "fox 🦊" }];
  await stores.projects.create({ id: project, kind: "text", name: "Animals", labels, language: "he" });
  await add("one", "שתיים", "three 🎈");
});

function add(...texts: string[]): Promise<unknown> {
  return stores.examples.add(
    project,
    texts.map((text) => ({ id: newId(), labelId: label, data: { text } })),
  );
}

/** The stores with one verb of the examples that fails. */
function failing(verb: "add", fault: Error): void {
  vi.spyOn(stores.examples, verb).mockRejectedValue(fault);
}

async function projectsThere(): Promise<string[]> {
  return (await stores.projects.all()).map(({ project }) => project.id);
}

test("a saved project opens as a second one that is the same", async () => {
  const id = newId();
  const shares: number[] = [];
  const file = await stores.files.save(project);
  const { card, skipped } = await stores.files.open(file, id, { progress: (share) => shares.push(share) });
  expect(card).toMatchObject({ project: { id, name: "Animals", language: "he" }, moving: null });
  expect(card.counts.examples).toBe(3);
  expect(skipped).toEqual([]);
  expect(shares.at(-1)).toBe(1);
  expect(await stores.projects.digest(id)).toBe(await stores.projects.digest(project));
  expect(await projectsThere()).toEqual([id, project]);
});

test("the same id again answers the project that is there", async () => {
  const id = newId();
  const file = await stores.files.save(project);
  await stores.files.open(file, id);
  await stores.examples.remove(id, [(await allOf(stores.examples.read(id)))[0]?.id ?? ""]);
  expect((await stores.files.open(file, id)).card.counts.examples).toBe(2);
  expect((await stores.files.open(file, project)).card.project.id).toBe(project);
});

test.each([false, true])("a model comes along; out of date stays out of date: %s", async (changed) => {
  const whole = await trained();
  if (changed) whole.examples.push(textExample(9000, whole.project.labels[0]?.id ?? "", "one more"));
  const file = await writeProjectFile(contentOf(whole), { createdAt: NOW, now: NOW });
  const { card } = await stores.files.open(file, newId());
  expect(card.modelState).toBe(changed ? "changed" : "ready");
  expect(await stores.models.latest(card.project.id)).toEqual(whole.models[0]);
});

test.each([false, true])("so does one that predicts; out of date stays out of date: %s", async (changed) => {
  const whole = await trainedToPredict();
  if (changed) whole.examples.push(rowExample(90, 900));
  const file = await writeProjectFile(contentOf(whole), { createdAt: NOW, now: NOW });
  const { card } = await stores.files.open(file, newId());
  expect(card.modelState).toBe(changed ? "changed" : "ready");
  expect(await stores.models.latest(card.project.id)).toEqual(whole.models[0]);
});

test("works come along, byte for byte", async () => {
  const file = new Blob([new Uint8Array([0, 255, 80, 75])]);
  await stores.works.save(project, { id: newId(), kind: "scratch", name: "Jeu 🎲", file, changedAt: NOW }, 0);
  await stores.works.save(project, { id: newId(), kind: "python", name: "a", file: new Blob(["1"]) }, 0);
  const id = newId();
  await stores.files.open(await stores.files.save(project), id);
  expect(await stores.projects.digest(id)).toBe(await stores.projects.digest(project));
  expect((await stores.works.all(id)).map(({ name }) => name).sort()).toEqual(["Jeu 🎲", "a"]);
});

test("a file that is refused has written nothing", async () => {
  const create = vi.spyOn(stores.projects, "create");
  const bytes = new Uint8Array(await (await stores.files.save(project)).arrayBuffer());
  bytes[60] = (bytes[60] ?? 0) ^ 1;
  await expect(stores.files.open(new Blob([bytes]), newId())).rejects.toMatchObject({ code: "invalid" });
  expect(create).not.toHaveBeenCalled();
});

test("a full disk in the middle leaves nothing", async () => {
  const file = await stores.files.save(project);
  failing("add", new Problem("quota_full"));
  await expect(stores.files.open(file, newId())).rejects.toMatchObject({ code: "quota_full" });
  expect(await projectsThere()).toEqual([project]);
});

test("stopping it leaves nothing", async () => {
  const file = await stores.files.save(project);
  const stop = new AbortController();
  const add = stores.examples.add.bind(stores.examples);
  vi.spyOn(stores.examples, "add").mockImplementation((id, examples) => {
    stop.abort(new Error("enough"));
    return add(id, examples);
  });
  await expect(stores.files.open(file, newId(), { signal: stop.signal })).rejects.toThrow("enough");
  expect(await projectsThere()).toEqual([project]);
});

test("what is changed while it is written is written once more", async () => {
  const read = stores.examples.read.bind(stores.examples);
  let times = 0;
  vi.spyOn(stores.examples, "read").mockImplementation(async function* (id): AsyncGenerator<Example> {
    yield* read(id);
    times += 1;
    if (times === 1) await add("meanwhile");
  });
  const file = await stores.files.save(project);
  expect(times).toBe(2);
  const id = newId();
  await stores.files.open(file, id);
  expect((await allOf(read(id))).map(({ data }) => textOf(data))).toContain("meanwhile");
});

test("a project that never rests is not saved, and that is said", async () => {
  const read = stores.examples.read.bind(stores.examples);
  vi.spyOn(stores.examples, "read").mockImplementation(async function* (id): AsyncGenerator<Example> {
    yield* read(id);
    await add("again");
  });
  await expect(stores.files.save(project)).rejects.toMatchObject({ code: "conflict" });
});

test("somebody else's project is not saved", async () => {
  const other = storesIn(connection, { person: newId() });
  await expect(other.files.save(project)).rejects.toMatchObject({ code: "not_found" });
});
