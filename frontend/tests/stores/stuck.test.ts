import "fake-indexeddb/auto";

import { IDBFactory, IDBObjectStore, IDBRequest, IDBTransaction } from "fake-indexeddb";
import { openDB } from "idb";
import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { textOf } from "../../src/contract/data.js";
import { Unavailable } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import type { NewExample } from "../../src/contract/values.js";
import { Connection } from "../../src/stores/local/connection.js";
import { DATABASE, upgrade } from "../../src/stores/local/schema.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { storesIn } from "./places.js";

const LABEL = { id: newId(), name: "cat" };

let connection: Connection;
let stores: Stores;
let project: string;

beforeEach(async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  connection = new Connection(makeRoom);
  stores = storesIn(connection);
  project = newId();
  await stores.projects.create({ id: project, kind: "text", name: "Animals", labels: [LABEL] });
});

afterEach(async () => {
  await connection.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function example(text: string): NewExample {
  return { id: newId(), labelId: LABEL.id, data: { text } };
}

async function texts(): Promise<string[]> {
  const page = await stores.examples.page(project, {});
  return page.examples.map(({ data }) => textOf(data));
}

/** A request that is never answered. */
function silence(): never {
  const nothing = () => undefined;
  return Object.assign(Object.create(IDBRequest.prototype) as object, {
    addEventListener: nothing,
    removeEventListener: nothing,
  }) as never;
}

/** Lets this much time pass while the database goes on working. Answers the code of the problem, or null. */
async function outcomeWithin(milliseconds: number, call: Promise<unknown>): Promise<string | null> {
  let outcome: string | null | undefined;
  call.then(
    () => (outcome = null),
    (problem: unknown) => (outcome = problem instanceof Unavailable ? problem.reason : String(problem)),
  );
  for (let passed = 0; outcome === undefined && passed <= milliseconds; passed += 50) {
    await vi.advanceTimersByTimeAsync(50);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
  if (outcome === undefined) throw new Error("it hangs");
  return outcome;
}

describe("what does not answer", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it("is tried once more on a new connection: a request", async () => {
    const get = vi.spyOn(IDBObjectStore.prototype, "get").mockImplementationOnce(silence);
    const open = vi.spyOn(indexedDB, "open");
    expect(await outcomeWithin(2000, stores.examples.add(project, [example("one")]))).toBeNull();
    expect(get.mock.calls.length).toBeGreaterThan(1);
    expect(open).toHaveBeenCalledOnce();
    expect(await texts()).toEqual(["one"]);
  });

  it("is tried once more on a new connection: opening", async () => {
    await connection.close();
    const open = vi.spyOn(indexedDB, "open").mockImplementationOnce(silence);
    expect(await outcomeWithin(2000, stores.projects.all())).toBeNull();
    expect(open).toHaveBeenCalledTimes(2);
  });

  it("is said within 3 seconds", async () => {
    const get = vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(silence);
    expect(await outcomeWithin(3000, stores.projects.get(project))).toBe("no_answer");
    expect(get).toHaveBeenCalledTimes(2);
    await connection.close();
    vi.spyOn(indexedDB, "open").mockImplementation(silence);
    expect(await outcomeWithin(3000, stores.projects.get(project))).toBe("no_answer");
  });

  it("stores nothing twice, though the first try was stored and only its answer was lost", async () => {
    const tell = Reflect.get<EventTarget, "dispatchEvent">(IDBTransaction.prototype, "dispatchEvent");
    let lost = 1;
    vi.spyOn(IDBTransaction.prototype, "dispatchEvent").mockImplementation(function (
      this: IDBTransaction,
      event,
    ) {
      if (event.type === "complete" && this.mode === "readwrite" && lost-- > 0) return true;
      return tell.call(this, event);
    });
    const [one, two] = [example("one"), example("two")];
    expect(await outcomeWithin(3000, stores.examples.add(project, [one, two]))).toBeNull();
    expect(await texts()).toEqual(["one", "two"]);
    expect(await stores.examples.counts(project)).toMatchObject({ examples: 2 });
  });

  it("is not what is only slow", async () => {
    const open = vi.spyOn(indexedDB, "open");
    const examples = Array.from({ length: 40 }, (_, n) => example(`text ${n}`));
    const slow = connection.read(["projects"], async (transaction) => {
      for (let turn = 0; turn < 2000; turn++) await transaction.objectStore("projects").count();
      return "done";
    });
    const adds = examples.map((one) => stores.examples.add(project, [one]));
    expect(await outcomeWithin(20_000, Promise.all([slow, ...adds]))).toBeNull();
    expect(open).not.toHaveBeenCalled();
    expect(await stores.examples.counts(project)).toMatchObject({ examples: 40 });
  });

  it("is said to be an older page when one holds on, and is waited for", async () => {
    await connection.close();
    vi.stubGlobal("indexedDB", new IDBFactory());
    const old = await openDB(DATABASE, 1, { upgrade: upgrade as never });
    expect(await outcomeWithin(3000, stores.projects.all())).toBe("other_page");
    const second = stores.projects.all();
    await vi.advanceTimersByTimeAsync(1000);
    old.close();
    expect(await outcomeWithin(2000, second)).toBeNull();
  });
});
