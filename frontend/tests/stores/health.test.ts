import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Connection } from "../../src/stores/local/connection.js";
import { healthOf } from "../../src/stores/local/health.js";
import { makeRoom } from "../../src/stores/local/sweep.js";

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function browserSays(storage: object | undefined): void {
  vi.stubGlobal("navigator", { storage });
}

it("tells what the browser tells", async () => {
  browserSays({
    persisted: () => Promise.resolve(false),
    estimate: () => Promise.resolve({ quota: 1000, usage: 10 }),
  });
  expect(await healthOf(new Connection(makeRoom))).toEqual({
    reason: null,
    persisted: false,
    blobs: true,
    quota: 1000,
    usage: 10,
  });
});

it("says nothing where the browser says nothing", async () => {
  browserSays(undefined);
  expect(await healthOf(new Connection(makeRoom))).toMatchObject({
    reason: null,
    persisted: null,
    quota: null,
  });
  browserSays({ persisted: () => Promise.reject(new TypeError("no")) });
  expect(await healthOf(new Connection(makeRoom))).toMatchObject({ persisted: null, usage: null });
});

it("says why nothing can be kept", async () => {
  browserSays({});
  vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("Blocked.", "SecurityError");
  });
  expect(await healthOf(new Connection(makeRoom))).toMatchObject({ reason: "blocked", blobs: null });
});

it("takes a full disk for no reason", async () => {
  browserSays({});
  const connection = new Connection(makeRoom);
  await connection.read(["meta"], () => Promise.resolve());
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
    throw new DOMException("Full.", "QuotaExceededError");
  });
  expect(await healthOf(connection)).toMatchObject({ reason: null, blobs: null });
});
