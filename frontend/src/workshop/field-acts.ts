/** Fields of an open project. Its rows stay as they are, whatever happens to a field. */

import type { Field } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { offerUndo } from "./attempt.js";
import { board } from "./notices.js";
import type { OpenProject } from "./open-project.js";

/** Inputs first, what is guessed last: as a row is read. */
export function inOrder(fields: readonly Field[]): Field[] {
  return [
    ...fields.filter(({ role }) => role !== "output"),
    ...fields.filter(({ role }) => role === "output"),
  ];
}

/** Add a field, or change the one with its id. There is one to guess: the one before it becomes an input. */
export async function saveField(project: OpenProject, field: Field): Promise<void> {
  const isNew = !project.needed().card.project.fields.some(({ id }) => id === field.id);
  await project.update(({ fields }) => ({ fields: withField(fields, field) }));
  board.say(isNew ? say.fieldAdded(field.name) : say.saved());
}

export async function removeField(project: OpenProject, field: Field): Promise<void> {
  const place = project.needed().card.project.fields.findIndex(({ id }) => id === field.id);
  await project.update(({ fields }) => ({ fields: fields.filter(({ id }) => id !== field.id) }));
  const putBack = () =>
    project.update(({ fields }) => ({
      fields: withField(fields.toSpliced(place, 0, field), field),
    }));
  offerUndo(say.fieldDeleted(field.name), putBack, say.labelBack(field.name));
}

export function withField(fields: readonly Field[], field: Field): Field[] {
  const others = fields.map((other): Field => {
    if (other.id === field.id) return field;
    return field.role === "output" && other.role === "output" ? { ...other, role: "input" } : other;
  });
  return others.some(({ id }) => id === field.id) ? others : [...others, field];
}
