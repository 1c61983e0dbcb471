import "fake-indexeddb/auto";

import { v7 as newId } from "uuid";
import { expect, it } from "vitest";

import type { Backup, NewExample } from "../../src/contract/values.js";
import type { Stores } from "../../src/contract/stores.js";
import { Connection } from "../../src/stores/local/connection.js";
import { storesIn } from "./places.js";

const MADE = 1_000_000;

let now = MADE;
const labels = ["fox", "dog"].map((name) => ({ id: newId(), name }));

function example(text: string): NewExample {
  return { id: newId(), labelId: labels[0]?.id ?? "", data: { text } };
}

async function project(): Promise<{ stores: Stores; id: string; backup: () => Promise<Backup | undefined> }> {
  now = MADE;
  const stores = storesIn(new Connection(() => Promise.resolve()), { person: newId(), now: () => now });
  const id = newId();
  await stores.projects.create({ id, kind: "text", name: "Animals", labels });
  return { stores, id, backup: async () => (await stores.backups?.all())?.get(id) };
}

it("counts every example that is added, changed, removed and restored", async () => {
  const { stores, id, backup } = await project();
  expect(await backup()).toEqual({ savedAt: null, changes: 0, toldAt: MADE, changesSinceTold: 0 });
  const examples = ["one", "two", "three"].map(example);
  await stores.examples.add(id, examples);
  expect(await backup()).toMatchObject({ changes: 3, changesSinceTold: 3 });
  const first = [examples[0]?.id ?? ""];
  await stores.examples.change(id, first, { labelId: labels[1]?.id ?? "" });
  await stores.examples.remove(id, first);
  await stores.examples.restore(id, first);
  expect(await backup()).toMatchObject({ savedAt: null, changes: 6 });
});

it("begins anew with every file", async () => {
  const { stores, id, backup } = await project();
  await stores.examples.add(id, ["one", "two"].map(example));
  now = 2_000_000;
  await stores.files.save(id);
  expect(await backup()).toEqual({ savedAt: now, changes: 0, toldAt: now, changesSinceTold: 0 });
  await stores.examples.add(id, [example("three")]);
  expect(await backup()).toEqual({ savedAt: now, changes: 1, toldAt: now, changesSinceTold: 1 });
});

it("knows since when a reminder was put off, until the next file", async () => {
  const { stores, id, backup } = await project();
  await stores.examples.add(id, ["one", "two"].map(example));
  now = 2_000_000;
  await stores.backups?.later(id);
  await stores.examples.add(id, [example("three")]);
  expect(await backup()).toEqual({ savedAt: null, changes: 3, toldAt: now, changesSinceTold: 1 });
  now = 3_000_000;
  await stores.files.save(id);
  await stores.examples.add(id, [example("four")]);
  expect(await backup()).toEqual({ savedAt: now, changes: 1, toldAt: now, changesSinceTold: 1 });
});

it("has nothing to say of a project that was just opened from a file", async () => {
  const { stores, id } = await project();
  await stores.examples.add(id, ["one", "two"].map(example));
  const file = await stores.files.save(id);
  now = 4_000_000;
  const opened = newId();
  await stores.files.open(file, opened);
  const backup = (await stores.backups?.all())?.get(opened);
  expect(backup).toMatchObject({ savedAt: now, changes: 0 });
});

it("knows nothing of other people's projects, and cannot put them off", async () => {
  const { id } = await project();
  const { stores } = await project();
  expect((await stores.backups?.all())?.has(id)).toBe(false);
  await expect(stores.backups?.later(id)).rejects.toMatchObject({ code: "not_found" });
});
