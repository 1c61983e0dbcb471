/** The rules that every place keeps in the same way: what is held back, what comes next, how fresh a model is. Pure. */

import { hasFields, identityOf } from "./data.js";
import { EXAMPLES_TO_TRAIN, LABELS_TO_TRAIN, ROWS_TO_TRAIN, SOUNDS_TO_TRAIN } from "./limits.js";
import type { Counts, Data, ModelState, NextStep, Project, Run } from "./values.js";

/** One example in this many is held back. */
const ONE_IN = 5;

type Kind = Pick<Project, "kind" | "fields">;

/** Examples with the same unit are held back together: those of one group, else those that are the same. */
export function unitOf(data: Data, group: string | null | undefined): string {
  return group == null ? identityOf(data) : `group ${group}`;
}

/** Whether the next example of a label is held back, when its unit is new; without labels, of the project. `everAdded` is
 * counted before it. */
export function holdsBackNext(label: { heldBack: number; everAdded: number }): boolean {
  return label.heldBack < Math.floor((label.everAdded + 1) / ONE_IN);
}

export function canTrain(project: Kind, counts: Counts): boolean {
  if (!canCollect(project)) return false;
  if (project.kind === "prediction") return counts.examples >= ROWS_TO_TRAIN;
  const least = project.kind === "sounds" ? SOUNDS_TO_TRAIN : EXAMPLES_TO_TRAIN;
  return Object.values(counts.labels).filter(({ examples }) => examples >= least).length >= LABELS_TO_TRAIN;
}

/** Whether the fields say what a row is: something that goes in, and for a prediction what comes out. */
export function canCollect({ kind, fields }: Kind): boolean {
  const has = (role: string) => fields.some((field) => field.role === role);
  return !hasFields(kind) || (has("input") && (kind !== "prediction" || has("output")));
}

export function isUnderWay({ state }: Pick<Run, "state">): boolean {
  return state === "queued" || state === "training";
}

/** `modelRevision` is the examples' revision that the newest model has seen, null when there is no model. */
export function modelStateOf(running: boolean, modelRevision: number | null, revision: number): ModelState {
  if (running) return "training";
  if (modelRevision === null) return "none";
  return modelRevision === revision ? "ready" : "changed";
}

export function nextStepOf(project: Kind, counts: Counts, state: ModelState): NextStep {
  const labels = Object.keys(counts.labels).length;
  if (project.kind !== "prediction" && labels < LABELS_TO_TRAIN) return "label";
  if (!canCollect(project)) return "fields";
  if (!canTrain(project, counts)) return "collect";
  if (state === "ready") return "test";
  return state === "changed" ? "train_again" : "train";
}
