/** The stores of one person in this browser. */

import type { Stores } from "../../contract/stores.js";
import { TrainingClient } from "../../training/client.js";
import type { Base, Surroundings, Who } from "./base.js";
import { Connection } from "./connection.js";
import { LocalExampleStore } from "./examples.js";
import { LocalModelStore } from "./models.js";
import { LocalProjectStore } from "./projects.js";
import { Runs } from "./runs.js";
import { keepSwept, makeRoom } from "./sweep.js";
import { type Learner, LocalTrainer } from "./trainer.js";

let page: { around: Surroundings; learner: Learner } | null = null;

export function openLocal(who: Who): Stores {
  page ??= { around: surroundings(), learner: new TrainingClient() };
  return localStores(who, page.around, page.learner);
}

export function localStores(who: Who, around: Surroundings, learner: Learner): Stores {
  const runs = new Runs();
  const base: Base = { ...who, ...around, runOf: (project) => runs.active(project)?.id ?? null };
  const examples = new LocalExampleStore(base);
  const models = new LocalModelStore(base);
  const stores: Stores = {
    projects: new LocalProjectStore(base, () => stores),
    examples,
    models,
    trainer: new LocalTrainer(base, runs, examples, models, learner),
  };
  return stores;
}

/** One connection, one channel and one sweeper for the whole page. */
function surroundings(): Surroundings {
  const connection = new Connection(makeRoom);
  const channel = new BroadcastChannel("mlforkids");
  keepSwept(connection, Date.now);
  return {
    connection,
    now: Date.now,
    announce: (project) => {
      channel.postMessage({ project });
    },
    persist,
  };
}

/** Pages that are not served securely cannot ask, and a browser may say no: the data is stored all the same. */
function persist(): void {
  const { storage } = navigator as Partial<Navigator>;
  storage?.persist().catch(() => undefined);
}
