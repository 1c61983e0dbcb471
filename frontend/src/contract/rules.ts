/** The rules that every place keeps in the same way: what is held back, what comes next, how fresh a model is. Pure. */

import { EXAMPLES_TO_TRAIN, LABELS_TO_TRAIN } from "./limits.js";
import type { ModelState, NewExample, NextStep, Run } from "./values.js";

/** One example in this many is held back. */
const ONE_IN = 5;

/** Examples with the same unit are held back together: those of one group, else those with the same text. */
export function unitOf(example: Pick<NewExample, "data" | "group">): string {
  return example.group == null ? `text ${example.data.text}` : `group ${example.group}`;
}

/** Whether the next example of a label is held back, when its unit is new. `everAdded` is counted before it. */
export function holdsBackNext(label: { heldBack: number; everAdded: number }): boolean {
  return label.heldBack < Math.floor((label.everAdded + 1) / ONE_IN);
}

export function canTrain(labels: readonly { examples: number }[]): boolean {
  return labels.filter(({ examples }) => examples >= EXAMPLES_TO_TRAIN).length >= LABELS_TO_TRAIN;
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

export function nextStepOf(labels: readonly { examples: number }[], state: ModelState): NextStep {
  if (labels.length < LABELS_TO_TRAIN) return "label";
  if (!canTrain(labels)) return "collect";
  if (state === "ready") return "test";
  return state === "changed" ? "train_again" : "train";
}
