/** What mends a finding of the data doctor, each with a way back. */

import { EXAMPLES_AT_ONCE } from "../contract/limits.js";
import type { Label } from "../contract/values.js";
import { groupBy, type Seen } from "../doctor/seen.js";
import { say } from "../i18n/index.js";
import { offerUndo } from "./attempt.js";
import type { OpenProject } from "./open-project.js";

/** All but the first of each group go. */
export function keepOne(project: OpenProject, groups: readonly Seen[][], words: Removing): Promise<void> {
  const copies = groups.flatMap((group) => group.slice(1));
  return remove(project, copies, words.deleted(copies.length), words.back(copies.length));
}

export interface Removing {
  deleted: (count: number) => string;
  back: (count: number) => string;
}

/** The same example stays once, in this label. */
export function keepIn(project: OpenProject, same: readonly Seen[], label: Label): Promise<void> {
  const kept = same.find(({ labelId }) => labelId === label.id);
  const others = same.filter((one) => one !== kept);
  return remove(project, others, say.clashMended(label.name), say.undone());
}

/** All of them get this label. */
export async function putIn(project: OpenProject, pictures: readonly Seen[], label: Label): Promise<void> {
  const moving = pictures.filter(({ labelId }) => labelId !== label.id);
  const { examples, id } = storeOf(project);
  await examples.change(id, idsOf(moving), { labelId: label.id });
  const undo = async (): Promise<void> => {
    for (const [labelId, some] of groupBy(moving, (one) => one.labelId))
      if (labelId !== null) await examples.change(id, idsOf(some), { labelId });
  };
  offerUndo(say.putAllIn(label.name), undo, say.undone());
}

export function keepForTesting(project: OpenProject, ids: readonly string[]): Promise<void> {
  return mark(project, ids, true, say.keptForTesting(ids.length));
}

export function useForLearning(project: OpenProject, groups: readonly Seen[][]): Promise<void> {
  const ids = idsOf(groups.flat().filter(({ heldBack }) => heldBack));
  return mark(project, ids, false, say.usedForLearning(ids.length));
}

async function mark(
  project: OpenProject,
  ids: readonly string[],
  heldBack: boolean,
  done: string,
): Promise<void> {
  const { examples, id } = storeOf(project);
  const set = (value: boolean) => inBatches(ids, (some) => examples.change(id, some, { heldBack: value }));
  await set(heldBack);
  offerUndo(done, () => set(!heldBack), say.undone());
}

async function remove(
  project: OpenProject,
  gone: readonly Seen[],
  done: string,
  back: string,
): Promise<void> {
  const { examples, id } = storeOf(project);
  const ids = idsOf(gone);
  await inBatches(ids, (some) => examples.remove(id, some));
  offerUndo(done, () => inBatches(ids, (some) => examples.restore(id, some)), back);
}

function storeOf(project: OpenProject) {
  const { stores, card } = project.needed();
  return { examples: stores.examples, id: card.project.id };
}

async function inBatches(ids: readonly string[], act: (some: string[]) => Promise<void>): Promise<void> {
  for (let at = 0; at < ids.length; at += EXAMPLES_AT_ONCE) await act(ids.slice(at, at + EXAMPLES_AT_ONCE));
}

function idsOf(examples: readonly Seen[]): string[] {
  return examples.map(({ id }) => id);
}
