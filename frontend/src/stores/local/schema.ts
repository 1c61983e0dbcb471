/** The one database of this browser: what its stores hold and how an older one becomes today's. */

import { type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from "idb";

import type {
  Data,
  Field,
  Label,
  ReportLine,
  ModelFile,
  ModelSummary,
  ProjectKind,
  WorkSummary,
} from "../../contract/values.js";

export { DATABASE } from "./names.js";

/** Counts of live examples. `everAdded` never goes down: what is held back depends on it. */
export interface Tally {
  examples: number;
  heldBack: number;
  bytes: number;
  everAdded: number;
}

export interface LabelRow extends Tally {
  id: string;
  name: string;
}

/** The examples of a removed label stay where they are, untouched, and come back with it. */
export interface RemovedLabelRow extends LabelRow {
  removedAt: number;
}

/** `examplesRevision` is the one that the model has learned from. */
export interface ModelEntry extends ModelSummary {
  examplesRevision: number;
  /** when a model that another service holds is over */
  expiresAt?: number;
}

/** `sha256` is that of the file, in hex. */
export interface WorkEntry extends WorkSummary {
  sha256: string;
}

/** A training at the Watson Assistant of the class of which this browser has not heard the end: what its model is made from,
 * perhaps in a page that is opened later. */
export interface LentRow {
  run: string;
  trainedAt: number;
  examplesRevision: number;
  /** in the order in which they were lent */
  labels: Label[];
  /** of the texts that it learns from, by the ids of labels */
  counts: Record<string, number>;
  /** in the order in which they were lent */
  heldBack: { id: string; labelId: string }[];
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
  /** of the examples of a project that has no labels */
  unlabelled: Tally;
  fields: Field[];
  /** newest first */
  models: ModelEntry[];
  /** newest first */
  works: WorkEntry[];
  createdAt: number;
  changedAt: number;
  revision: number;
  /** goes up with every change to what a model would learn from */
  examplesRevision: number;
  removedAt: number | null;
  /** whether it is a copy that is being written here, or one that is being written elsewhere */
  moving: "arriving" | "leaving" | null;
  savedToFileAt: number | null;
  /** examples added, changed, removed and restored since then, and labels */
  changesSinceFile: number;
  /** when the reminder to save it to a file was put off, and how many of these changes there were */
  fileLater?: { at: number; changes: number };
  lent?: LentRow;
}

export interface ExampleRow {
  projectId: string;
  id: string;
  labelId: string | null;
  /** values as they were given, whatever the fields are now; of a picture or sound, what `media` holds the file of */
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
  report: ReportLine[];
}

/** Where a browser cannot keep Blobs, their bytes are kept; see `blobs.ts`. */
export type Kept = Blob | ArrayBuffer;

export interface WorkRow {
  projectId: string;
  id: string;
  file: Kept;
}

export interface MediaRow {
  projectId: string;
  id: string;
  media: Kept;
}

/** `numbers` are what `extractor` (`name@version`) has made of a picture, sound or text: one row or several. */
export interface FeatureRow {
  projectId: string;
  extractor: string;
  sha256: string;
  numbers: Float32Array;
}

/** A project that cannot be read. Its row waits here as it is, of whatever shape; its other rows stay where they are. */
export interface SetAsideRow {
  id: string;
  owner: string | null;
  name: string;
  /** which check it fails, for whoever mends it */
  why: string;
  foundAt: number;
  project: unknown;
}

type InProject = [projectId: string, id: string];

/** `examples` holds live ones only, so its key pages through a project and its index through a label without
 * skipping; what was removed one by one waits in `removed`. `media` holds the files of both, under the ids of their
 * examples. */
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
  media: { key: InProject; value: MediaRow };
  features: { key: [projectId: string, extractor: string, sha256: string]; value: FeatureRow };
  models: { key: InProject; value: ModelRow };
  works: { key: InProject; value: WorkRow };
  setAside: { key: string; value: SetAsideRow };
  meta: { key: string; value: { key: string; value: unknown } };
}

export type Name = StoreNames<Schema>;
export type Database = IDBPDatabase<Schema>;
export type Reading<Names extends Name = Name> = IDBPTransaction<Schema, Names[]>;
export type Writing<Names extends Name = Name> = IDBPTransaction<Schema, Names[], "readwrite">;

/** The stores whose rows belong to a project, with keys that begin with its id. */
export const OF_A_PROJECT = ["examples", "removed", "media", "features", "models", "works"] as const;

/** Of no examples. */
export const NOTHING: Readonly<Tally> = { examples: 0, heldBack: 0, bytes: 0, everAdded: 0 };

type Upgrade = IDBPTransaction<Schema, Name[], "versionchange">;
type Step = (database: Database, transaction: Upgrade) => void | Promise<void>;

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
  async (database, transaction) => {
    database.createObjectStore("setAside", { keyPath: "id" });
    let cursor = await transaction.objectStore("projects").openCursor();
    while (cursor !== null) {
      const row = cursor.value;
      const changesSinceFile = examplesAtVersion1(row);
      await cursor.update({ ...row, works: [], moving: null, savedToFileAt: null, changesSinceFile });
      cursor = await cursor.continue();
    }
  },
  async (_, transaction) => {
    let cursor = await transaction.objectStore("projects").openCursor();
    while (cursor !== null) {
      await cursor.update({ ...cursor.value, unlabelled: { ...NOTHING } });
      cursor = await cursor.continue();
    }
  },
];

export const VERSION = STEPS.length;

/** As `openDB` calls it. A step that fails undoes all of them. */
export function upgrade(database: Database, from: number, to: number | null, transaction: Upgrade): void {
  // The reason why opening fails is told by the transaction.
  transaction.done.catch(() => undefined);
  const run = async () => {
    for (const step of STEPS.slice(from, to ?? VERSION)) await step(database, transaction);
  };
  run().catch(() => {
    abort(transaction);
  });
}

function abort(transaction: Upgrade): void {
  try {
    transaction.abort();
  } catch {
    // The failure has ended it already.
  }
}

/** A damaged row is not a reason to leave all others behind. */
function examplesAtVersion1({ labels }: ProjectRow): number {
  if (!Array.isArray(labels)) return 0;
  return labels.reduce((sum, label) => sum + (Number.isFinite(label.examples) ? label.examples : 0), 0);
}

/** Every key that begins with these parts: an array sorts after every string. */
export function beginningWith(...parts: string[]): IDBKeyRange {
  return IDBKeyRange.bound(parts, [...parts, []]);
}
