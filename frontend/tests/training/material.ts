/** Examples for the tests of training. */

import type { TrainingExample, TrainingProject } from "../../src/training/core/train.js";
import type { Guessed, Label, ReportLine } from "../../src/contract/values.js";
import data from "../../../tests/data/sentences.json";

export const MODEL = id(500);
export const WHEN = 1_795_411_200_000;

export function id(number: number): string {
  return `01930000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
}

export function labels(count: number): Label[] {
  return data.labels.slice(0, count).map(({ name }, i) => ({ id: id(i), name }));
}

/** A text project with that many labels. */
export function project(labelCount: number): TrainingProject {
  return { kind: "text", extractor: null, labels: labels(labelCount), fields: [] };
}

export function example(number: number, label: number, text: string, heldBack = false): TrainingExample {
  return { id: id(1000 + number), labelId: id(label), data: { text }, group: null, heldBack };
}

/** Sentences of the first labels, every fifth held back. */
export function sentences(labelCount: number, each = 40): TrainingExample[] {
  return data.labels
    .slice(0, labelCount)
    .flatMap((label, i) =>
      label.sentences.slice(0, each).map((text, n) => example(i * 40 + n, i, text, n % 5 === 4)),
    );
}

/** The report of a model that guesses labels. */
export function guessed(report: ReportLine[]): Guessed[] {
  return report.filter((line) => "guessedId" in line);
}
