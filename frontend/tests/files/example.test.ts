/** The file that every version must open; `tests/files/example.py` made it, and the website opens it, too. */

import "fake-indexeddb/auto";

import { readFileSync } from "node:fs";

import { v7 as newId } from "uuid";
import { expect, test } from "vitest";

import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { storesIn } from "../stores/places.js";

const EXAMPLE = new URL("../../../tests/files/example.mlproject", import.meta.url);
const DIGEST = "3da600294c7ae12b337a7659ed2b0218fe008feb85460fa8be391df4f13e8ebc";

test("the example opens with all that is in it", async () => {
  const stores = storesIn(new Connection(makeRoom), { person: newId() });
  const id = newId();
  const { card, skipped } = await stores.files.open(new Blob([readFileSync(EXAMPLE)]), id);
  expect(card.project).toMatchObject({ name: "Animals 🦊 حيوانات", language: "ar" });
  expect(card.counts.examples).toBe(7);
  expect(skipped).toEqual([]);
  expect(await stores.projects.digest(id)).toBe(DIGEST);
});
