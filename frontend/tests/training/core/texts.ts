/** Run by pytest, bundled, in Node: trains on texts as a browser's worker does that understands sentences, and asks both its
 * own model and the website's, {binary, weights, project, examples, asked, explained, model, modelId, trainedAt}. */

import { readFileSync, writeFileSync } from "node:fs";

import { backend } from "@tensorflow/tfjs-core";

import type { Explanation, ModelFile } from "../../../src/contract/values.js";
import { explain, guess } from "../../../src/training/core/answer.js";
import { E5Extractor } from "../../../src/training/core/extractors/e5.js";
import { SentenceExtractor } from "../../../src/training/core/extractors/sentences.js";
import { readTensors } from "../../../src/training/core/extractors/tensors.js";
import { startTensorFlow } from "../../../src/training/core/extractors/tensorflow.js";
import { parseModel } from "../../../src/training/core/modelFile.js";
import { e5Reader, type Reader, sentenceReader } from "../../../src/training/core/readers.js";
import { train, type TrainingExample, type TrainingProject } from "../../../src/training/core/train.js";

interface Question {
  binary: string;
  weights: string;
  project: TrainingProject;
  examples: TrainingExample[];
  asked: string[];
  /** so many of those asked are explained, too */
  explained: number;
  model: ModelFile;
  modelId: string;
  trainedAt: number;
}

function readerOf({ project: { extractor }, weights: folder }: Question): Reader {
  const { buffer, byteOffset, length } = readFileSync(`${folder}/${extractor ?? ""}.safetensors`);
  const weights = readTensors(buffer.slice(byteOffset, byteOffset + length));
  return extractor === "text"
    ? sentenceReader(new SentenceExtractor(weights))
    : e5Reader(new E5Extractor(weights));
}

/** How much memory WebAssembly has come to need, in bytes; it gives none back. */
function heap(): number {
  return (backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
}

const question = JSON.parse(readFileSync(0, "utf8")) as Question;
await startTensorFlow(question.binary);
const reader = readerOf(question);
const open = () => Promise.resolve(reader);
const saved = await train(question.project, question.examples, { ...question, open });
const asked = question.asked.map((text) => ({ text }));
const theirs = await parseModel(question.model);
const explanations: Explanation[] = [];
for (const one of asked.slice(0, question.explained)) explanations.push(await explain(theirs, one, { open }));
const answer = {
  saved,
  explanations,
  ours: await guess(await parseModel(saved.model), asked, open),
  theirs: await guess(theirs, asked, open),
  heap: heap(),
};
writeFileSync(1, JSON.stringify(answer));
