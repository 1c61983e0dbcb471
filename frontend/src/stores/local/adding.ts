/** Adding examples: which are new, and which of them are held back. */

import { checkBelongs } from "../../contract/check-examples.js";
import { Problem } from "../../contract/problems.js";
import { holdsBackNext } from "../../contract/rules.js";
import type { Data, ProjectKind, Receipt } from "../../contract/values.js";
import type { Content } from "./contents.js";
import type { Editing } from "./editing.js";
import { count, isLive, noteChanges, tallyOf } from "./rows.js";
import type { ExampleRow, Kept, ProjectRow } from "./schema.js";

/** Whether the live examples of each unit are held back. */
export type Marks = Map<string, boolean>;

/** Examples that are added together. */
export interface Batch {
  contents: readonly Content[];
  /** the ids that sort before and after all others of them; "" when there are none */
  first: string;
  last: string;
}

export function batchOf(contents: readonly Content[]): Batch {
  const one = contents[0]?.example.id ?? "";
  const batch = { contents, first: one, last: one };
  for (const { example } of contents) {
    if (example.id < batch.first) batch.first = example.id;
    if (example.id > batch.last) batch.last = example.id;
  }
  return batch;
}

/** The id at `from` or the next one after it, removed or not. New ids sort after all others: mostly there is none, and so
 * nothing more to look up. */
export async function nextId(transaction: Editing, project: string, from: string): Promise<string | null> {
  const range = IDBKeyRange.bound([project, from], [project, []]);
  const [live, removed] = await Promise.all([
    transaction.objectStore("examples").getKey(range),
    transaction.objectStore("removed").getKey(range),
  ]);
  const next = [live, removed].flatMap((key) => (key === undefined ? [] : [key[1]])).sort();
  return next[0] ?? null;
}

/** Receipts of those of the examples that are stored already, removed or not, by id. */
export async function receiptsAlready(
  transaction: Editing,
  project: ProjectRow,
  { contents }: Batch,
): Promise<Map<string, Receipt>> {
  const receipts = new Map<string, Receipt>();
  const live = transaction.objectStore("examples");
  const removed = transaction.objectStore("removed");
  const look = async (id: string) => {
    const key: [string, string] = [project.id, id];
    const [row, bin] = await Promise.all([live.get(key), removed.get(key)]);
    if (row !== undefined) receipts.set(id, receiptOf(row, !isLive(project, row)));
    if (bin !== undefined) receipts.set(id, receiptOf(bin.example, true));
  };
  await Promise.all([...new Set(contents.map(({ example }) => example.id))].map(look));
  return receipts;
}

/** The marks of those units of the examples that are in the project. */
export async function marksOf(transaction: Editing, project: ProjectRow, batch: Batch): Promise<Marks> {
  const marks: Marks = new Map();
  const index = transaction.objectStore("examples").index("byUnit");
  const look = async (unit: string) => {
    const key: [string, string] = [project.id, unit];
    const first = await index.get(key);
    if (first === undefined) return;
    const members = isLive(project, first) ? [first] : await index.getAll(key);
    const member = members.find((row) => isLive(project, row));
    if (member !== undefined) marks.set(unit, member.heldBack);
  };
  await Promise.all(unitsOf(batch).map(look));
  return marks;
}

/** Whether `marksOf` might find any. */
export async function isAnyUnitThere(transaction: Editing, project: string, batch: Batch): Promise<boolean> {
  const index = transaction.objectStore("examples").index("byUnit");
  const keys = await Promise.all(unitsOf(batch).map((unit) => index.getKey([project, unit])));
  return keys.some((key) => key !== undefined);
}

/** Those that matter: examples that say it themselves need no others to be looked at. */
function unitsOf(batch: Batch): string[] {
  return saysItself(batch) ? [] : [...new Set(batch.contents.map(({ unit }) => unit))];
}

/** Whether each example says whether it is held back, as those of a file or a move do. */
export function saysItself({ contents }: Batch): boolean {
  return contents.every(({ example }) => example.heldBack != null);
}

/** Decides about each example in the order given and puts the new ones, each as soon as it is decided: the browser writes it
 * while the next one is. Counts them in the project's row and in the marks. */
export function plan(
  project: ProjectRow,
  contents: readonly Content[],
  { already, marks, now, put }: Planning,
): Planned {
  const planned: Planned = { fresh: [], receipts: [] };
  const given = new Map(already);
  for (const content of contents) {
    const { id } = content.example;
    let receipt = given.get(id);
    if (receipt === undefined) {
      const row = newExample(project, content, marks, now);
      put(row, content.media);
      planned.fresh.push(row);
      receipt = receiptOf(row, false);
      given.set(id, receipt);
    }
    planned.receipts.push(receipt);
  }
  noteChanges(project, planned.fresh.length);
  return planned;
}

interface Planning {
  already: ReadonlyMap<string, Receipt>;
  marks: Marks;
  now: number;
  put: (row: ExampleRow, media: Kept | null) => void;
}

export interface Planned {
  fresh: ExampleRow[];
  receipts: Receipt[];
}

function newExample(
  project: ProjectRow,
  { example, data, unit }: Content,
  marks: Marks,
  now: number,
): ExampleRow {
  checkBelongs(example, project);
  checkType(data, project.kind);
  const tally = tallyOf(project, example.labelId);
  if (tally === undefined) throw new Problem("not_found", "There is no such label.", "labelId");
  const heldBack = example.heldBack ?? marks.get(unit) ?? holdsBackNext(tally);
  if (!marks.has(unit)) marks.set(unit, heldBack);
  const row: ExampleRow = {
    projectId: project.id,
    id: example.id,
    labelId: example.labelId,
    data,
    group: example.group ?? null,
    unit,
    heldBack,
    source: example.source ?? "typed",
    addedAt: example.addedAt ?? now,
  };
  tally.everAdded += 1;
  count(project, row, 1);
  return row;
}

function checkType(data: Data, kind: ProjectKind): void {
  if ("media" in data && (data.media.type === "audio/wav") !== (kind === "sounds"))
    throw new Problem("invalid", "This is not what projects of this kind are made of.", "data");
}

function receiptOf({ id, heldBack, addedAt }: ExampleRow, removed: boolean): Receipt {
  return { id, heldBack, addedAt, removed };
}
