/** Clears away what was removed and can no longer be brought back. */

import { ARRIVING_SECONDS, UNDO_SECONDS } from "../../contract/limits.js";
import type { Connection } from "./connection.js";
import { damageIn } from "./damage.js";
import {
  beginningWith,
  OF_A_PROJECT,
  type ProjectRow,
  type Reading,
  type RemovedLabelRow,
  type Writing,
} from "./schema.js";

const EVERY = 60_000;

type Sweeping = Writing<"projects" | (typeof OF_A_PROJECT)[number]>;

/** Any transaction that holds the projects. */
interface Holding {
  objectStore(name: "projects"): { getAll(): Promise<ProjectRow[]> };
}

/** Now and each minute, as long as the page is open. */
export function keepSwept(connection: Connection, now: () => number): void {
  const once = () => {
    // What cannot be swept now is swept the next time.
    sweep(connection, now()).catch(() => undefined);
  };
  once();
  setInterval(once, EVERY);
}

export function sweep(connection: Connection, now: number): Promise<void> {
  return clear(connection, now - UNDO_SECONDS * 1000, now - ARRIVING_SECONDS * 1000);
}

/** For a full disk: room is worth more than undo. */
export function makeRoom(connection: Connection): Promise<void> {
  return clear(connection, Infinity, -Infinity);
}

/** Takes away what was removed at this time or before, and what stopped arriving at that other time or before. */
async function clear(connection: Connection, time: number, arriving: number): Promise<void> {
  const isGone = (row: ProjectRow) =>
    isDue(row, time) || (row.moving === "arriving" && row.changedAt <= arriving);
  // Looking first keeps the pages that have nothing to clear out of each other's way.
  const isDirty = (transaction: Reading<"projects" | "removed">) => isAnythingDue(transaction, time, isGone);
  if (!(await connection.read(["projects", "removed"], isDirty))) return;
  await connection.write(["projects", ...OF_A_PROJECT], async (transaction) => {
    await clearExamples(transaction, time);
    for (const row of await soundProjects(transaction)) {
      if (isGone(row)) await clearProject(transaction, row.id);
      else await clearLabels(transaction, row, time);
    }
  });
}

async function isAnythingDue(
  transaction: Reading<"projects" | "removed">,
  time: number,
  isGone: (row: ProjectRow) => boolean,
): Promise<boolean> {
  const rows = await soundProjects(transaction);
  if (rows.some((row) => isGone(row) || row.removedLabels.some((label) => isDue(label, time)))) return true;
  return (await transaction.objectStore("removed").index("byTime").count(IDBKeyRange.upperBound(time))) > 0;
}

/** Nothing is cleared away because of a row that cannot be trusted. */
async function soundProjects(transaction: Holding): Promise<ProjectRow[]> {
  const rows = await transaction.objectStore("projects").getAll();
  return rows.filter((row) => damageIn(row) === null);
}

function isDue({ removedAt }: ProjectRow | RemovedLabelRow, time: number): boolean {
  return removedAt !== null && removedAt <= time;
}

/** With everything in it, for good. */
export async function clearProject(transaction: Sweeping, id: string): Promise<void> {
  const whole = beginningWith(id);
  await Promise.all(OF_A_PROJECT.map((name) => transaction.objectStore(name).delete(whole)));
  await transaction.objectStore("projects").delete(id);
}

async function clearLabels(transaction: Sweeping, row: ProjectRow, time: number): Promise<void> {
  const due = row.removedLabels.filter((label) => isDue(label, time));
  if (due.length === 0) return;
  for (const { id } of due) {
    const examples = await transaction
      .objectStore("examples")
      .index("byLabel")
      .getAllKeys(beginningWith(row.id, id));
    await Promise.all(examples.map((key) => transaction.objectStore("examples").delete(key)));
    const removed = await transaction.objectStore("removed").index("byLabel").getAllKeys([row.id, id]);
    await Promise.all(removed.map((key) => transaction.objectStore("removed").delete(key)));
  }
  const removedLabels = row.removedLabels.filter((label) => !isDue(label, time));
  await transaction.objectStore("projects").put({ ...row, removedLabels });
}

async function clearExamples(transaction: Sweeping, time: number): Promise<void> {
  const removed = transaction.objectStore("removed");
  const keys = await removed.index("byTime").getAllKeys(IDBKeyRange.upperBound(time));
  await Promise.all(keys.map((key) => removed.delete(key)));
}
