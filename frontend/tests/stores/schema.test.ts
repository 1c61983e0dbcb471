import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { textOf } from "../../src/contract/data.js";
import type { Stores } from "../../src/contract/stores.js";
import { Connection } from "../../src/stores/local/connection.js";
import { DATABASE, NOTHING, type ProjectRow, upgrade, VERSION } from "../../src/stores/local/schema.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import model from "../../../tests/contract/model.json" with { type: "json" };
import { storesIn } from "./places.js";

const PERSON = newId();
const PROJECT = newId();
const [CAT, DOG, BIRD] = [newId(), newId(), newId()];
const OLD_ENOUGH_TO_KEEP = Date.now();

let connection: Connection;
let stores: Stores;

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  connection = new Connection(makeRoom);
  stores = storesIn(connection, { person: PERSON });
});

afterEach(async () => {
  await connection.close();
  vi.unstubAllGlobals();
});

type Rows = Record<string, object[]>;

function example1(text: string, labelId: string, heldBack = false): object {
  const [id, unit] = [newId(), `text:${text}`];
  const [data, addedAt] = [{ text }, OLD_ENOUGH_TO_KEEP];
  return { projectId: PROJECT, id, labelId, data, group: null, unit, heldBack, source: "typed", addedAt };
}

function label1(id: string, name: string, examples: number, heldBack = 0): object {
  return { id, name, examples, heldBack, bytes: 3 * examples, everAdded: examples };
}

/** Rows as version 1 wrote them, in every store that it had. */
function rowsOfVersion1(): Rows {
  const gone = example1("cow", DOG) as { id: string };
  const file = { ...model, id: newId() };
  const { id, trainedAt, counts } = file;
  const project = {
    id: PROJECT,
    owner: PERSON,
    kind: "text",
    name: "Animals 🦊",
    language: "en",
    labels: [label1(CAT, "cat", 2, 1), label1(DOG, "dog", 1)],
    removedLabels: [{ ...label1(BIRD, "bird", 1), removedAt: OLD_ENOUGH_TO_KEEP }],
    fields: [],
    models: [{ id, trainedAt, counts, score: null, examplesRevision: 3 }],
    createdAt: 1,
    changedAt: 2,
    revision: 4,
    examplesRevision: 3,
    removedAt: null,
  };
  const removed = { projectId: PROJECT, id: gone.id, labelId: DOG, removedAt: OLD_ENOUGH_TO_KEEP };
  return {
    projects: [project],
    examples: [
      example1("purr", CAT),
      example1("meow", CAT, true),
      example1("woof", DOG),
      example1("chirp", BIRD),
    ],
    removed: [{ ...removed, example: gone }],
    media: [{ projectId: PROJECT, id: newId(), media: new Uint8Array([1, 2, 3]).buffer }],
    features: [{ projectId: PROJECT, extractor: "one@1", sha256: "ab" }],
    models: [{ projectId: PROJECT, id, model: file, report: [] }],
    works: [{ projectId: PROJECT, id: newId() }],
    meta: [{ key: "me", value: { name: "Mira" } }],
  };
}

/** Makes the database of an older version by the steps that made it then, and puts the rows into it. */
async function makeVersion(version: number, rows: Rows): Promise<void> {
  const database = await openDB(DATABASE, version, { upgrade: upgrade as never });
  for (const [store, all] of Object.entries(rows)) for (const row of all) await database.put(store, row);
  database.close();
}

async function everything(): Promise<Rows> {
  const database = await openDB(DATABASE);
  const stores = [...database.objectStoreNames];
  const rows = await Promise.all(
    stores.map(async (name) => [name, (await database.getAll(name)) as object[]] as const),
  );
  database.close();
  return Object.fromEntries(rows);
}

describe("a database of version 2", () => {
  it("keeps every row, and projects can count what has no label", async () => {
    const { projects = [], ...others } = rowsOfVersion1();
    const since = { works: [], moving: null, savedToFileAt: 5, changesSinceFile: 7 };
    const before = projects.map((project) => ({ ...project, ...since }));
    await makeVersion(2, { ...others, projects: before });
    expect(await stores.projects.all()).toHaveLength(1);
    const after = await everything();
    expect(after.projects).toEqual([{ ...before[0], unlabelled: NOTHING }]);
    expect(after.examples).toHaveLength(4);
    expect(after.media).toEqual(others.media);
  });
});

describe("a database of version 1", () => {
  it("keeps every row, and projects get what is new", async () => {
    const before = rowsOfVersion1();
    await makeVersion(1, before);
    await stores.projects.all();
    const after = await everything();
    const byId = (rows: object[] = []) => [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    for (const name of Object.keys(before).filter((store) => store !== "projects"))
      expect(byId(after[name]), name).toEqual(byId(before[name]));
    const added = { works: [], moving: null, savedToFileAt: null, changesSinceFile: 3, unlabelled: NOTHING };
    expect(after.projects).toEqual([{ ...before.projects?.[0], ...added }]);
    expect(after.setAside).toEqual([]);
  });

  it("goes on working: reads, adds, undoes, guesses", async () => {
    const rows = rowsOfVersion1();
    await makeVersion(1, rows);
    expect((await stores.projects.all())[0]).toMatchObject({
      project: { name: "Animals 🦊", revision: 4 },
      counts: { examples: 3, heldBack: 1 },
      modelState: "ready",
    });
    const gone = rows.removed?.[0] as { id: string };
    await stores.examples.restore(PROJECT, [gone.id]);
    await stores.examples.add(PROJECT, [{ id: newId(), labelId: CAT, data: { text: "hiss" } }]);
    const texts = (await stores.examples.page(PROJECT, {})).examples.map(({ data }) => textOf(data));
    expect(texts.sort()).toEqual(["cow", "hiss", "meow", "purr", "woof"]);
    const labels = [CAT, DOG, BIRD].map((id, at) => ({ id, name: ["cat", "dog", "bird"][at] ?? "" }));
    await stores.projects.update(PROJECT, { labels }, 4);
    expect(await stores.examples.counts(PROJECT)).toMatchObject({ examples: 6 });
    expect((await stores.models.latest(PROJECT)).model.labels.length).toBeGreaterThan(1);
  });

  it("is upgraded though one of its projects is damaged", async () => {
    const rows = rowsOfVersion1();
    const damaged = { id: newId(), owner: PERSON, labels: "none" };
    await makeVersion(1, { ...rows, projects: [...(rows.projects ?? []), damaged] });
    await stores.projects.get(PROJECT);
    const found = (await everything()).projects?.find((row) => keyOf(row) === damaged.id);
    expect(found).toMatchObject(damaged);
  });

  it("stays as it was when the upgrade fails in the middle", async () => {
    const before = rowsOfVersion1();
    await makeVersion(1, before);
    vi.spyOn(IDBCursor.prototype, "update").mockImplementationOnce(() => {
      throw new DOMException("The disk is broken.", "UnknownError");
    });
    await expect(openDB(DATABASE, VERSION, { upgrade: upgrade as never })).rejects.toThrow();
    const after = await everything();
    expect(after.projects).toEqual(before.projects);
    expect(after).not.toHaveProperty("setAside");
    expect(await stores.projects.all()).toHaveLength(1);
  });
});

describe("changes since the last file", () => {
  const changes = () =>
    connection.read(["projects"], async (transaction) => {
      const row = await transaction.objectStore("projects").get(PROJECT);
      return (row as ProjectRow).changesSinceFile;
    });

  it("are counted in the transactions that make them", async () => {
    const labels = [
      { id: CAT, name: "cat" },
      { id: DOG, name: "dog" },
    ];
    await stores.projects.create({ id: PROJECT, kind: "text", name: "Animals", labels });
    expect(await changes()).toBe(0);
    const examples = ["one", "two", "three"].map((text) => ({ id: newId(), labelId: CAT, data: { text } }));
    const ids = examples.map(({ id }) => id);
    await stores.examples.add(PROJECT, examples);
    await stores.examples.add(PROJECT, examples);
    expect(await changes()).toBe(3);
    await stores.examples.change(PROJECT, ids.slice(0, 1), { labelId: DOG });
    expect(await changes()).toBe(4);
    await stores.examples.remove(PROJECT, ids.slice(1, 2));
    await stores.examples.restore(PROJECT, ids.slice(1, 2));
    expect(await changes()).toBe(6);
    await stores.projects.update(PROJECT, { labels: [{ id: CAT, name: "kitten" }] }, 1);
    // The name, the label that went, and the example in it.
    expect(await changes()).toBe(9);
    await stores.projects.update(PROJECT, { labels }, 2);
    expect(await changes()).toBe(12);
  });
});

function keyOf(row: object): string {
  const { id = "", key = "" } = row as { id?: string; key?: string };
  return id + key;
}
