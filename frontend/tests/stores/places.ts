import { PROJECT_KINDS } from "../../src/contract/data.js";
import { fileDigest } from "../../src/contract/digest.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Connection } from "../../src/stores/local/connection.js";
import { localStores } from "../../src/stores/local/index.js";
import type { Learner } from "../../src/stores/local/trainer.js";
import { explainText } from "../../src/training/core/explain.js";
import { parseModel } from "../../src/training/core/modelFile.js";
import { guessText } from "../../src/training/core/softmax.js";
import { trainText } from "../../src/training/core/train.js";

export interface Options {
  person?: string;
  learner?: Learner;
  now?: () => number;
  announce?: (project: string) => void;
}

/** Computes here and now, where a page has a worker. */
export const inline: Learner = {
  train: ({ labels, examples, ...options }) => trainText({ labels }, examples(), options),
  guess: async (_, load, texts) => guessText(await parseModel(await load()), texts),
  explain: async (_, load, text) => explainText(await parseModel(await load()), text),
};

/** Pictures are not shown here. */
async function lookAt(picture: Blob): Promise<string> {
  return (await fileDigest(picture)).slice(0, 16);
}

export function storesIn(connection: Connection, options: Options = {}): Stores {
  const { person = "0190d2a4-0000-7000-8000-000000000001", learner = inline } = options;
  const { now = Date.now, announce = () => undefined } = options;
  const who = { person: { id: person, name: "Mira" }, kinds: PROJECT_KINDS, allowed: true };
  const around = { connection, now, announce, persist: () => undefined, lookAt };
  return localStores(who, around, learner);
}
