/** T1: what is acknowledged while the disk fills up. */

import { v7 as newId } from "uuid";

import { Problem } from "../../src/contract/problems.js";
import { projectIn, storesHere } from "./here.js";

const PERSON = "0190d2a4-0000-7000-8000-000000000001";
const LENGTH = 1000;

interface Told {
  project: string;
  /** acknowledged ids */
  stored: string[];
  calls: { done: number; refused: number };
  problems: string[];
}

/** Adds this many texts one by one, then as many times ten at once, and then one by one again. */
async function fill(singles: number, bulks: number): Promise<Told> {
  const stores = storesHere({ person: PERSON });
  const { id: project, example } = await projectIn(stores);
  const told: Told = { project, stored: [], calls: { done: 0, refused: 0 }, problems: [] };
  const add = async (times: number) => {
    const examples = Array.from({ length: times }, () => example(noise()));
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

/** What is really there, and what the project says of it. */
async function look(project: string): Promise<{ ids: string[]; counted: number }> {
  const stores = storesHere({ person: PERSON });
  const ids: string[] = [];
  for await (const { id } of stores.examples.read(project)) ids.push(id);
  return { ids, counted: (await stores.examples.counts(project)).examples };
}

/** Everything that a page does with examples, once more. Answers how many there are in the end. */
async function goOn(project: string): Promise<number> {
  const stores = storesHere({ person: PERSON });
  const labelId = (await stores.projects.get(project)).project.labels[0]?.id ?? null;
  const example = { id: newId(), labelId, data: { text: noise() } };
  await stores.examples.add(project, [example]);
  await stores.examples.remove(project, [example.id]);
  await stores.examples.restore(project, [example.id]);
  return (await look(project)).counted;
}

/** A text that cannot be compressed much. */
function noise(): string {
  return Array.from({ length: LENGTH }, () =>
    String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000)),
  ).join("");
}

Object.assign(globalThis, { full: { fill, look, goOn } });
