/** R6, R7 and growth: the browser's store beside raw IndexedDB. */

import { openDB, unwrap } from "idb";
import { v7 as newId } from "uuid";

import { EXAMPLES_AT_ONCE } from "../../src/contract/limits.js";
import { Connection } from "../../src/stores/local/connection.js";
import { beginningWith, DATABASE, type ExampleRow, type Schema } from "../../src/stores/local/schema.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { noisePicture, pictureProject, projectIn, storesHere } from "./here.js";

interface Milliseconds {
  ours: number;
  raw: number;
}

const SIDE = 100;
const TOGETHER = 10;
const WARMING = 3;
const SEEN_AT_ONCE = 5;
const connection = new Connection(makeRoom);
const stores = storesHere({ connection });

/** One example after the other through the store, then the rows that this wrote, raw, in turn. Answers the median of what
 * one takes. A few are timed together, since the clock of a page goes in steps of 0.1 ms. */
async function singleAdds(times: number): Promise<Milliseconds> {
  const { id: project, example } = await projectIn(stores);
  const database = await openDB<Schema>(DATABASE);
  const row = await database.get("projects", project);
  const raw = { ...row, id: newId() };
  const ours: number[] = [];
  const theirs: number[] = [];
  const addRaw = (one?: ExampleRow) =>
    writeRaw(unwrap(database), ["projects", "examples"], (transaction) => {
      transaction.objectStore("examples").put({ ...one, projectId: raw.id });
      transaction.objectStore("projects").put(raw);
    });
  for (let at = 0; at < times; at += TOGETHER) {
    const some = Array.from({ length: TOGETHER }, (_, n) => example(`text number ${at + n}`));
    ours.push(await timedEach(some, (one) => stores.examples.add(project, [one])));
    const written = await Promise.all(some.map(({ id }) => database.get("examples", [project, id])));
    theirs.push(await timedEach(written, addRaw));
  }
  database.close();
  return { ours: median(ours), raw: median(theirs) };
}

async function timedEach<Thing>(things: Thing[], work: (thing: Thing) => Promise<unknown>): Promise<number> {
  const all = await timed(async () => {
    for (const thing of things) await work(thing);
  });
  return all / things.length;
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

/** Projects by how many examples they have. */
const grown = new Map<number, { id: string; label: string }>();

/** Makes a project of so many examples. */
async function grow(size: number): Promise<void> {
  const { id, example } = await projectIn(stores);
  for (let at = 0; at < size; at += EXAMPLES_AT_ONCE) {
    const length = Math.min(EXAMPLES_AT_ONCE, size - at);
    const examples = Array.from({ length }, (_, n) => example(`a text that is number ${at + n}`));
    await stores.examples.add(id, examples);
  }
  const label = (await stores.projects.get(id)).project.labels[0]?.id ?? "";
  grown.set(size, { id, label });
}

/** What the page of a project reads that shows so many examples of a label, and as many in each of two projects, in turn. */
async function pages(few: number, many: number, shown: number, rounds: number) {
  const times: Record<number, number[]> = { [few]: [], [many]: [] };
  for (let round = -WARMING; round < rounds; round++)
    for (const size of round % 2 === 0 ? [few, many] : [many, few]) {
      const time = await timedEach(Array.from({ length: TOGETHER }), () => page(size, shown));
      if (round >= 0) times[size]?.push(time);
    }
  return { few: median(times[few] ?? []), many: median(times[many] ?? []) };
}

async function page(size: number, shown: number): Promise<void> {
  const { id, label } = grown.get(size) ?? { id: "", label: "" };
  await stores.projects.get(id);
  const { examples } = await stores.examples.page(id, { label, limit: shown });
  if (examples.length !== shown) throw new Error(`${examples.length} examples of ${size} are shown`);
  await stores.examples.page(id, { label, limit: SEEN_AT_ONCE });
}

/** Reads all of a project as training does. Answers how many. */
async function readAll(size: number): Promise<number> {
  let many = 0;
  for await (const { id } of stores.examples.read(grown.get(size)?.id ?? "")) many += id === "" ? 0 : 1;
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

Object.assign(globalThis, { speed: { singleAdds, cameraBurst, pictures, grow, pages, readAll } });
