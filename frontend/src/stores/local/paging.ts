/** Reading examples: as many rows as are shown, and no more. */

import type { Example, Page, PageRequest } from "../../contract/values.js";
import { Damage } from "./damage.js";
import { isUnreadable } from "./faults.js";
import { exampleOf, isLive } from "./rows.js";
import type { ExampleRow, ProjectRow, Reading } from "./schema.js";

const PAGE = 50;
/** Rows in memory while a whole project is read. */
const CHUNK = 500;

type Examples = Reading<"projects" | "examples">;

export async function pageOf(
  transaction: Examples,
  project: ProjectRow,
  { label, after, before, limit = PAGE }: PageRequest,
): Promise<Page> {
  const store = transaction.objectStore("examples");
  const prefix = label === undefined ? [project.id] : [project.id, label];
  const range = between(prefix, after, before);
  const source = label === undefined ? store : store.index("byLabel");
  const rows: ExampleRow[] = [];
  if (before === undefined && project.removedLabels.length === 0) {
    rows.push(...(await readOf(project, () => source.getAll(range, limit + 1))));
  } else {
    let cursor = await source.openCursor(range, before === undefined ? "next" : "prev");
    while (cursor !== null && rows.length <= limit) {
      if (isLive(project, cursor.value)) rows.push(cursor.value);
      cursor = await cursor.continue();
    }
  }
  const examples = rows.slice(0, limit).map((row) => exampleOf(project, row));
  return { examples, more: rows.length > limit };
}

/** The live examples among the next rows after an id, "" for the first; `next` is null at the end. */
export async function chunkOf(
  transaction: Examples,
  project: ProjectRow,
  after: string,
): Promise<{ examples: Example[]; next: string | null }> {
  const range = between([project.id], after, undefined);
  const store = transaction.objectStore("examples");
  const rows = await readOf(project, () => store.getAll(range, CHUNK));
  const examples = rows.filter((row) => isLive(project, row)).map((row) => exampleOf(project, row));
  return { examples, next: rows.length < CHUNK ? null : (rows.at(-1)?.id ?? null) };
}

async function readOf(project: ProjectRow, read: () => Promise<ExampleRow[]>): Promise<ExampleRow[]> {
  try {
    return await read();
  } catch (fault) {
    throw isUnreadable(fault) ? new Damage(project.id, "examples: unreadable") : fault;
  }
}

function between(prefix: string[], after: string | undefined, before: string | undefined): IDBKeyRange {
  const lower = after === undefined ? prefix : [...prefix, after];
  const upper = before === undefined ? [...prefix, []] : [...prefix, before];
  return IDBKeyRange.bound(lower, upper, true, true);
}
