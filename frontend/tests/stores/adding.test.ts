import "fake-indexeddb/auto";

import * as fc from "fast-check";
import { IDBFactory, IDBIndex, IDBObjectStore } from "fake-indexeddb";
import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import type { NewExample } from "../../src/contract/values.js";
import { Connection } from "../../src/stores/local/connection.js";
import { claimFromGuests, GUEST } from "../../src/stores/local/owners.js";
import type { ProjectRow } from "../../src/stores/local/schema.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { storesIn } from "./places.js";

const LABELS = ["cat", "dog"].map((name) => ({ id: newId(), name }));
const [CAT, DOG] = LABELS.map(({ id }) => id) as [string, string];

/** A tab has a connection and stores of its own. */
interface Tab {
  connection: Connection;
  stores: Stores;
}

let here: Tab;
let other: Tab;
let project: string;

beforeEach(async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  [here, other] = [tab(), tab()];
  project = newId();
  await here.stores.projects.create({ id: project, kind: "text", name: "Animals", labels: LABELS });
});

afterEach(async () => {
  await Promise.all([here.connection.close(), other.connection.close()]);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function tab(person?: string): Tab {
  const connection = new Connection(makeRoom);
  return { connection, stores: storesIn(connection, person === undefined ? {} : { person }) };
}

function example(text: string, labelId = CAT): NewExample {
  return { id: newId(), labelId, data: { text } };
}

function add(...examples: NewExample[]) {
  return here.stores.examples.add(project, examples);
}

async function counted(): Promise<Record<string, number>> {
  const { labels } = await other.stores.examples.counts(project);
  return Object.fromEntries(LABELS.map(({ id, name }) => [name, labels[id]?.examples ?? 0]));
}

async function spoil(change: object): Promise<void> {
  await other.connection.write(["projects"], async (transaction) => {
    const row = await transaction.objectStore("projects").get(project);
    await transaction.objectStore("projects").put({ ...row, ...change } as ProjectRow);
  });
}

/** How often the database is asked for something before all of this is stored. */
async function questions(work: () => Promise<unknown>): Promise<number> {
  const asked = (["get", "getKey", "getAll", "count"] as const).flatMap((name) => [
    vi.spyOn(IDBObjectStore.prototype, name),
    vi.spyOn(IDBIndex.prototype, name),
  ]);
  const before = asked.map(({ mock }) => mock.calls.length);
  await work();
  return asked.reduce((sum, { mock }, at) => sum + mock.calls.length - (before[at] ?? 0), 0);
}

describe("examples that come after all others", () => {
  it("need nothing but the project to be asked for", async () => {
    await add(example("one"));
    expect(await questions(() => add(example("two", DOG)))).toBe(1);
    expect(await questions(() => add(example("three"), example("four")))).toBe(1);
    expect(await counted()).toEqual({ cat: 3, dog: 1 });
  });

  it("need no more in a project that was there before the page", async () => {
    await other.stores.examples.add(project, [example("one"), example("two")]);
    await add(example("three"));
    expect(await questions(() => add(example("four")))).toBe(2);
    expect(await counted()).toEqual({ cat: 4, dog: 0 });
  });

  it("are stored all or not at all", async () => {
    await add(example("one"));
    const nowhere = add(example("two"), example("three", newId()));
    await expect(nowhere).rejects.toMatchObject({ code: "not_found" });
    await add(example("four"));
    expect(await counted()).toEqual({ cat: 2, dog: 0 });
  });

  it("are all stored, each put once, when nobody waits for the last one", async () => {
    await add(example("one"));
    const many = Array.from({ length: 30 }, (_, at) => example(`text ${at}`, LABELS[at % 2]?.id));
    const put = vi.spyOn(IDBObjectStore.prototype, "put");
    const [first, ...rest] = many.map((one) => add(one));
    await first;
    await Promise.all([...rest, add(example("last"))]);
    expect((put.mock.contexts as IDBObjectStore[]).filter(({ name }) => name === "examples")).toHaveLength(
      31,
    );
    expect(await counted()).toEqual({ cat: 17, dog: 15 });
  });

  it("are stored after room was made", async () => {
    await add(example("one"));
    const write = here.connection.writeIfRoom.bind(here.connection);
    vi.spyOn(here.connection, "writeIfRoom").mockImplementationOnce(async (names, work) => {
      await write(names, async (transaction) => {
        await work(transaction);
        throw new Problem("quota_full");
      });
      throw new Error("it was stored");
    });
    await add(example("two"));
    expect(await counted()).toEqual({ cat: 2, dog: 0 });
  });
});

describe("what another tab does between two examples", () => {
  beforeEach(async () => {
    await add(example("one"));
  });

  it("is kept: its examples, its name, its labels", async () => {
    await other.stores.examples.add(project, [example("two"), example("three", DOG)]);
    const { revision } = (await other.stores.projects.get(project)).project;
    const bird = { id: newId(), name: "bird" };
    await other.stores.projects.update(project, { name: "Pets", labels: [...LABELS, bird] }, revision);
    await add(example("four", bird.id));
    const { project: there, counts } = await other.stores.projects.get(project);
    expect(there.name).toBe("Pets");
    expect(Object.values(counts.labels).map(({ examples }) => examples)).toEqual([2, 1, 1]);
  });

  it("decides what is held back: an equal text follows", async () => {
    const [same] = await other.stores.examples.add(project, [{ ...example("same"), heldBack: true }]);
    const early = { ...example("same", DOG), id: newId({ msecs: 1 }) };
    const [first, second] = [await add(early), await add(example("same", DOG))];
    expect([same, ...first, ...second].map((receipt) => receipt?.heldBack)).toEqual([true, true, true]);
  });

  it("may leave no such label", async () => {
    const { revision } = (await other.stores.projects.get(project)).project;
    await other.stores.projects.update(project, { labels: LABELS.slice(0, 1) }, revision);
    await expect(add(example("two", DOG))).rejects.toMatchObject({ code: "not_found", field: "labelId" });
    expect(await counted()).toEqual({ cat: 1, dog: 0 });
  });

  it("may leave no such project", async () => {
    await other.stores.projects.remove(project);
    await expect(add(example("two"))).rejects.toMatchObject({ code: "not_found" });
    await other.stores.projects.restore(project);
    expect(await counted()).toEqual({ cat: 1, dog: 0 });
  });

  it("may damage the project: it is set aside, and nothing is added", async () => {
    await spoil({ labels: "none" });
    await expect(add(example("two"))).rejects.toMatchObject({ code: "not_found" });
    const [aside, there] = await other.connection.read(["setAside", "examples"], (transaction) =>
      Promise.all([
        transaction.objectStore("setAside").getAll(),
        transaction.objectStore("examples").count(),
      ]),
    );
    expect(aside).toMatchObject([{ id: project, why: "labels", project: { labels: "none" } }]);
    expect(there).toBe(1);
  });
});

it("is refused when a page that knows no types says that it is held back a bit, and harms nothing", async () => {
  const wrong = { ...example("a cat"), heldBack: "a bit" } as unknown as NewExample;
  await expect(add(wrong)).rejects.toMatchObject({ code: "invalid", field: "heldBack" });
  await add(example("a black cat"));
  expect(await counted()).toEqual({ cat: 1, dog: 0 });
});

it("counts how many bytes its texts take", async () => {
  await add(example("a"), example("é"), example("€", DOG), example("🦊"));
  expect((await here.stores.projects.get(project)).bytes).toBe(1 + 2 + 3 + 4);
});

it("adds nothing any more for a guest whose project somebody has claimed", async () => {
  const guest = tab(GUEST);
  const id = newId();
  await guest.stores.projects.create({ id, kind: "text", name: "Birds", labels: LABELS });
  await guest.stores.examples.add(id, [example("one")]);
  await claimFromGuests({ connection: other.connection, announce: () => undefined }, newId());
  await expect(guest.stores.examples.add(id, [example("two")])).rejects.toMatchObject({ code: "not_found" });
  await guest.connection.close();
});

describe("an id that was there", () => {
  it("is not added again", async () => {
    const [one, two] = [example("one"), example("two", DOG)];
    const [first] = await add(one);
    await add(two);
    expect(await add(one, two, one)).toMatchObject([first, { id: two.id }, first]);
    expect(await add(two)).toMatchObject([{ id: two.id, removed: false }]);
    expect(await counted()).toEqual({ cat: 1, dog: 1 });
  });

  it("stays removed, whichever tab removed it, though it was the newest", async () => {
    const [one, two] = [example("one"), example("two")];
    await add(one);
    await add(two);
    await other.stores.examples.remove(project, [two.id]);
    expect(await add(two)).toMatchObject([{ id: two.id, removed: true }]);
    await here.stores.examples.remove(project, [one.id]);
    expect(await add(one, example("three"))).toMatchObject([{ removed: true }, { removed: false }]);
    expect(await counted()).toEqual({ cat: 1, dog: 0 });
  });

  it("is not added again when a clock was ahead", async () => {
    const ahead = { ...example("ahead"), id: newId({ msecs: Date.now() + 1e9 }), heldBack: false };
    await add(example("one"));
    await other.stores.examples.add(project, [ahead]);
    await add(example("two"));
    await add(example("three"));
    expect(await add(ahead)).toMatchObject([{ id: ahead.id }]);
    expect(await counted()).toEqual({ cat: 4, dog: 0 });
  });
});

/** What a tab does, and to which example. */
type Act = [
  tab: 0 | 1,
  does: "add" | "repeat" | "remove" | "restore" | "lose label" | "find label",
  at: number,
];

const ACTS: fc.Arbitrary<Act[]> = fc.array(
  fc.tuple(
    fc.constantFrom(0 as const, 1 as const),
    fc.constantFrom("add", "add", "add", "repeat", "remove", "restore", "lose label", "find label"),
    fc.nat(20),
  ),
  { maxLength: 25 },
);

/** Does it all, each act in the stores that are given for its tab. Answers what became of each, and of the project. */
async function outcome(pool: readonly NewExample[], acts: readonly Act[], of: (tab: 0 | 1) => Stores) {
  const id = newId();
  await of(0).projects.create({ id, kind: "text", name: "Animals", labels: LABELS });
  let next = 0;
  const once = async ([tab, does, at]: Act): Promise<unknown> => {
    const { projects, examples } = of(tab);
    const one = pool[at] as NewExample;
    if (does === "add") return examples.add(id, pool.slice(next, (next += 1 + (at % 3))));
    if (does === "repeat") return examples.add(id, [one]);
    if (does === "remove" || does === "restore") return examples[does](id, [one.id]);
    const labels = does === "find label" ? LABELS : LABELS.slice(1);
    return projects.update(id, { labels }, (await projects.get(id)).project.revision).then(() => "done");
  };
  const answers: unknown[] = [];
  for (const act of acts)
    answers.push(await once(act).catch((problem: unknown) => (problem as Problem).code));
  const { examples } = await of(0).examples.page(id, { limit: 200 });
  return { answers, examples, counts: (await of(0).examples.counts(id)).labels };
}

it("ends as if each had been added by itself, whatever two tabs do in turn", async () => {
  const ready = Array.from({ length: 90 }, (_, at) => example(`text ${at % 7}`, LABELS[at % 2]?.id));
  await fc.assert(
    fc.asyncProperty(ACTS, async (acts) => {
      const [now, connection] = [() => 1, here.connection];
      const tabs = [storesIn(connection, { now }), storesIn(other.connection, { now })] as const;
      // Stores that have only just been made know nothing.
      const expected = await outcome(ready, acts, () => storesIn(connection, { now }));
      expect(await outcome(ready, acts, (tab) => tabs[tab])).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
