import "fake-indexeddb/auto";

import { forceCloseDatabase, IDBDatabase, IDBFactory, IDBTransaction } from "fake-indexeddb";
import { openDB } from "idb";
import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Problem, Unavailable } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import { Connection } from "../../src/stores/local/connection.js";
import { DATABASE, upgrade, VERSION } from "../../src/stores/local/schema.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { storesIn } from "./places.js";

const LABELS = [
  { id: newId(), name: "cat" },
  { id: newId(), name: "dog" },
];

let connection: Connection;
let stores: Stores;
let project: string;
let opened: IDBDatabase[];

beforeEach(async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  opened = [];
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, "open").mockImplementation((name, version) => {
    const request = open(name, version);
    request.addEventListener("success", () => opened.push(request.result));
    return request;
  });
  connection = new Connection(makeRoom);
  stores = storesIn(connection);
  project = newId();
  await stores.projects.create({ id: project, kind: "text", name: "Animals", labels: LABELS });
});

afterEach(async () => {
  await connection.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function example(text: string): { id: string; labelId: string; data: { text: string } } {
  return { id: newId(), labelId: LABELS[0]?.id ?? "", data: { text } };
}

async function texts(): Promise<string[]> {
  const page = await stores.examples.page(project, {});
  return page.examples.map(({ data }) => data.text);
}

/** Stands between a call and the end of its transaction. */
function onCommit(meanwhile: (transaction: IDBTransaction, commit: () => void) => void): void {
  const original = Reflect.get<IDBTransaction, "commit">(IDBTransaction.prototype, "commit");
  vi.spyOn(IDBTransaction.prototype, "commit").mockImplementation(function (this: IDBTransaction) {
    meanwhile(this, () => {
      original.call(this);
    });
  });
}

/** Every request of the next transactions succeeds, and then the disk is full. */
function fillDisk(times: number): void {
  let left = times;
  onCommit((transaction, commit) => {
    if (left-- <= 0) {
      commit();
      return;
    }
    transaction.objectStore("projects").count().onsuccess = () => {
      (transaction as unknown as { _abort(name: string): void })._abort("QuotaExceededError");
    };
  });
}

describe("what is acknowledged", () => {
  it("is asked to be on the disk", async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
    await stores.examples.add(project, [example("one")]);
    expect(transaction).toHaveBeenCalledWith(expect.anything(), "readwrite", { durability: "strict" });
  });

  it("is complete, not only successful", async () => {
    const seen: string[] = [];
    onCommit((transaction, commit) => {
      transaction.addEventListener("complete", () => seen.push("complete"));
      commit();
    });
    await stores.examples.add(project, [example("one")]);
    seen.push("acknowledged");
    expect(seen).toEqual(["complete", "acknowledged"]);
  });

  it("is nothing of a transaction whose requests succeeded and that failed in the end", async () => {
    fillDisk(2);
    await expect(stores.examples.add(project, [example("one")])).rejects.toMatchObject({
      code: "quota_full",
    });
    expect(await texts()).toEqual([]);
    expect(await stores.examples.counts(project)).toMatchObject({ examples: 0 });
  });
});

describe("a full disk", () => {
  it("is swept at once, and the call tried once more", async () => {
    const [gone, kept] = [example("gone"), example("kept")];
    await stores.examples.add(project, [gone]);
    await stores.examples.remove(project, [gone.id]);
    fillDisk(1);
    await stores.examples.add(project, [kept]);
    expect(await texts()).toEqual(["kept"]);
    await expect(stores.examples.restore(project, [gone.id])).rejects.toMatchObject({ code: "not_found" });
  });

  it("leaves all that was there, and room that is made is used", async () => {
    const one = example("one");
    await stores.examples.add(project, [one]);
    fillDisk(2);
    await expect(stores.projects.update(project, { name: "Pets" }, 1)).rejects.toMatchObject({
      code: "quota_full",
    });
    expect((await stores.projects.get(project)).project).toMatchObject({ name: "Animals", revision: 1 });
    await stores.examples.remove(project, [one.id]);
    await stores.examples.add(project, [example("two")]);
    expect(await texts()).toEqual(["two"]);
  });
});

describe("a connection that is lost", () => {
  it("is opened again when the browser has closed it", async () => {
    forceCloseDatabase(opened[0] as never);
    await stores.examples.add(project, [example("one")]);
    expect(await texts()).toEqual(["one"]);
    expect(opened).toHaveLength(2);
  });

  it("is opened again when it turns out to be closed, and the call is made once", async () => {
    opened[0]?.close();
    await stores.examples.add(project, [example("one")]);
    expect(await texts()).toEqual(["one"]);
    expect(await stores.examples.counts(project)).toMatchObject({ examples: 1 });
  });

  it("is opened again when it dies in the middle", async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(() => {
      forceCloseDatabase(opened[0] as never);
      throw new DOMException("Connection to the database was lost.", "UnknownError");
    });
    await stores.examples.add(project, [example("one")]);
    expect(put).toHaveBeenCalledTimes(3);
    expect(await texts()).toEqual(["one"]);
  });

  it("is opened again once, not for ever", async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("The database connection is closing.", "InvalidStateError");
    });
    await expect(stores.projects.all()).rejects.toMatchObject({ code: "storage_unavailable" });
    expect(transaction).toHaveBeenCalledTimes(2);
  });
});

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
    expect(await outcomeWithin(2000, stores.examples.add(project, [example("one")]))).toBeNull();
    expect(get.mock.calls.length).toBeGreaterThan(1);
    expect(opened).toHaveLength(2);
    expect(await texts()).toEqual(["one"]);
  });

  it("is tried once more on a new connection: opening", async () => {
    await connection.close();
    const open = vi.spyOn(indexedDB, "open").mockClear().mockImplementationOnce(silence);
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
    const examples = Array.from({ length: 40 }, (_, n) => example(`text ${n}`));
    const slow = connection.read(["projects"], async (transaction) => {
      for (let turn = 0; turn < 2000; turn++) await transaction.objectStore("projects").count();
      return "done";
    });
    const adds = examples.map((one) => stores.examples.add(project, [one]));
    expect(await outcomeWithin(20_000, Promise.all([slow, ...adds]))).toBeNull();
    expect(opened).toHaveLength(1);
    expect(await stores.examples.counts(project)).toMatchObject({ examples: 40 });
  });
});

describe("other pages", () => {
  it("may upgrade: this page lets go and says that it is too old", async () => {
    const request = indexedDB.open(DATABASE, VERSION + 1);
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve;
      request.onblocked = reject;
    });
    await expect(stores.projects.all()).rejects.toMatchObject({
      code: "storage_unavailable",
      reason: "old_page",
    });
    request.result.close();
  });

  it("tell this page that it must be loaded again", async () => {
    connection.onOutgrown = vi.fn();
    await stores.projects.all();
    const request = indexedDB.open(DATABASE, VERSION + 1);
    await new Promise((resolve) => (request.onsuccess = resolve));
    expect(connection.onOutgrown).toHaveBeenCalledOnce();
    request.result.close();
  });

  it("that are older and hold on are named, and waited for", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await connection.close();
    vi.stubGlobal("indexedDB", new IDBFactory());
    const old = await openDB(DATABASE, 1, { upgrade: upgrade as never });
    expect(await outcomeWithin(3000, stores.projects.all())).toBe("other_page");
    const second = stores.projects.all();
    await vi.advanceTimersByTimeAsync(1000);
    old.close();
    expect(await outcomeWithin(2000, second)).toBeNull();
    vi.useRealTimers();
  });

  it("may delete everything: this page lets go and begins again", async () => {
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(DATABASE);
      request.onsuccess = resolve;
      request.onblocked = reject;
    });
    expect(await stores.projects.all()).toEqual([]);
  });
});

describe("what goes wrong", () => {
  it("is a problem of the contract when the browser refuses", async () => {
    await connection.close();
    vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new DOMException("Storage is blocked.", "SecurityError");
    });
    await expect(stores.projects.all()).rejects.toMatchObject({ reason: "blocked" });
  });

  it("is the same where there is no storage at all", async () => {
    await connection.close();
    vi.stubGlobal("indexedDB", undefined);
    Reflect.deleteProperty(globalThis, "indexedDB");
    await expect(stores.projects.all()).rejects.toMatchObject({ reason: "blocked" });
  });

  it("stays what it is when it is our own mistake", async () => {
    const mistake = connection.write(["projects"], () => Promise.reject(new TypeError("ours")));
    await expect(mistake).rejects.toBeInstanceOf(TypeError);
  });

  it("undoes what the call has written before", async () => {
    const half = connection.write(["projects"], async (transaction) => {
      await transaction.objectStore("projects").delete(project);
      throw new Problem("invalid");
    });
    await expect(half).rejects.toMatchObject({ code: "invalid" });
    expect(await stores.projects.all()).toHaveLength(1);
  });
});
