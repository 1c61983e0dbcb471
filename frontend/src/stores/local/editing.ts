/** Changing, removing and restoring examples inside a transaction. Each counts in the project's row what it did. */

import { unwrap } from "idb";

import { Problem } from "../../contract/problems.js";
import type { ExampleChange } from "../../contract/values.js";
import { count, isLive, noteChanges } from "./rows.js";
import type { ExampleRow, ProjectRow, RemovedExampleRow, Writing } from "./schema.js";

export type Editing = Writing<"projects" | "examples" | "removed" | "media">;

/** Writes without waiting for each row: if one fails, so does the transaction, and nothing is stored. */
function putAll(transaction: Editing, rows: Iterable<ExampleRow>): void {
  const examples = unwrap(transaction.objectStore("examples"));
  for (const row of rows) examples.put(row);
}

/** Problem: `not_found` when one of the ids is not live. What is held back together stays together. */
export async function changeExamples(
  transaction: Editing,
  project: ProjectRow,
  ids: readonly string[],
  { labelId, heldBack }: ExampleChange,
): Promise<void> {
  const { live } = await look(transaction, project, ids);
  needAll(ids, live.size);
  const touched = heldBack === undefined ? live : await withUnits(transaction, project, live);
  const changed = [...touched.values()].filter((row) => {
    const label = live.has(row.id) ? (labelId ?? row.labelId) : row.labelId;
    const mark = heldBack ?? row.heldBack;
    if (label === row.labelId && mark === row.heldBack) return false;
    count(project, row, -1);
    row.labelId = label;
    row.heldBack = mark;
    count(project, row, 1);
    return true;
  });
  putAll(transaction, changed);
  noteChanges(project, changed.length);
}

/** Problem: `not_found` for an id that was never stored here. Those that are removed already stay so. */
export async function removeExamples(
  transaction: Editing,
  project: ProjectRow,
  ids: readonly string[],
  removedAt: number,
): Promise<void> {
  const { live, removed, goneWithLabel } = await look(transaction, project, ids);
  needAll(ids, live.size + removed.size + goneWithLabel);
  const examples = unwrap(transaction.objectStore("examples"));
  const bin = unwrap(transaction.objectStore("removed"));
  for (const row of live.values()) {
    count(project, row, -1);
    examples.delete([row.projectId, row.id]);
    bin.put(binned(row, removedAt));
  }
  noteChanges(project, live.size);
}

/** Problem: `not_found` for an id that was swept, or whose label is not there. */
export async function restoreExamples(
  transaction: Editing,
  project: ProjectRow,
  ids: readonly string[],
): Promise<void> {
  const { live, removed } = await look(transaction, project, ids);
  const back = [...removed.values()].filter((row) => isLive(project, row));
  needAll(ids, live.size + back.length);
  const bin = unwrap(transaction.objectStore("removed"));
  for (const row of back) {
    count(project, row, 1);
    bin.delete([row.projectId, row.id]);
  }
  putAll(transaction, back);
  noteChanges(project, back.length);
}

interface Looked {
  live: Map<string, ExampleRow>;
  removed: Map<string, ExampleRow>;
  goneWithLabel: number;
}

async function look(transaction: Editing, project: ProjectRow, ids: readonly string[]): Promise<Looked> {
  const looked: Looked = { live: new Map(), removed: new Map(), goneWithLabel: 0 };
  const examples = transaction.objectStore("examples");
  const bin = transaction.objectStore("removed");
  const one = async (id: string) => {
    const key: [string, string] = [project.id, id];
    const row = await examples.get(key);
    if (row === undefined) {
      const removed = await bin.get(key);
      if (removed !== undefined) looked.removed.set(id, removed.example);
    } else if (isLive(project, row)) looked.live.set(id, row);
    else looked.goneWithLabel += 1;
  };
  await Promise.all([...new Set(ids)].map(one));
  return looked;
}

/** The rows and every live one that is held back together with one of them. */
async function withUnits(
  transaction: Editing,
  project: ProjectRow,
  rows: Map<string, ExampleRow>,
): Promise<Map<string, ExampleRow>> {
  const index = transaction.objectStore("examples").index("byUnit");
  const units = new Set([...rows.values()].map(({ unit }) => unit));
  const members = await Promise.all([...units].map((unit) => index.getAll([project.id, unit])));
  const live = members.flat().filter((row) => isLive(project, row));
  return new Map(live.map((row) => [row.id, row]));
}

function binned(example: ExampleRow, removedAt: number): RemovedExampleRow {
  const { projectId, id, labelId } = example;
  return { projectId, id, labelId, removedAt, example };
}

function needAll(ids: readonly string[], there: number): void {
  if (there < new Set(ids).size) throw new Problem("not_found", "One of these examples is not there.");
}
