/** T2: adds without a pause, until somebody kills the browser. */

import { v7 as newId } from "uuid";

import { fileDigest } from "../../src/contract/digest.js";
import { lookForDamage } from "../../src/stores/local/aside.js";
import { Connection } from "../../src/stores/local/connection.js";
import { renewLog } from "../../src/stores/local/renewal.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { noisePicture, projectIn, storesHere } from "./here.js";

const PERSON = "0190d2a4-0000-7000-8000-000000000001";
const BATCH = 10;
const SIDE = 96;

declare function acknowledged(ids: string[]): Promise<void>;

const connection = new Connection(makeRoom);
const stores = storesHere({ person: PERSON, connection });

async function begin(kind: "text" | "images"): Promise<string> {
  return (await projectIn(stores, kind)).id;
}

/** Four at a time, one example and ten in turn. Each answer is passed on at once. Never ends. */
async function burst(project: string): Promise<void> {
  const { labels, kind } = (await stores.projects.get(project)).project;
  const pictures = await Promise.all(Array.from({ length: BATCH }, () => noisePicture(SIDE)));
  const add = async (many: number) => {
    const batch = newId();
    const examples = Array.from({ length: many }, (_, at) => {
      const said = `${batch} ${at} of ${many}`;
      const data = kind === "text" ? { text: said } : { file: pictures[at] as Blob };
      return { id: newId(), labelId: labels[at % labels.length]?.id ?? null, data, group: said };
    });
    await stores.examples.add(project, examples);
    void acknowledged(examples.map(({ id }) => id));
  };
  for (let turn = 0; ; turn++) {
    await Promise.all([1, BATCH, 1, BATCH].map((many) => add(many)));
    if (turn % 5 === 0) await removeSome(project);
  }
}

/** Removes one and brings it back, so that there is more than adding to be cut in two. */
async function removeSome(project: string): Promise<void> {
  const { examples } = await stores.examples.page(project, { limit: 1 });
  const ids = examples.map(({ id }) => id);
  if (ids.length === 0) return;
  await stores.examples.remove(project, ids);
  await stores.examples.restore(project, ids);
}

interface Found {
  ids: string[];
  counted: number;
  /** batches of which only a part is there, and examples that are none */
  halves: number;
  damaged: number;
  /** files of no example */
  strays: number;
}

async function look(project: string): Promise<Found> {
  await lookForDamage(connection, Date.now);
  await bringBack(project);
  const batches = new Map<string, number>();
  const ids: string[] = [];
  for await (const { id, data, group } of stores.examples.read(project)) {
    if ("media" in data) await needFile(project, id, data.media.sha256);
    ids.push(id);
    const [batch = "", , , many] = (group ?? "").split(" ");
    batches.set(batch, (batches.get(batch) ?? Number(many)) - 1);
  }
  const files = await connection.read(["media"], (transaction) =>
    transaction.objectStore("media").getAllKeys(),
  );
  const known = new Set(ids);
  return {
    ids,
    counted: (await stores.examples.counts(project)).examples,
    halves: [...batches.values()].filter((missing) => missing !== 0).length,
    damaged: await connection.read(["setAside"], (transaction) =>
      transaction.objectStore("setAside").count(),
    ),
    strays: files.filter(([, id]) => !known.has(id)).length,
  };
}

/** The picture is there, and the one that it was. */
async function needFile(project: string, id: string, sha256: string): Promise<void> {
  const file = await stores.examples.media(project, id);
  if ((await fileDigest(file)) !== sha256) throw new Error("a picture is another one");
}

/** Whoever was killed between removing an example and bringing it back may have left it removed. */
async function bringBack(project: string): Promise<void> {
  const removed = await connection.read(["removed"], (transaction) =>
    transaction.objectStore("removed").getAllKeys(),
  );
  const ids = removed.map(([, id]) => id);
  if (ids.length > 0) await stores.examples.restore(project, ids);
}

/** As every page of the site does when it is opened. */
function renew(): Promise<void> {
  return renewLog(connection);
}

/** One example. Answers its id. */
async function addOne(project: string): Promise<string> {
  const [label] = (await stores.projects.get(project)).project.labels;
  const id = newId();
  const example = { id, labelId: label?.id ?? null, data: { text: `One more ${id}` } };
  await stores.examples.add(project, [{ ...example, group: `${id} 0 of 1` }]);
  return id;
}

Object.assign(globalThis, { burst: { begin, burst, look, renew, addOne } });
