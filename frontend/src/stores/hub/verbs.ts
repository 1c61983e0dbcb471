/** Every verb of the stores, as a frame may call it for the project that is open. */

import type { Stores } from "../../contract/stores.js";
import {
  either,
  file,
  flag,
  id,
  json,
  list,
  number,
  orMissing,
  orNull,
  type Shape,
  table,
  text,
  thing,
} from "./shapes.js";

/** `takes` are the arguments after the id of the project. */
export interface Verb {
  readonly how: "answer" | "stream" | "refused";
  readonly takes: readonly Shape[];
}

/** A frame has nothing to do with backups. */
export type StoreName = Exclude<keyof Stores, "backups">;

const label = thing({ id, name: text });
const field = thing({ id, name: text, type: text, choices: list(text), role: text });
const change = thing({}, { name: text, language: text, labels: list(label), fields: list(field) });
const data = either(
  thing({ text }),
  thing({ values: table(id, orNull(either<number, string>(number, text))) }),
  thing({ file }),
);
const newExample = thing(
  { id, labelId: orNull(id), data },
  { group: orNull(text), source: text, heldBack: orNull(flag), addedAt: orNull(number) },
);
const page = thing({}, { label: id, after: id, before: id, limit: number });
const exampleChange = thing({}, { labelId: id, heldBack: flag });
const reportLine = either(
  thing({ exampleId: id, guessedId: id, confidence: number }),
  thing({ exampleId: id, number }),
);
const newWork = thing({ id, kind: text, name: text, file }, { changedAt: orNull(number) });

/** A frame works in a project that a page has opened: it makes none, takes none away, and saves no backup of it. */
const notForFrames: Verb = { how: "refused", takes: [] };

export const VERBS: { readonly [Store in StoreName]: Readonly<Record<keyof Stores[Store], Verb>> } = {
  projects: {
    all: notForFrames,
    create: notForFrames,
    mark: notForFrames,
    remove: notForFrames,
    restore: notForFrames,
    removed: notForFrames,
    get: answers(),
    update: answers(change, number),
    digest: answers(),
  },
  examples: {
    add: answers(list(newExample)),
    page: answers(page),
    read: { how: "stream", takes: [] },
    media: answers(id),
    counts: answers(),
    change: answers(list(id), exampleChange),
    remove: answers(list(id)),
    restore: answers(list(id)),
  },
  models: {
    all: answers(),
    latest: answers(),
    save: answers(json, list(reportLine)),
    load: answers(id),
    remove: answers(id),
  },
  works: {
    all: answers(),
    get: answers(id),
    save: answers(newWork, number),
    remove: answers(id),
  },
  files: { save: notForFrames, open: notForFrames },
  trainer: {
    start: answers(orMissing(text)),
    run: answers(id),
    cancel: answers(id),
    guess: answers(list(data)),
    explain: answers(data),
  },
};

/** Null for a verb that no store has. */
export function verbOf(store: unknown, name: unknown): Verb | null {
  const verbs = own(VERBS, store) as Record<string, Verb> | undefined;
  return (verbs === undefined ? undefined : (own(verbs, name) as Verb | undefined)) ?? null;
}

function own(table: object, key: unknown): unknown {
  return typeof key === "string" && Object.hasOwn(table, key) ? table[key as keyof typeof table] : undefined;
}

function answers(...takes: Shape[]): Verb {
  return { how: "answer", takes };
}
