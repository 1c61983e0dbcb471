import { PROJECT_KINDS } from "../../src/contract/data.js";
import { fileDigest } from "../../src/contract/digest.js";
import type { Lending } from "../../src/contract/lending.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Connection } from "../../src/stores/local/connection.js";
import { localStores } from "../../src/stores/local/index.js";
import type { Learner, Learners } from "../../src/stores/local/trainer.js";
import { explain, guess } from "../../src/training/core/answer.js";
import { extractorFor } from "../../src/training/core/extractors/known.js";
import { parseModel } from "../../src/training/core/modelFile.js";
import { train } from "../../src/training/core/train.js";

export interface Options {
  person?: string;
  learner?: Learner;
  now?: () => number;
  announce?: (project: string) => void;
  lookAt?: (picture: Blob) => Promise<string>;
  lending?: { website: Lending; texts: boolean };
}

/** Computes here and now, where a page has a worker. */
export const inline: Learner = {
  train: ({ project, examples, ...options }) => train(project, examples(), options),
  read: () => Promise.resolve(),
  guess: async (_, load, data) => guess(await parseModel(await load()), data),
  explain: async (_, load, data, learned) => explain(await parseModel(await load()), data, { learned }),
};

/** Pictures are not shown here. */
async function unseen(picture: Blob): Promise<string> {
  return (await fileDigest(picture)).slice(0, 16);
}

export function storesIn(connection: Connection, options: Options = {}): Stores {
  const { person = "0190d2a4-0000-7000-8000-000000000001", learner = inline } = options;
  const { now = Date.now, announce = () => undefined, lookAt = unseen } = options;
  const lent = options.lending ? { lending: options.lending } : {};
  const who = { person: { id: person, name: "Mira" }, kinds: PROJECT_KINDS, allowed: true, ...lent };
  const around = { connection, now, announce, persist: () => undefined, lookAt };
  const learners: Learners = {
    // What understands sentences has not come yet.
    extractorNow: ({ kind, language }) =>
      Promise.resolve(kind === "text" ? null : extractorFor(kind, language)),
    with: () => Promise.resolve(learner),
  };
  return localStores(who, around, learners);
}
