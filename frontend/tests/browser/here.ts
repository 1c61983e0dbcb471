/** The browser's stores as tests and benchmarks in a real browser open them. */

import { v7 as newId } from "uuid";

import { PROJECT_KINDS } from "../../src/contract/data.js";
import type { Stores } from "../../src/contract/stores.js";
import type { NewExample } from "../../src/contract/values.js";
import { lookAt } from "../../src/media/look.js";
import { Connection } from "../../src/stores/local/connection.js";
import { localStores } from "../../src/stores/local/index.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import type { TrainingClient } from "../../src/training/client.js";
import { clientFor } from "../../src/training/clients.js";

export interface Options {
  person?: string;
  now?: () => number;
  connection?: Connection;
  learner?: TrainingClient;
}

export function storesHere(options: Options = {}): Stores {
  const { person = newId(), now = Date.now } = options;
  const { connection = new Connection(makeRoom), learner } = options;
  const learnerFor = learner ? () => Promise.resolve(learner) : clientFor;
  const nothing = () => undefined;
  const who = { person: { id: person, name: "Mira" }, kinds: PROJECT_KINDS, allowed: true };
  return localStores(who, { connection, now, announce: nothing, persist: nothing, lookAt }, learnerFor);
}

/** A new project with two labels, and a way to make examples for it. */
export async function projectIn(
  stores: Stores,
): Promise<{ id: string; example: (text: string) => NewExample }> {
  const id = newId();
  const labels = ["fox", "dog"].map((name) => ({ id: newId(), name }));
  await stores.projects.create({ id, kind: "text", name: "Animals", labels });
  let made = 0;
  return {
    id,
    example: (text) => ({ id: newId(), labelId: labels[made++ % labels.length]?.id ?? null, data: { text } }),
  };
}
