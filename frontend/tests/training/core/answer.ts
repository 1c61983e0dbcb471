/** Run by pytest, bundled, in Node: answers with what the browser's half of the training core makes of the same input,
 * {project, examples, modelId, trainedAt, data, model}, {vectorsOf: texts}, {damaged: files that must be refused} or
 * {rows, labels, labelCount, c, standardise, asked: rows}. */

import { readFileSync, writeFileSync } from "node:fs";

import { Problem } from "../../../src/contract/problems.js";
import type { Method, ModelFile, NewData } from "../../../src/contract/values.js";
import { denseConfidences, fitDense } from "../../../src/training/core/dense.js";
import { explain, guess } from "../../../src/training/core/answer.js";
import { vectorOf } from "../../../src/training/core/features.js";
import { checkModel, parseModel } from "../../../src/training/core/modelFile.js";
import { train, type TrainingExample, type TrainingProject } from "../../../src/training/core/train.js";

interface Question {
  project: TrainingProject;
  examples: TrainingExample[];
  method?: Method;
  modelId: string;
  trainedAt: number;
  data: NewData[];
  model: ModelFile;
}

async function compare(question: Question): Promise<object> {
  const { project, examples, data } = question;
  const began = performance.now();
  const saved = await train(project, examples, question);
  const seconds = (performance.now() - began) / 1000;
  const ours = await parseModel(saved.model);
  const theirs = await parseModel(question.model);
  const learned = examples.filter(({ heldBack }) => !heldBack);
  return {
    saved,
    seconds,
    vectors: data.flatMap((item) => ("text" in item ? [plainVector(item.text)] : [])),
    ours: await guess(ours, data),
    theirs: await guess(theirs, data),
    explanations: await Promise.all(data.slice(0, 100).map((item) => explain(theirs, item, { learned }))),
  };
}

async function refusal(file: unknown): Promise<string | null> {
  try {
    await checkModel(file);
    return null;
  } catch (error) {
    return error instanceof Problem && error.code === "invalid" ? error.detail : String(error);
  }
}

function plainVector(text: string): [number[], number[]] {
  const { buckets, values } = vectorOf(text);
  return [Array.from(buckets), Array.from(values)];
}

interface DenseQuestion {
  rows: number[][];
  labels: number[];
  labelCount: number;
  c: number;
  standardise: boolean;
  asked: number[][];
}

async function dense({ rows, labels, labelCount, asked, ...options }: DenseQuestion): Promise<object> {
  const taken = rows.map((row) => Float32Array.from(row));
  const head = await fitDense(taken, Uint8Array.from(labels), labelCount, options, () => undefined);
  return { confidences: asked.map((row) => Array.from(denseConfidences(head, Float32Array.from(row)))) };
}

async function answerTo(
  question: Question | DenseQuestion | { vectorsOf: string[] } | { damaged: unknown[] },
): Promise<object> {
  if ("rows" in question) return dense(question);
  if ("damaged" in question) return { refused: await Promise.all(question.damaged.map(refusal)) };
  if ("vectorsOf" in question) return { vectors: question.vectorsOf.map(plainVector) };
  return compare(question);
}

const question = JSON.parse(readFileSync(0, "utf8")) as Question;
writeFileSync(1, JSON.stringify(await answerTo(question)));
