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
import { LocalWorkStore } from "./works.js";

interface Shared {
  around: Surroundings;
  learner: Learner;
  channel: BroadcastChannel;
}

interface Change {
  project: string;
}

let shared: Shared | null = null;

export function openLocal(who: Who): Stores {
  const { around, learner } = ofThisPage();
  return localStores(who, around, learner);
}

/** For what a page keeps beside the projects. */
export function connectionHere(): Connection {
  return ofThisPage().around.connection;
}

/** Tells what other pages of this browser announce, never what this one does. Answers how to stop that. */
export function listenLocal(heard: (project: string) => void): () => void {
  const { channel } = ofThisPage();
  const hear = ({ data }: MessageEvent<Change>) => {
    heard(data.project);
  };
  channel.addEventListener("message", hear);
  return () => {
    channel.removeEventListener("message", hear);
  };
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
    works: new LocalWorkStore(base),
    trainer: new LocalTrainer(base, runs, examples, models, learner),
  };
  return stores;
}

/** One connection, one channel, one worker and one sweeper for the whole page. */
function ofThisPage(): Shared {
  if (shared !== null) return shared;
  const channel = new BroadcastChannel("mlforkids");
  const connection = new Connection(makeRoom);
  keepSwept(connection, Date.now);
  const announce = (project: string) => {
    channel.postMessage({ project } satisfies Change);
  };
  const around = { connection, now: Date.now, announce, persist };
  shared = { around, learner: new TrainingClient(), channel };
  return shared;
}

/** Pages that are not served securely cannot ask, and a browser may say no: the data is stored all the same. */
function persist(): void {
  const { storage } = navigator as Partial<Navigator>;
  storage?.persist().catch(() => undefined);
}
