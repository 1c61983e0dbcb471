/** R5: adding many texts through the store, beside one raw transaction of the same records, stores and indexes. */

import { type IDBPDatabase, openDB, unwrap } from "idb";
import { v7 as newId } from "uuid";

import { EXAMPLES_AT_ONCE } from "../../src/contract/limits.js";
import { beginningWith, DATABASE, type Schema } from "../../src/stores/local/schema.js";
import { projectIn, storesHere } from "./here.js";

interface Milliseconds {
  ours: number;
  raw: number;
}

const WORDS =
  "the quick brown fox jumps over a lazy dog and then it goes home to sleep in its warm bed".split(" ");

/** One round: `n` texts through the store, a batch after the other, and then the rows that this made, raw. */
async function bulkAdd(n: number): Promise<Milliseconds> {
  const stores = storesHere();
  const { id: project, example } = await projectIn(stores);
  const examples = Array.from({ length: n }, (_, at) => example(textOf(at)));
  const ours = await timed(async () => {
    for (let at = 0; at < n; at += EXAMPLES_AT_ONCE)
      await stores.examples.add(project, examples.slice(at, at + EXAMPLES_AT_ONCE));
  });
  const database = await openDB<Schema>(DATABASE);
  const rows = await rowsOf(database, project);
  const raw = await timed(() => putRaw(database, rows));
  await clear(database);
  database.close();
  return { ours, raw };
}

function textOf(at: number): string {
  return `${WORDS.slice(at % 9, (at % 9) + 8).join(" ")} ${at}`;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** What the store wrote, as the rows of another project. */
async function rowsOf(database: IDBPDatabase<Schema>, project: string) {
  const other = newId();
  const row = await database.get("projects", project);
  const examples = await database.getAll("examples", beginningWith(project));
  return {
    project: { ...row, id: other },
    examples: examples.map((example) => ({ ...example, projectId: other })),
  };
}

function putRaw(
  database: IDBPDatabase<Schema>,
  { project, examples }: Awaited<ReturnType<typeof rowsOf>>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = unwrap(database).transaction(["projects", "examples"], "readwrite", {
      durability: "strict",
    });
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error("aborted"));
    };
    const store = transaction.objectStore("examples");
    for (const example of examples) store.put(example);
    transaction.objectStore("projects").put(project);
    transaction.commit();
  });
}

async function clear(database: IDBPDatabase<Schema>): Promise<void> {
  await database.clear("examples");
  await database.clear("projects");
}

Object.assign(globalThis, { bench: { bulkAdd } });
