/** The one database of this browser: what its stores hold and how an older one becomes today's. */

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from "idb";

import type { Data, Field, Guessed, ModelFile, ModelSummary, ProjectKind } from "../../contract/values.js";

export const DATABASE = "mlforkids";

/** A label with the counts of its live examples. `everAdded` never goes down: what is held back depends on it. */
export interface LabelRow {
  id: string;
  name: string;
  examples: number;
  heldBack: number;
  bytes: number;
  everAdded: number;
}

/** The examples of a removed label stay where they are, untouched, and come back with it. */
export interface RemovedLabelRow extends LabelRow {
  removedAt: number;
}

/** `examplesRevision` is the one that the model has learned from. */
export interface ModelEntry extends ModelSummary {
  examplesRevision: number;
}

/** Everything that a card shows is in this one row, changed in the transaction that changes what it counts. */
export interface ProjectRow {
  id: string;
  owner: string;
  kind: ProjectKind;
  name: string;
  language: string;
  labels: LabelRow[];
  removedLabels: RemovedLabelRow[];
  fields: Field[];
  /** newest first */
  models: ModelEntry[];
  createdAt: number;
  changedAt: number;
  revision: number;
  /** goes up with every change to what a model would learn from */
  examplesRevision: number;
  removedAt: number | null;
}

export interface ExampleRow {
  projectId: string;
  id: string;
  labelId: string | null;
  data: Data;
  group: string | null;
  /** what is held back together has the same unit, see `contract/rules.ts` */
  unit: string;
  heldBack: boolean;
  source: string;
  addedAt: number;
}

export interface RemovedExampleRow {
  projectId: string;
  id: string;
  labelId: string | null;
  removedAt: number;
  /** as it was, and as it comes back */
  example: ExampleRow;
}

export interface ModelRow {
  projectId: string;
  id: string;
  model: ModelFile;
  report: Guessed[];
}

type InProject = [projectId: string, id: string];

/** `examples` holds live ones only, so its key pages through a project and its index through a label without
 * skipping; what was removed one by one waits in `removed`. `media`, `features` and `works` belong to other kinds. */
export interface Schema extends DBSchema {
  projects: { key: string; value: ProjectRow; indexes: { byOwner: string } };
  examples: {
    key: InProject;
    value: ExampleRow;
    indexes: { byLabel: [string, string, string]; byUnit: [string, string] };
  };
  removed: {
    key: InProject;
    value: RemovedExampleRow;
    indexes: { byLabel: [string, string]; byTime: number };
  };
  media: { key: InProject; value: { projectId: string; id: string; media: Blob } };
  features: {
    key: [string, string, string];
    value: { projectId: string; extractor: string; sha256: string };
  };
  models: { key: InProject; value: ModelRow };
  works: { key: InProject; value: { projectId: string; id: string } };
  meta: { key: string; value: { key: string; value: unknown } };
}

export type Name = StoreNames<Schema>;
export type Database = IDBPDatabase<Schema>;
export type Reading<Names extends Name = Name> = IDBPTransaction<Schema, Names[]>;
export type Writing<Names extends Name = Name> = IDBPTransaction<Schema, Names[], "readwrite">;

/** The stores whose rows belong to a project, with keys that begin with its id. */
export const OF_A_PROJECT = ["examples", "removed", "media", "features", "models", "works"] as const;

type Step = (database: Database) => void;

/** Step n makes version n + 1 from version n. A step that was released is never changed. */
const STEPS: readonly Step[] = [
  (database) => {
    database.createObjectStore("projects", { keyPath: "id" }).createIndex("byOwner", "owner");
    const examples = database.createObjectStore("examples", { keyPath: ["projectId", "id"] });
    examples.createIndex("byLabel", ["projectId", "labelId", "id"]);
    examples.createIndex("byUnit", ["projectId", "unit"]);
    const removed = database.createObjectStore("removed", { keyPath: ["projectId", "id"] });
    removed.createIndex("byLabel", ["projectId", "labelId"]);
    removed.createIndex("byTime", "removedAt");
    for (const name of ["media", "models", "works"] as const)
      database.createObjectStore(name, { keyPath: ["projectId", "id"] });
    database.createObjectStore("features", { keyPath: ["projectId", "extractor", "sha256"] });
    database.createObjectStore("meta", { keyPath: "key" });
  },
];

export const VERSION = STEPS.length;

export function upgrade(database: Database, from: number): void {
  for (const step of STEPS.slice(from)) step(database);
}

/** Every key that begins with these parts: an array sorts after every string. */
export function beginningWith(...parts: string[]): IDBKeyRange {
  return IDBKeyRange.bound(parts, [...parts, []]);
}
