/** The browser's stores as tests and benchmarks in a real browser open them. */

import { v7 as newId } from "uuid";

import { PROJECT_KINDS } from "../../src/contract/data.js";
import { MEDIA_AT_ONCE } from "../../src/contract/limits.js";
import type { Stores } from "../../src/contract/stores.js";
import type { NewData, NewExample } from "../../src/contract/values.js";
import { lookAt } from "../../src/media/look.js";
import { pictureOf } from "../../src/media/picture.js";
import { Connection } from "../../src/stores/local/connection.js";
import { localStores } from "../../src/stores/local/index.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import type { TrainingClient } from "../../src/training/client.js";
import { clientWith, extractorNow } from "../../src/training/clients.js";

const PICTURE_SIDE = 130;

export interface Options {
  person?: string;
  now?: () => number;
  connection?: Connection;
  learner?: TrainingClient;
}

export function storesHere(options: Options = {}): Stores {
  const { person = newId(), now = Date.now } = options;
  const { connection = new Connection(makeRoom), learner } = options;
  const learners = learner
    ? { extractorNow: () => Promise.resolve(null), with: () => Promise.resolve(learner) }
    : { extractorNow, with: clientWith };
  const nothing = () => undefined;
  const who = { person: { id: person, name: "Mira" }, kinds: PROJECT_KINDS, allowed: true };
  return localStores(who, { connection, now, announce: nothing, persist: nothing, lookAt }, learners);
}

/** A new project with two labels, and ways to make examples for it. */
export async function projectIn(
  stores: Stores,
  kind: "text" | "images" = "text",
): Promise<{
  id: string;
  example: (text: string) => NewExample;
  exampleOf: (data: NewData) => NewExample;
}> {
  const id = newId();
  const labels = ["fox", "dog"].map((name) => ({ id: newId(), name }));
  await stores.projects.create({ id, kind, name: "Animals", labels });
  let made = 0;
  const exampleOf = (data: NewData) => {
    const labelId = labels[made++ % labels.length]?.id ?? null;
    return { id: newId(), labelId, data };
  };
  return { id, example: (text) => exampleOf({ text }), exampleOf };
}

/** A picture of noise, as it is kept: nothing packs it well. */
export function noisePicture(side: number): Promise<Blob> {
  const data = new Uint8ClampedArray(side * side * 4);
  for (let at = 0; at < data.length; at++) data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
  return pictureOf({ width: side, height: side, data });
}

/** A project of so many pictures of about 15 kB, no two of them the same. */
export async function pictureProject(stores: Stores, many: number): Promise<string> {
  const { id, exampleOf } = await projectIn(stores, "images");
  for (let at = 0; at < many; at += MEDIA_AT_ONCE) {
    const length = Math.min(MEDIA_AT_ONCE, many - at);
    const files = await Promise.all(Array.from({ length }, () => noisePicture(PICTURE_SIDE)));
    await stores.examples.add(
      id,
      files.map((file) => exampleOf({ file })),
    );
  }
  return id;
}
