/** T4: several tabs at work on one project. */

import { openDB, unwrap } from "idb";
import { v7 as newId } from "uuid";

import { isCode } from "../../src/i18n/problems.js";
import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import { Connection } from "../../src/stores/local/connection.js";
import { DATABASE, type Schema, upgrade, VERSION } from "../../src/stores/local/schema.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { projectIn, storesHere } from "./here.js";

const PERSON = "0190d2a4-0000-7000-8000-000000000001";

interface Told {
  isOver: boolean;
  /** ids of examples that are acknowledged and not removed again */
  added: string[];
  /** how often the project's name was changed */
  renamed: number;
  /** milliseconds of the slowest call */
  slowest: number;
  problems: string[];
}

const stores: Stores = storesHere({ person: PERSON, connection: new Connection(makeRoom) });
const told: Told = { isOver: true, added: [], renamed: 0, slowest: 0, problems: [] };

async function begin(): Promise<string> {
  return (await projectIn(stores)).id;
}

/** This many edits, one after the other: examples are added, changed and removed, the project gets another name. */
function edit(project: string, edits: number): void {
  Object.assign(told, { isOver: false, added: [], renamed: 0, slowest: 0, problems: [] });
  void (async () => {
    for (let number = 0; number < edits; number++) await timed(() => oneEdit(project, number));
    told.isOver = true;
  })();
}

async function oneEdit(project: string, number: number): Promise<void> {
  const last = told.added.at(-1);
  if (number % 4 === 1) return rename(project, number);
  if (number % 8 === 2 && last !== undefined)
    return stores.examples.change(project, [last], { heldBack: true });
  if (number % 8 === 6 && last !== undefined) {
    await stores.examples.remove(project, [last]);
    told.added.pop();
    return;
  }
  const labelId = (await stores.projects.get(project)).project.labels[number % 2]?.id ?? null;
  const id = newId();
  await stores.examples.add(project, [{ id, labelId, data: { text: `text ${id}` } }]);
  told.added.push(id);
}

/** Again with the new revision when another tab was faster. */
async function rename(project: string, number: number): Promise<void> {
  for (;;) {
    const { revision } = (await stores.projects.get(project)).project;
    try {
      await stores.projects.update(project, { name: `Name ${number}` }, revision);
      told.renamed += 1;
      return;
    } catch (problem) {
      if (!isCode(problem, "conflict")) throw problem;
    }
  }
}

async function timed(work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  try {
    await work();
  } catch (problem) {
    told.problems.push(problem instanceof Problem ? problem.message : String(problem));
  }
  told.slowest = Math.max(told.slowest, performance.now() - start);
}

async function look(project: string): Promise<{ ids: string[]; counted: number; revision: number }> {
  const ids: string[] = [];
  for await (const { id } of stores.examples.read(project)) ids.push(id);
  const { counts, project: there } = await stores.projects.get(project);
  return { ids, counted: counts.examples, revision: there.revision };
}

/** One call. Answers what became of it and how long it took. */
async function call(): Promise<{ outcome: string; milliseconds: number }> {
  const start = performance.now();
  const outcome = await stores.projects.all().then(
    (cards) => `${cards.length} projects`,
    (problem: unknown) => (problem as { reason?: string }).reason ?? String(problem),
  );
  return { outcome, milliseconds: performance.now() - start };
}

let raw: IDBDatabase | null = null;

/** What a page of another version does: it opens the database as that version, and lets go when asked to, or does not. */
async function openVersion(difference: number, letsGo: boolean): Promise<void> {
  const database = await openDB<Schema>(DATABASE, VERSION + difference, { upgrade });
  raw = unwrap(database);
  raw.onversionchange = () => {
    if (letsGo) raw?.close();
  };
}

function letGo(): void {
  raw?.close();
}

function deleteAll(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE);
    request.onsuccess = () => {
      resolve();
    };
    request.onblocked = () => {
      reject(new Error("blocked"));
    };
  });
}

Object.assign(globalThis, { tabs: { begin, edit, told, look, call, openVersion, letGo, deleteAll } });
