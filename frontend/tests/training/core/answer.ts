/** Run by pytest, bundled, in Node: answers with what the browser's half of the training core makes of the same input.
 * In: {project, examples, modelId, trainedAt, texts, model}. */

import { readFileSync, writeFileSync } from "node:fs";

import { explainText } from "../../../src/training/core/explain.js";
import { vectorOf } from "../../../src/training/core/features.js";
import { parseModel } from "../../../src/training/core/modelFile.js";
import { guessText } from "../../../src/training/core/softmax.js";
import { trainText, type TrainingExample } from "../../../src/training/core/train.js";
import type { ModelFile, Project } from "../../../src/contract/values.js";

interface Question {
  project: Project;
  examples: TrainingExample[];
  modelId: string;
  trainedAt: number;
  texts: string[];
  model: ModelFile;
}

const question = JSON.parse(readFileSync(0, "utf8")) as Question;
const { project, examples, texts } = question;
const began = performance.now();
const saved = await trainText(project, examples, question);
const seconds = (performance.now() - began) / 1000;
const ours = await parseModel(saved.model);
const theirs = await parseModel(question.model);
const answer = {
  saved,
  seconds,
  vectors: texts.map((text) => {
    const { buckets, values } = vectorOf(text);
    return [Array.from(buckets), Array.from(values)];
  }),
  ours: guessText(ours, texts),
  theirs: guessText(theirs, texts),
  explanations: texts.slice(0, 100).map((text) => explainText(theirs, text)),
};
writeFileSync(1, JSON.stringify(answer));
