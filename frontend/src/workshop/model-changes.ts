/** What is different between two models of a project, in words. */

import type { Field, ModelFile } from "../contract/values.js";
import { say } from "../i18n/index.js";

/** From the model before to the one after it; empty where they learned from as much and in the same way. */
export function changesBetween(before: ModelFile, after: ModelFile): string[] {
  const counted = after.kind === "prediction" ? rowChanges(before, after) : labelChanges(before, after);
  return [...counted, ...fieldChanges(before, after), ...wayChanges(before, after)];
}

/** How a model of this trainer learns; empty for one that is not known here. */
export function wayOf({ trainer }: ModelFile): string {
  const [name = ""] = trainer.split("@");
  if (name.endsWith("-tree")) return say.learnsByTree();
  if (name === "numbers-softmax" || name.endsWith("-ridge")) return say.learnsBySum();
  return name.endsWith("-softmax") ? say.learnsByClues() : "";
}

function labelChanges(before: ModelFile, after: ModelFile): string[] {
  const was = new Map(before.labels.map(({ id, name }) => [id, name]));
  const is = new Set(after.labels.map(({ id }) => id));
  const gone = before.labels.filter(({ id }) => !is.has(id)).map(({ name }) => say.withoutLabel(name));
  const changed = after.labels.flatMap(({ id, name }) => {
    const count = after.counts[id] ?? 0;
    const earlier = was.get(id);
    if (earlier === undefined) return [say.newLabel(name, count)];
    const renamed = earlier === name ? [] : [say.labelRenamed(earlier, name)];
    const more = count - (before.counts[id] ?? 0);
    if (more === 0) return renamed;
    return [...renamed, more > 0 ? say.moreOf(name, more) : say.lessOf(name, -more)];
  });
  return [...changed, ...gone];
}

function rowChanges(before: ModelFile, after: ModelFile): string[] {
  const more = sum(after.counts) - sum(before.counts);
  if (more === 0) return [];
  return [more > 0 ? say.moreRows(more) : say.lessRows(-more)];
}

function fieldChanges(before: ModelFile, after: ModelFile): string[] {
  const was = new Map(before.fields.map((field) => [field.id, field]));
  const is = new Set(after.fields.map(({ id }) => id));
  const changed = after.fields.flatMap((field) => {
    const earlier = was.get(field.id);
    if (earlier === undefined) return [say.newField(field.name)];
    return isAlike(earlier, field) ? [] : [say.fieldChanged(field.name)];
  });
  const gone = before.fields.filter(({ id }) => !is.has(id)).map(({ name }) => say.withoutField(name));
  return [...changed, ...gone];
}

function isAlike(one: Field, other: Field): boolean {
  const parts = ({ name, type, role, choices }: Field) => JSON.stringify([name, type, role, choices]);
  return parts(one) === parts(other);
}

function wayChanges(before: ModelFile, after: ModelFile): string[] {
  const way = wayOf(after);
  const reader = ({ features }: ModelFile) => `${features?.name ?? ""}@${features?.version ?? ""}`;
  return [
    ...(way !== "" && before.trainer !== after.trainer ? [say.otherMethod(way)] : []),
    ...(reader(before) === reader(after) ? [] : [say.otherReader()]),
  ];
}

export function sum(counts: ModelFile["counts"]): number {
  return Object.values(counts).reduce((a, b) => a + b, 0);
}
