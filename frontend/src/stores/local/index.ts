/** The stores of one person in this browser. */

import type { Stores } from "../../contract/stores.js";
import type { Found, SetAside } from "../../contract/workshop.js";
import { clientWith, extractorNow } from "../../training/clients.js";
import { Ahead } from "./ahead.js";
import { allAside, lookForDamage } from "./aside.js";
import { LocalBackupStore } from "./backups.js";
import type { Base, Surroundings, Who } from "./base.js";
import { Connection } from "./connection.js";
import { LocalExampleStore } from "./examples.js";
import { type Health, healthOf } from "./health.js";
import { FeatureCache } from "./features.js";
import { LocalFileStore } from "./files.js";
import { Material } from "./material.js";
import { LocalModelStore } from "./models.js";
import { clearOf, GUEST, LeftByGuests } from "./owners.js";
import { LocalProjectStore } from "./projects.js";
import { askToKeep } from "./room.js";
import { Runs } from "./runs.js";
import { keepLogWhole } from "./renewal.js";
import { keepSwept, makeRoom } from "./sweep.js";
import { type Learners, LocalTrainer } from "./trainer.js";
import { LocalWorkStore } from "./works.js";

export { GUEST };

interface Shared {
  around: Surroundings;
  learners: Learners;
  channel: BroadcastChannel;
}

interface Change {
  project: string;
}

let shared: Shared | null = null;

export function openLocal(who: Who): Stores {
  const { around, learners } = ofThisPage();
  return localStores(who, around, learners);
}

/** What guests have left in this browser, for a person who has signed in since. */
export function foundLocal(person: Who["person"], kinds: Who["kinds"]): Found {
  const guests = openLocal({ person: { id: GUEST, name: "" }, kinds, allowed: false });
  return new LeftByGuests(ofThisPage().around, person.id, guests.projects);
}

export function clearLocal(person: string): Promise<void> {
  return clearOf(ofThisPage().around, person);
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

/** Damaged projects of this person. */
export function setAsideLocal(person: string): Promise<SetAside[]> {
  return allAside(ofThisPage().around.connection, person);
}

/** Whether this browser keeps anything, and how much. */
export function healthLocal(): Promise<Health> {
  return healthOf(ofThisPage().around.connection);
}

export function localStores(who: Who, around: Surroundings, learners: Learners): Stores {
  const base: Base = { ...who, ...around, runOf: (row) => trainer.runOf(row) };
  const features = new FeatureCache(base);
  const ahead = new Ahead(features, learners, (project, id) => examples.media(project, id));
  const examples = new LocalExampleStore(base, (row, added) => {
    ahead.note(row, added);
  });
  const models = new LocalModelStore(base);
  const material = new Material(examples, features, ahead);
  const trainer = new LocalTrainer(base, new Runs(), material, models, learners);
  const stores: Stores = {
    projects: new LocalProjectStore(
      base,
      () => stores,
      (row) => {
        ahead.heed(row);
      },
    ),
    examples,
    models,
    works: new LocalWorkStore(base),
    trainer,
    files: new LocalFileStore(base, () => stores),
    backups: new LocalBackupStore(base),
  };
  return stores;
}

/** Only who has pictures loads what looks at them. */
async function lookAt(picture: Blob): Promise<string> {
  const look = await import("../../media/look.js");
  return look.lookAt(picture);
}

/** One connection, one channel, one worker and one sweeper for the whole page. */
function ofThisPage(): Shared {
  if (shared !== null) return shared;
  const channel = new BroadcastChannel("mlforkids");
  const connection = new Connection(makeRoom);
  keepLogWhole(connection);
  keepSwept(connection, Date.now);
  // What cannot be looked at now is found when it is opened, or the next time.
  lookForDamage(connection, Date.now).catch(() => undefined);
  const announce = (project: string) => {
    channel.postMessage({ project } satisfies Change);
  };
  const persist = () => void askToKeep();
  const around = { connection, now: Date.now, announce, persist, lookAt };
  shared = { around, learners: { extractorNow, with: clientWith }, channel };
  return shared;
}
