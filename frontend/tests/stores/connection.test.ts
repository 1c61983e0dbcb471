import "fake-indexeddb/auto";

import { forceCloseDatabase, IDBDatabase, IDBFactory, IDBTransaction } from "fake-indexeddb";
import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { textOf } from "../../src/contract/data.js";
import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import { Connection } from "../../src/stores/local/connection.js";
import { DATABASE, VERSION } from "../../src/stores/local/schema.js";
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
  return page.examples.map(({ data }) => textOf(data));
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
