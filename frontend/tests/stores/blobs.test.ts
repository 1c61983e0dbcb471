import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { fileOf, keepsBlobs, toKeep } from "../../src/stores/local/blobs.js";
import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom } from "../../src/stores/local/sweep.js";

const FILE = new Blob(["print('hello')"], { type: "text/x-python" });

let connection: Connection;

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  connection = new Connection(makeRoom);
});

afterEach(async () => {
  await connection.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** As WebKit's private windows do. */
function refuseBlobs(): void {
  const put = Reflect.get<IDBObjectStore, "put">(IDBObjectStore.prototype, "put");
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    row: { value?: unknown },
  ) {
    if (row.value instanceof Blob) throw new DOMException("Error preparing Blob/File data", "UnknownError");
    return put.call(this, row);
  });
}

describe("a file", () => {
  it("is kept as a Blob where that can be", async () => {
    expect(await toKeep(connection, FILE)).toBe(FILE);
    expect(fileOf(FILE, "text/x-python")).toBe(FILE);
  });

  it("is kept as bytes where a browser refuses Blobs, and is the same file again", async () => {
    refuseBlobs();
    const kept = await toKeep(connection, FILE);
    expect(kept).toBeInstanceOf(ArrayBuffer);
    const file = fileOf(kept, "text/x-python");
    expect(file.type).toBe("text/x-python");
    expect(await file.text()).toBe("print('hello')");
  });

  it("is tried once a page, and leaves nothing behind", async () => {
    const write = vi.spyOn(connection, "write");
    expect(await Promise.all([keepsBlobs(connection), keepsBlobs(connection)])).toEqual([true, true]);
    expect(write).toHaveBeenCalledOnce();
    expect(await connection.read(["meta"], (transaction) => transaction.objectStore("meta").count())).toBe(0);
  });

  it("is tried again after the disk was full", async () => {
    const full = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    vi.spyOn(connection, "write").mockImplementationOnce(full);
    await expect(toKeep(connection, FILE)).rejects.toThrow();
    expect(await keepsBlobs(connection)).toBe(true);
  });
});
