/** The files that every version must open; `tests/files/example.py` made them, and the website opens them, too. */

import "fake-indexeddb/auto";

import { readFileSync } from "node:fs";

import { v7 as newId } from "uuid";
import { expect, test } from "vitest";

import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { storesIn } from "../stores/places.js";

const EXAMPLE = new URL("../../../tests/files/example.mlproject", import.meta.url);
const DIGEST = "3da600294c7ae12b337a7659ed2b0218fe008feb85460fa8be391df4f13e8ebc";

const KINDS = {
  numbers: "f292ff251ca679fa4db329b577b15f523d4e2bc1d50339f5dffe1c25e35b3d07",
  prediction: "1f3ee06153ea74a60b2bb1a0b829cc6797129337bd3ea0715bcdb749fc52a766",
  images: "1c252b3219cfba138e5b09136d216ce597d8b509cfc34d93c95b9bd8fb32b887",
  sounds: "a0e915c6e836f9f845bf2797d6ba785124ee3acc31415a7ad147ca27d114b792",
};

test.each(Object.entries(KINDS))("the example with %s opens with all that is in it", async (kind, digest) => {
  const stores = storesIn(new Connection(makeRoom), { person: newId() });
  const id = newId();
  const path = new URL(`../../../tests/files/example-${kind}.mlproject`, import.meta.url);
  const { card } = await stores.files.open(new Blob([readFileSync(path)]), id);
  expect(card.project.kind).toBe(kind);
  expect(await stores.projects.digest(id)).toBe(digest);
});

test("the example opens with all that is in it", async () => {
  const stores = storesIn(new Connection(makeRoom), { person: newId() });
  const id = newId();
  const { card, skipped } = await stores.files.open(new Blob([readFileSync(EXAMPLE)]), id);
  expect(card.project).toMatchObject({ name: "Animals 🦊 حيوانات", language: "ar" });
  expect(card.counts.examples).toBe(7);
  expect(skipped).toEqual([]);
  expect(await stores.projects.digest(id)).toBe(DIGEST);
});
