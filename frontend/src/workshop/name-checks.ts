/** What is wrong with a name, in a sentence; empty when nothing is. The store has the last word. */

import {
  CHOICES,
  CHOICES_LEAST,
  CHOICE_LENGTH,
  FIELDS,
  FIELD_NAME_LENGTH,
  LABELS,
  LABEL_LENGTH,
  PROJECT_NAME_LENGTH,
} from "../contract/limits.js";
import { fold, lengthOf } from "../contract/text.js";
import type { Field, Label } from "../contract/values.js";
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

/** For a field beside these others. */
export function checkFieldName(name: string, others: readonly Field[]): string {
  if (fold(name) === "") return say.labelNeeded();
  if (lengthOf(name) > FIELD_NAME_LENGTH) return say.nameTooLong(FIELD_NAME_LENGTH);
  const taken = others.find((field) => fold(field.name) === fold(name));
  if (taken) return say.fieldTaken(taken.name);
  return others.length >= FIELDS ? say.fieldsFull(FIELDS) : "";
}

/** For the words of a field of choices. */
export function checkChoices(choices: readonly string[]): string {
  if (choices.length < CHOICES_LEAST) return say.choicesFew(CHOICES_LEAST);
  if (choices.length > CHOICES) return say.choicesMany(CHOICES);
  const long = choices.find((choice) => lengthOf(choice) > CHOICE_LENGTH);
  if (long !== undefined) return say.choiceLong(long, CHOICE_LENGTH);
  const twice = choices.find((choice, at) => choices.indexOf(choice) !== at);
  return twice === undefined ? "" : say.choiceTwice(twice);
}
