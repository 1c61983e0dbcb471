/** Labels of an open project, changed in the same way on every Train page. */

import type { Label } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { offerUndo } from "./attempt.js";
import { board } from "./notices.js";
import type { OpenProject } from "./open-project.js";

/** The label has its id already: trying again adds it once. */
export async function addLabel(project: OpenProject, label: Label): Promise<void> {
  await project.update(({ labels }) => ({
    labels: labels.some(({ id }) => id === label.id) ? labels : [...labels, label],
  }));
  board.say(say.labelAdded(label.name));
}

export async function renameLabel(project: OpenProject, { id }: Label, name: string): Promise<void> {
  await project.update(({ labels }) => ({
    labels: labels.map((label) => (label.id === id ? { id, name } : label)),
  }));
  board.say(say.saved());
}

/** With its examples, and back with them. */
export async function removeLabel(project: OpenProject, label: Label): Promise<void> {
  const { card } = project.needed();
  const place = card.project.labels.findIndex(({ id }) => id === label.id);
  const examples = card.counts.labels[label.id]?.examples ?? 0;
  await project.update(({ labels }) => ({ labels: labels.filter(({ id }) => id !== label.id) }));
  const putBack = () => project.update(({ labels }) => ({ labels: labels.toSpliced(place, 0, label) }));
  offerUndo(say.labelDeleted(label.name, examples), putBack, say.labelBack(label.name));
}
