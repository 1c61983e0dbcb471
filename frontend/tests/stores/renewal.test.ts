import "fake-indexeddb/auto";

import { expect, it } from "vitest";

import { Connection } from "../../src/stores/local/connection.js";
import { renewLog } from "../../src/stores/local/renewal.js";
import { makeRoom } from "../../src/stores/local/sweep.js";

it("takes away what it fills the log with, and nothing else", async () => {
  const connection = new Connection(makeRoom);
  const row = { key: "me", value: "Mira" };
  await connection.write(["meta"], (transaction) => transaction.objectStore("meta").put(row));
  await renewLog(connection);
  const rows = await connection.read(["meta"], (transaction) => transaction.objectStore("meta").getAll());
  expect(rows).toEqual([row]);
});
