/** R6, R7 and growth: the browser's store beside raw IndexedDB. */

import { openDB, unwrap } from "idb";
import { v7 as newId } from "uuid";

import { EXAMPLES_AT_ONCE } from "../../src/contract/limits.js";
import { Connection } from "../../src/stores/local/connection.js";
import { beginningWith, DATABASE, type Schema } from "../../src/stores/local/schema.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { noisePicture, pictureProject, projectIn, storesHere } from "./here.js";

interface Milliseconds {
  ours: number;
  raw: number;
}

const SIDE = 100;
const connection = new Connection(makeRoom);
const stores = storesHere({ connection });

/** One example through the store, then the rows that this wrote, raw, in turn. Answers the median of each. */
async function singleAdds(times: number): Promise<Milliseconds> {
  const { id: project, example } = await projectIn(stores);
  const database = await openDB<Schema>(DATABASE);
  const row = await database.get("projects", project);
  const raw = { ...row, id: newId() };
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let at = 0; at < times; at++) {
    const one = example(`text number ${at}`);
    ours.push(await timed(() => stores.examples.add(project, [one])));
    const written = { ...(await database.get("examples", [project, one.id])), projectId: raw.id };
    theirs.push(
      await timed(() =>
        writeRaw(unwrap(database), ["projects", "examples"], (transaction) => {
          transaction.objectStore("examples").put(written);
          transaction.objectStore("projects").put(raw);
        }),
      ),
    );
  }
  database.close();
  return { ours: median(ours), raw: median(theirs) };
}

/** As a camera adds: ten a second, whether or not the last one is stored. Answers how many are missing then. */
async function cameraBurst(seconds: number): Promise<{ asked: number; missing: number; slowest: number }> {
  const { id: project, exampleOf } = await projectIn(stores, "images");
  const adds: Promise<number>[] = [];
  for (let at = 0; at < seconds * 10; at++) {
    const shot = async () => exampleOf({ file: await noisePicture(SIDE) });
    adds.push(timed(async () => stores.examples.add(project, [await shot()])));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const times = await Promise.all(adds);
  const { examples } = await stores.examples.counts(project);
  return { asked: times.length, missing: times.length - examples, slowest: Math.max(...times) };
}

/** Puts pictures once and reads all of their bytes, through the store and raw, in turn. */
async function pictures(many: number, rounds: number): Promise<Milliseconds> {
  const project = await pictureProject(stores, many);
  const ids: string[] = [];
  for await (const { id } of stores.examples.read(project)) ids.push(id);
  const database = await openDB<Schema>(DATABASE);
  const ours: number[] = [];
  const raw: number[] = [];
  const readOurs = async () => {
    const files = await Promise.all(ids.map((id) => stores.examples.media(project, id)));
    await Promise.all(files.map((file) => file.arrayBuffer()));
  };
  const readRaw = async () => {
    const rows = await database.getAll("media", beginningWith(project));
    await Promise.all(rows.map((row) => (row.media as Blob).arrayBuffer()));
  };
  for (let round = 0; round <= rounds; round++) {
    // In turn, since whoever reads second finds more of it in memory.
    if (round % 2 === 0) ours.push(await timed(readOurs));
    raw.push(await timed(readRaw));
    if (round % 2 === 1) ours.push(await timed(readOurs));
  }
  database.close();
  // The first round warms both up.
  return { ours: median(ours.slice(1)), raw: median(raw.slice(1)) };
}

let grown: { id: string; add: (many: number) => Promise<void> } | null = null;

/** Lets one project grow to so many examples. */
async function growTo(size: number): Promise<void> {
  if (grown === null) {
    const { id, example } = await projectIn(stores);
    grown = {
      id,
      add: async (many) => {
        const examples = Array.from({ length: many }, (_, at) => example(`a text that is number ${at}`));
        await stores.examples.add(id, examples);
      },
    };
  }
  const there = (await stores.examples.counts(grown.id)).examples;
  for (let at = there; at < size; at += EXAMPLES_AT_ONCE)
    await grown.add(Math.min(EXAMPLES_AT_ONCE, size - at));
}

/** What a project page reads, median. */
async function pageCost(rounds: number): Promise<number> {
  const id = grown?.id ?? "";
  const label = (await stores.projects.get(id)).project.labels[0]?.id ?? "";
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++)
    times.push(
      await timed(async () => {
        await stores.projects.get(id);
        await stores.examples.page(id, { label, limit: 50 });
        await stores.examples.page(id, { label, limit: 5 });
      }),
    );
  return median(times.slice(1));
}

/** Reads all of the project as training does. Answers how many. */
async function readAll(): Promise<number> {
  let many = 0;
  for await (const { id } of stores.examples.read(grown?.id ?? "")) many += id === "" ? 0 : 1;
  return many;
}

function writeRaw(
  database: IDBDatabase,
  names: string[],
  work: (transaction: IDBTransaction) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(names, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error("aborted"));
    };
    work(transaction);
    transaction.commit();
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

Object.assign(globalThis, { speed: { singleAdds, cameraBurst, pictures, growTo, pageCost, readAll } });
