/** What is wrong with a name, in a sentence; empty when nothing is. The store has the last word. */

import { LABELS, LABEL_LENGTH, PROJECT_NAME_LENGTH } from "../contract/limits.js";
import { fold, lengthOf } from "../contract/text.js";
import type { Label } from "../contract/values.js";
import { say } from "../i18n/index.js";

export function checkProjectName(name: string): string {
  if (fold(name) === "") return say.nameNeeded();
  return lengthOf(name) > PROJECT_NAME_LENGTH ? say.nameTooLong(PROJECT_NAME_LENGTH) : "";
}

/** For a label beside these others. */
export function checkLabelName(name: string, others: readonly Label[]): string {
  if (fold(name) === "") return say.labelNeeded();
  if (lengthOf(name) > LABEL_LENGTH) return say.nameTooLong(LABEL_LENGTH);
  const taken = others.find((label) => fold(label.name) === fold(name));
  if (taken) return say.labelTaken(taken.name);
  return others.length >= LABELS ? say.labelsFull(LABELS) : "";
}
