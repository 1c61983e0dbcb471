import "fake-indexeddb/auto";

import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Stores } from "../../src/contract/stores.js";
import type { NewExample } from "../../src/contract/values.js";
import { Connection } from "../../src/stores/local/connection.js";
import { keepSwept, makeRoom, sweep } from "../../src/stores/local/sweep.js";
import { storesIn } from "./places.js";

let person: string;
let project: string;
let labelId: string;
let first: Stores;

beforeEach(async () => {
  person = newId();
  project = newId();
  labelId = newId();
  first = page();
  const labels = [{ id: labelId, name: "cat" }];
  await first.projects.create({ id: project, kind: "text", name: "Animals", labels });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The stores of another page of this browser. */
function page(now?: () => number): Stores {
  return storesIn(new Connection(makeRoom), { person, ...(now && { now }) });
}

function example(text: string): NewExample {
  return { id: newId(), labelId, data: { text } };
}

async function added(stores: Stores, text: string): Promise<boolean | undefined> {
  return (await stores.examples.add(project, [example(text)]))[0]?.heldBack;
}

describe("two pages with one project", () => {
  it("hold back what belongs together, whichever page adds it", async () => {
    const second = page();
    const marks = [];
    for (let n = 1; n <= 10; n++) marks.push(await added(n % 2 === 0 ? first : second, `text ${n}`));
    expect(marks.map((mark, n) => (mark === true ? n + 1 : 0)).filter(Boolean)).toEqual([5, 10]);
    expect(await added(first, "text 5")).toBe(true);
    expect(await added(second, "text 10")).toBe(true);
    expect(await added(first, "text 1")).toBe(false);
  });

  it("follow a mark that the other page has changed", async () => {
    const second = page();
    const one = example("one");
    await first.examples.add(project, [one]);
    await second.examples.change(project, [one.id], { heldBack: true });
    expect(await added(first, "one")).toBe(true);
  });

  it("count right when both add at once", async () => {
    const second = page();
    const all = Array.from({ length: 40 }, (_, n) => added(n % 2 === 0 ? first : second, `text ${n}`));
    const marks = await Promise.all(all);
    expect(await first.examples.counts(project)).toMatchObject({ examples: 40, heldBack: 8 });
    expect(marks.filter(Boolean)).toHaveLength(8);
  });

  it("do not write over each other's changes", async () => {
    const second = page();
    const changes = await Promise.allSettled([
      first.projects.update(project, { name: "One" }, 1),
      second.projects.update(project, { name: "Two" }, 1),
    ]);
    expect(changes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await first.projects.get(project)).project.revision).toBe(2);
  });
});

describe("what a page costs", () => {
  const MANY = 2000;

  beforeEach(async () => {
    for (let at = 0; at < MANY; at += 1000)
      await first.examples.add(
        project,
        Array.from({ length: 1000 }, (_, n) => example(`text ${at + n}`)),
      );
  });

  it("is what it shows, however many examples there are", async () => {
    const getAll = vi.spyOn(IDBObjectStore.prototype, "getAll");
    const { examples } = await first.examples.page(project, { limit: 20 });
    expect(examples).toHaveLength(20);
    expect(getAll).toHaveBeenCalledExactlyOnceWith(expect.anything(), 21);
  });

  it("is one row for a card, for the counts and for the list of models", async () => {
    const open = vi.spyOn(IDBDatabase.prototype, "transaction");
    const asked = [
      vi.spyOn(IDBObjectStore.prototype, "getAll"),
      vi.spyOn(IDBObjectStore.prototype, "openCursor"),
      vi.spyOn(IDBIndex.prototype, "getAll"),
      vi.spyOn(IDBIndex.prototype, "openCursor"),
    ];
    const get = vi.spyOn(IDBObjectStore.prototype, "get");
    expect((await first.projects.get(project)).counts.examples).toBe(MANY);
    expect((await first.examples.counts(project)).examples).toBe(MANY);
    expect(await first.models.all(project)).toEqual([]);
    expect(get).toHaveBeenCalledTimes(3);
    expect(open).toHaveBeenCalledTimes(3);
    for (const call of asked) expect(call).not.toHaveBeenCalled();
  });

  it("is a few rows for one more example, though it is the first of a page", async () => {
    const stores = page();
    const get = vi.spyOn(IDBObjectStore.prototype, "get");
    const lookUp = vi.spyOn(IDBIndex.prototype, "get");
    const getAll = vi.spyOn(IDBObjectStore.prototype, "getAll");
    await stores.examples.add(project, [example("one more")]);
    expect([get.mock.calls.length, lookUp.mock.calls.length, getAll.mock.calls.length]).toEqual([1, 1, 0]);
  });

  it("is no look-up at all for batches that follow each other", async () => {
    const lookUp = vi.spyOn(IDBIndex.prototype, "get");
    await first.examples.add(
      project,
      Array.from({ length: 1000 }, (_, n) => example(`more ${n}`)),
    );
    expect(lookUp).not.toHaveBeenCalled();
  });
});

describe("a large project that is swept", () => {
  it("goes in pieces that keep nobody waiting, and cannot come back by half", async () => {
    const connection = new Connection(makeRoom);
    const examples = Array.from({ length: 2500 }, (_, n) => example(`text ${n}`));
    for (let at = 0; at < 2500; at += 500) await first.examples.add(project, examples.slice(at, at + 500));
    await first.projects.remove(project);
    const later = Date.now() + 11 * 60_000;
    const write = vi.spyOn(connection, "write");
    const restored: Promise<unknown>[] = [];
    write.mockImplementationOnce(async (stores, work) => {
      const answer = await Connection.prototype.write.call(connection, stores, work as never);
      restored.push(first.projects.restore(project).catch((problem: unknown) => problem));
      return answer;
    });
    await sweep(connection, later);
    expect(await restored[0]).toMatchObject({ code: "not_found" });
    expect(write).toHaveBeenCalledTimes(3);
    const left = (name: "projects" | "examples") =>
      connection.read([name], (transaction) =>
        name === "projects"
          ? transaction.objectStore(name).count(project)
          : transaction.objectStore(name).count(IDBKeyRange.bound([project], [project, []])),
      );
    expect([await left("projects"), await left("examples")]).toEqual([0, 0]);
  });
});

describe("an open page", () => {
  it("sweeps when it opens and each minute", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "Date"] });
    const connection = new Connection(makeRoom);
    const one = example("one");
    await first.examples.add(project, [one]);
    await first.examples.remove(project, [one.id]);
    const gone = () =>
      vi.waitFor(async () => {
        await expect(first.examples.remove(project, [one.id])).rejects.toMatchObject({ code: "not_found" });
      });

    keepSwept(connection, Date.now);
    await vi.advanceTimersByTimeAsync(9 * 60_000);
    await first.examples.remove(project, [one.id]);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    await gone();

    await first.examples.add(project, [one]);
    await first.examples.remove(project, [one.id]);
    vi.setSystemTime(Date.now() + 11 * 60_000);
    keepSwept(connection, Date.now);
    await gone();
  });
});
