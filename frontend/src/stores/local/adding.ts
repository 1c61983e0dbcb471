/** Adding examples: which are new, and which of them are held back. */

import { checkBelongs } from "../../contract/check-examples.js";
import { Problem } from "../../contract/problems.js";
import { holdsBackNext } from "../../contract/rules.js";
import type { Data, NewExample, ProjectKind, Receipt } from "../../contract/values.js";
import type { Content } from "./contents.js";
import type { Editing } from "./editing.js";
import { count, isLive, tallyOf } from "./rows.js";
import type { ExampleRow, MediaRow, ProjectRow } from "./schema.js";

/** Whether the live examples of each unit are held back. */
export type Marks = Map<string, boolean>;

/** Whether some of the examples may be stored already. New ids sort after all others: mostly there is nothing between
 * them, and so nothing to look up. */
export async function mayBeThere(
  transaction: Editing,
  project: string,
  examples: readonly NewExample[],
): Promise<boolean> {
  const ids = examples.map(({ id }) => id).sort();
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return false;
  const range = IDBKeyRange.bound([project, first], [project, last]);
  const [someLive, someRemoved] = await Promise.all([
    transaction.objectStore("examples").count(range),
    transaction.objectStore("removed").count(range),
  ]);
  return someLive + someRemoved > 0;
}

/** Receipts of those of the examples that are stored already, removed or not, by id. */
export async function receiptsAlready(
  transaction: Editing,
  project: ProjectRow,
  examples: readonly NewExample[],
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
  await Promise.all([...new Set(examples.map(({ id }) => id))].map(look));
  return receipts;
}

/** The marks of those units of the examples that are in the project. */
export async function marksOf(
  transaction: Editing,
  project: ProjectRow,
  contents: readonly Content[],
): Promise<Marks> {
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
  await Promise.all([...new Set(contents.map(({ unit }) => unit))].map(look));
  return marks;
}

/** Decides about each example in the order given; counts the new ones in the project's row and in the marks. */
export function plan(
  project: ProjectRow,
  contents: readonly Content[],
  already: ReadonlyMap<string, Receipt>,
  marks: Marks,
  now: number,
): Planned {
  const planned: Planned = { fresh: [], media: [], receipts: [] };
  const given = new Map(already);
  for (const content of contents) {
    const { id } = content.example;
    let receipt = given.get(id);
    if (receipt === undefined) {
      const row = newExample(project, content, marks, now);
      planned.fresh.push(row);
      if (content.media !== null) planned.media.push({ projectId: project.id, id, media: content.media });
      receipt = receiptOf(row, false);
      given.set(id, receipt);
    }
    planned.receipts.push(receipt);
  }
  return planned;
}

interface Planned {
  fresh: ExampleRow[];
  media: MediaRow[];
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
