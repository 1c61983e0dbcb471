/** Clears away what was removed and can no longer be brought back. */

import { ARRIVING_SECONDS, UNDO_SECONDS } from "../../contract/limits.js";
import type { Connection } from "./connection.js";
import { damageIn } from "./damage.js";
import { forgetAllFeatures, forgetFeatures } from "./features.js";
import {
  beginningWith,
  OF_A_PROJECT,
  type ProjectRow,
  type Reading,
  type RemovedExampleRow,
  type RemovedLabelRow,
  type Writing,
} from "./schema.js";

const EVERY = 60_000;
/** Rows that one transaction takes away: another page waits for it, and must not wait long. */
const CHUNK = 2000;
/** When a project was removed that is being cleared away, and cannot come back any more. */
export const LONG_AGO = 0;

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

export async function sweep(connection: Connection, now: number): Promise<void> {
  const [time, arriving] = [now - UNDO_SECONDS * 1000, now - ARRIVING_SECONDS * 1000];
  const rows = await connection.read(["projects"], soundProjects);
  for (const { id } of rows.filter((row) => isGone(row, time, arriving)))
    while (await clearSome(connection, id, time, arriving));
  await clear(connection, time, arriving);
}

/** Some examples of a project that is gone, and their files. Answers whether there may be more. */
function clearSome(connection: Connection, id: string, time: number, arriving: number): Promise<boolean> {
  return connection.write(["projects", "examples", "media"], async (transaction) => {
    const projects = transaction.objectStore("projects");
    const row = await projects.get(id);
    if (row === undefined || !isGone(row, time, arriving)) return false;
    if (row.removedAt !== LONG_AGO) await projects.put({ ...row, removedAt: LONG_AGO });
    const examples = transaction.objectStore("examples");
    const keys = await examples.getAllKeys(beginningWith(id), CHUNK);
    const [first, last] = [keys[0], keys.at(-1)];
    if (first !== undefined) {
      const some = IDBKeyRange.bound(first, last);
      await Promise.all([examples.delete(some), transaction.objectStore("media").delete(some)]);
    }
    return keys.length === CHUNK;
  });
}

/** For a full disk: room is worth more than time, and than undo. */
export async function makeRoom(connection: Connection): Promise<void> {
  await forgetAllFeatures(connection).catch(() => undefined);
  await clear(connection, Infinity, -Infinity);
}

/** Takes away what was removed at this time or before, and what stopped arriving at that other time or before. */
async function clear(connection: Connection, time: number, arriving: number): Promise<void> {
  const isOver = (row: ProjectRow) => isGone(row, time, arriving);
  // Looking first keeps the pages that have nothing to clear out of each other's way.
  const isDirty = (transaction: Reading<"projects" | "removed">) => isAnythingDue(transaction, time, isOver);
  if (!(await connection.read(["projects", "removed"], isDirty))) return;
  await connection.write(["projects", ...OF_A_PROJECT], async (transaction) => {
    await clearExamples(transaction, time);
    for (const row of await soundProjects(transaction)) {
      if (isOver(row)) await clearProject(transaction, row.id);
      else await clearLabels(transaction, row, time);
    }
  });
}

async function isAnythingDue(
  transaction: Reading<"projects" | "removed">,
  time: number,
  isOver: (row: ProjectRow) => boolean,
): Promise<boolean> {
  const rows = await soundProjects(transaction);
  if (rows.some((row) => isOver(row) || row.removedLabels.some((label) => isDue(label, time)))) return true;
  return (await transaction.objectStore("removed").index("byTime").count(IDBKeyRange.upperBound(time))) > 0;
}

/** Nothing is cleared away because of a row that cannot be trusted. */
async function soundProjects(transaction: Holding): Promise<ProjectRow[]> {
  const rows = await transaction.objectStore("projects").getAll();
  return rows.filter((row) => damageIn(row) === null);
}

function isGone(row: ProjectRow, time: number, arriving: number): boolean {
  return isDue(row, time) || (row.moving === "arriving" && row.changedAt <= arriving);
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
    const examples = transaction.objectStore("examples").index("byLabel");
    const removed = transaction.objectStore("removed").index("byLabel");
    const live = await examples.getAll(beginningWith(row.id, id));
    const gone = await removed.getAll([row.id, id]);
    await deleteAll(transaction, ["examples", "media"], live);
    await deleteRemoved(transaction, gone);
    await forgetFeatures(transaction, row.id, live);
  }
  const removedLabels = row.removedLabels.filter((label) => !isDue(label, time));
  await transaction.objectStore("projects").put({ ...row, removedLabels });
}

async function clearExamples(transaction: Sweeping, time: number): Promise<void> {
  const byTime = transaction.objectStore("removed").index("byTime");
  await deleteRemoved(transaction, await byTime.getAll(IDBKeyRange.upperBound(time)));
}

async function deleteRemoved(transaction: Sweeping, rows: readonly RemovedExampleRow[]): Promise<void> {
  await deleteAll(transaction, ["removed", "media"], rows);
  for (const project of new Set(rows.map(({ projectId }) => projectId))) {
    const own = rows.filter(({ projectId }) => projectId === project);
    await forgetFeatures(
      transaction,
      project,
      own.map(({ example }) => example),
    );
  }
}

async function deleteAll(
  transaction: Sweeping,
  names: ("examples" | "removed" | "media")[],
  rows: readonly { projectId: string; id: string }[],
): Promise<void> {
  for (const name of names) {
    const store = transaction.objectStore(name);
    await Promise.all(rows.map(({ projectId, id }) => store.delete([projectId, id])));
  }
}
