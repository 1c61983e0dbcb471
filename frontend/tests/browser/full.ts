/** T1: what is acknowledged while the disk fills up. */

import { v7 as newId } from "uuid";

import { Problem } from "../../src/contract/problems.js";
import type { NewData } from "../../src/contract/values.js";
import { lookAt } from "../../src/media/look.js";
import { noisePicture, projectIn, storesHere } from "./here.js";

const PERSON = "0190d2a4-0000-7000-8000-000000000001";
const LENGTH = 1000;
/** A picture of noise has about 20 kB then. */
const SIDE = 128;

type Kind = "text" | "images";

interface Told {
  project: string;
  /** acknowledged ids */
  stored: string[];
  calls: { done: number; refused: number };
  problems: string[];
}

/** Adds this many examples one by one, then as many times ten at once, and then one by one again. */
async function fill(kind: Kind, singles: number, bulks: number): Promise<Told> {
  const stores = storesHere({ person: PERSON });
  const { id: project, exampleOf } = await projectIn(stores, kind);
  const told: Told = { project, stored: [], calls: { done: 0, refused: 0 }, problems: [] };
  const add = async (times: number) => {
    const data = await Promise.all(Array.from({ length: times }, () => something(kind)));
    const examples = data.map(exampleOf);
    try {
      const receipts = await stores.examples.add(project, examples);
      told.stored.push(...receipts.map(({ id }) => id));
      told.calls.done += 1;
    } catch (problem) {
      told.problems.push(problem instanceof Problem ? problem.code : String(problem));
      told.calls.refused += 1;
    }
  };
  for (let times = 0; times < singles; times++) await add(1);
  for (let times = 0; times < bulks; times++) await add(10);
  for (let times = 0; times < singles; times++) await add(1);
  return told;
}

/** What is really there, and what the project says of it. Every picture can be shown. */
async function look(project: string): Promise<{ ids: string[]; counted: number }> {
  const stores = storesHere({ person: PERSON });
  const ids: string[] = [];
  for await (const { id, data } of stores.examples.read(project)) {
    if ("media" in data) await lookAt(await stores.examples.media(project, id));
    ids.push(id);
  }
  return { ids, counted: (await stores.examples.counts(project)).examples };
}

/** Everything that a page does with examples, once more. Answers how many there are in the end. */
async function goOn(project: string): Promise<number> {
  const stores = storesHere({ person: PERSON });
  const { labels, kind } = (await stores.projects.get(project)).project;
  const example = { id: newId(), labelId: labels[0]?.id ?? null, data: await something(kind as Kind) };
  await stores.examples.add(project, [example]);
  await stores.examples.remove(project, [example.id]);
  await stores.examples.restore(project, [example.id]);
  return (await look(project)).counted;
}

async function something(kind: Kind): Promise<NewData> {
  return kind === "text" ? { text: noise() } : { file: await noisePicture(SIDE) };
}

/** A text that cannot be compressed much. */
function noise(): string {
  return Array.from({ length: LENGTH }, () =>
    String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000)),
  ).join("");
}

Object.assign(globalThis, { full: { fill, look, goOn } });
