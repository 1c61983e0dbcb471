import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { textOf } from "../../src/contract/data.js";
import type { Stores } from "../../src/contract/stores.js";
import type { SetAside } from "../../src/contract/workshop.js";
import { allAside, lookForDamage } from "../../src/stores/local/aside.js";
import { Connection } from "../../src/stores/local/connection.js";
import type { ExampleRow, ProjectRow, SetAsideRow } from "../../src/stores/local/schema.js";
import { makeRoom, sweep } from "../../src/stores/local/sweep.js";
import { storesIn } from "./places.js";

const PERSON = newId();
const [CAT, DOG] = [newId(), newId()];
const LABELS = [
  { id: CAT, name: "cat" },
  { id: DOG, name: "dog" },
];

let connection: Connection;
let stores: Stores;
let damaged: string;
let sound: string;

beforeEach(async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  connection = new Connection(makeRoom);
  stores = storesIn(connection, { person: PERSON });
  [damaged, sound] = [await project("Damaged"), await project("Sound")];
});

afterEach(async () => {
  await connection.close();
  vi.unstubAllGlobals();
});

async function project(name: string): Promise<string> {
  const id = newId();
  await stores.projects.create({ id, kind: "text", name, labels: LABELS });
  const texts = ["purr", "meow", "hiss"];
  await stores.examples.add(
    id,
    texts.map((text) => ({ id: newId(), labelId: CAT, data: { text } })),
  );
  return id;
}

/** Damages the project's row as a broken disk or another program might. */
function spoil(change: object): Promise<unknown> {
  return connection.write(["projects"], async (transaction) => {
    const row = await transaction.objectStore("projects").get(damaged);
    return transaction.objectStore("projects").put({ ...row, ...change } as ProjectRow);
  });
}

function spoilExample(change: object): Promise<unknown> {
  return connection.write(["examples"], async (transaction) => {
    const [row] = await transaction
      .objectStore("examples")
      .getAll(IDBKeyRange.bound([damaged], [damaged, []]));
    return transaction.objectStore("examples").put({ ...row, ...change } as ExampleRow);
  });
}

function aside(): Promise<SetAsideRow[]> {
  return connection.read(["setAside"], (transaction) => transaction.objectStore("setAside").getAll());
}

async function names(): Promise<string[]> {
  return (await stores.projects.all()).map((card) => card.project.name);
}

/** Opens what was saved of it as a new project. */
async function opened(found: SetAside | undefined): Promise<{ names: string[]; texts: string[] }> {
  if (found === undefined) throw new Error("nothing is set aside");
  const { card } = await stores.files.open(await found.salvage(), newId());
  const { id, name, labels } = card.project;
  const { examples } = await stores.examples.page(id, {});
  return {
    names: [name, ...labels.map((label) => label.name)],
    texts: examples.map(({ data }) => textOf(data)),
  };
}

describe("a damaged project", () => {
  const shapes: [string, object][] = [
    ["has no labels", { labels: undefined }],
    [
      "has a label without a name",
      { labels: [{ id: CAT, examples: 3, heldBack: 0, bytes: 1, everAdded: 3 }] },
    ],
    ["counts less than nothing", { labels: LABELS.map((label) => ({ ...label, examples: -1 })) }],
    ["has a revision that is no number", { revision: "1" }],
    ["is removed at no time", { removedAt: "" }],
    ["has models without ids", { models: [{}] }],
  ];

  it.each(shapes)("is set aside, and the others go on: it %s", async (_, change) => {
    await spoil(change);
    expect(await names()).toEqual(["Sound"]);
    expect(await aside()).toMatchObject([{ id: damaged, owner: PERSON, name: "Damaged", project: change }]);
    await expect(stores.projects.get(damaged)).rejects.toMatchObject({ code: "not_found" });
    expect(await stores.examples.counts(sound)).toMatchObject({ examples: 3 });
  });

  it("is set aside when it is opened by its address", async () => {
    await spoil({ fields: null });
    await expect(stores.examples.page(damaged, {})).rejects.toMatchObject({ code: "not_found" });
    expect(await aside()).toMatchObject([{ id: damaged, why: "fields" }]);
  });

  it("is set aside when an example is no example", async () => {
    await spoilExample({ data: null });
    await expect(stores.examples.page(damaged, {})).rejects.toMatchObject({ code: "not_found" });
    expect(await aside()).toMatchObject([{ id: damaged, why: "examples: data" }]);
  });

  it("is set aside when an example cannot be read", async () => {
    const getAll = vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementationOnce(() => {
      throw new DOMException("The file is not there.", "NotReadableError");
    });
    await expect(stores.projects.digest(damaged)).rejects.toMatchObject({ code: "not_found" });
    getAll.mockRestore();
    expect(await names()).toEqual(["Sound"]);
  });

  it("is found when a page opens: its counters are not what is there", async () => {
    const label = { id: CAT, name: "cat", examples: 2, heldBack: 0, bytes: 8, everAdded: 3 };
    await spoil({ labels: [label] });
    await lookForDamage(connection, () => 5);
    expect(await aside()).toMatchObject([{ id: damaged, why: "counts", foundAt: 5 }]);
    expect(await names()).toEqual(["Sound"]);
  });

  it("is nothing that a page finds in sound projects, whatever was done with them", async () => {
    const { examples } = await stores.examples.page(sound, {});
    const ids = examples.map(({ id }) => id);
    await stores.examples.change(sound, ids.slice(0, 1), { labelId: DOG, heldBack: true });
    await stores.examples.remove(sound, ids.slice(1, 2));
    await stores.projects.update(sound, { labels: LABELS.slice(0, 1) }, 1);
    await lookForDamage(connection, Date.now);
    await sweep(connection, Date.now() + 3_600_000);
    await lookForDamage(connection, Date.now);
    expect(await aside()).toEqual([]);
  });

  it("is never deleted: not by sweeping, not for room, not by making it again", async () => {
    await spoil({ removedAt: -1, revision: "old" });
    await sweep(connection, Date.now() + 3_600_000);
    await stores.projects.all();
    await makeRoom(connection);
    const again = stores.projects.create({ id: damaged, kind: "text", name: "New", labels: LABELS });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
    const { texts } = await opened((await allAside(connection, PERSON))[0]);
    expect(texts).toEqual(["purr", "meow", "hiss"]);
  });
});

describe("what is set aside", () => {
  it("is told to its owner, and when it does not say whose it is, to who alone has projects here", async () => {
    await spoil({ labels: null });
    await stores.projects.all();
    expect(await allAside(connection, PERSON)).toMatchObject([{ id: damaged, name: "Damaged" }]);
    expect(await allAside(connection, newId())).toEqual([]);
    const first = damaged;
    damaged = sound;
    await spoil({ owner: null, name: 7 });
    await lookForDamage(connection, Date.now);
    expect((await allAside(connection, PERSON)).map(({ id }) => id).sort()).toEqual([first, sound].sort());
    expect(await allAside(connection, newId())).toEqual([]);
  });

  it("is saved as far as it reads, as a file that opens again", async () => {
    await spoilExample({ data: "purr" });
    await spoil({ labels: [{ id: CAT }, { id: DOG, name: "dog" }], name: 5 });
    await stores.projects.all();
    const { names, texts } = await opened((await allAside(connection, PERSON))[0]);
    expect(names).toEqual(["1", "1", "dog"]);
    expect(texts).toEqual(["meow", "hiss"]);
  });

  it("is saved without the examples that cannot be read at all", async () => {
    await spoil({ labels: null });
    await stores.projects.all();
    const get = Reflect.get<IDBObjectStore, "get">(IDBObjectStore.prototype, "get");
    const keys = await connection.read(["examples"], (transaction) =>
      transaction.objectStore("examples").getAllKeys(IDBKeyRange.bound([damaged], [damaged, []])),
    );
    const broken = keys[1]?.[1];
    vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, key) {
      if (Array.isArray(key) && key[1] === broken) throw new DOMException("It is gone.", "NotReadableError");
      return get.call(this, key);
    });
    const file = await (await allAside(connection, PERSON))[0]?.salvage();
    vi.restoreAllMocks();
    const salvage = () => Promise.resolve(file ?? new Blob());
    const { names, texts } = await opened({ id: damaged, name: "", salvage });
    expect(names).toEqual(["Damaged", "1"]);
    expect(texts).toEqual(["purr", "hiss"]);
  });
});
