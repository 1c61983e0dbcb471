/** Run by pytest, bundled, in Node: trains on pictures or sounds as a browser's worker does, and asks both its own model and
 * the website's, {binary, weights, kind, project, examples, files, asked, model, modelId, trainedAt}. Files are in base64;
 * pictures are their pixels, since decoding is the browser's. */

import { readFileSync, writeFileSync } from "node:fs";

import type { Explanation, ModelFile } from "../../../src/contract/values.js";
import { samplesIn } from "../../../src/media/wav.js";
import { explain, guess } from "../../../src/training/core/answer.js";
import { ImageExtractor } from "../../../src/training/core/extractors/images.js";
import { SoundExtractor } from "../../../src/training/core/extractors/sounds.js";
import { readTensors } from "../../../src/training/core/extractors/tensors.js";
import { startTensorFlow } from "../../../src/training/core/extractors/tensorflow.js";
import type { Item } from "../../../src/training/core/parsed.js";
import { parseModel } from "../../../src/training/core/modelFile.js";
import type { ExtractorName } from "../../../src/training/core/extractors/known.js";
import { pictureReader, type Reader, soundReader } from "../../../src/training/core/readers.js";
import type { Kept } from "../../../src/training/core/order.js";
import { train, type TrainingExample, type TrainingProject } from "../../../src/training/core/train.js";

interface File {
  data: string;
  /** of a picture */
  width?: number;
  height?: number;
}

interface Question {
  binary: string;
  weights: string;
  kind: ExtractorName;
  project: TrainingProject;
  examples: TrainingExample[];
  files: File[];
  asked: File[];
  /** so many of those asked are explained, too */
  explained: number;
  model: ModelFile;
  modelId: string;
  trainedAt: number;
}

function readerOf({ kind, weights: folder }: Question): Reader {
  const { buffer, byteOffset, length } = readFileSync(`${folder}/${kind}.safetensors`);
  const weights = readTensors(buffer.slice(byteOffset, byteOffset + length));
  if (kind === "sounds")
    return soundReader(new SoundExtractor(weights), async (file) => samplesIn(await bytes(file)));
  return pictureReader(new ImageExtractor(weights), async (file) => {
    const [width = 0, height = 0] = file.type.split("x").map(Number);
    return { width, height, data: new Uint8ClampedArray(await bytes(file)) };
  });
}

/** Looks at each of those asked once, though two models are asked. */
function rememberingReader(reader: Reader): Reader {
  const seen = new Map<object, Item>();
  return {
    ...reader,
    async *vectors(items) {
      for await (const item of items) {
        const key = "file" in item ? item.file : item;
        if (!seen.has(key)) for await (const made of reader.vectors([item])) seen.set(key, made);
        yield seen.get(key) as Item;
      }
    },
  };
}

async function bytes(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

function blob({ data, width, height }: File): Blob {
  return new Blob([Buffer.from(data, "base64")], { type: width ? `${width}x${height ?? 0}` : "" });
}

const question = JSON.parse(readFileSync(0, "utf8")) as Question;
await startTensorFlow(question.binary);
const reader = rememberingReader(readerOf(question));
const open = () => Promise.resolve(reader);
const examples = question.examples.map((example, i) => ({
  ...example,
  file: blob(question.files[i] as File),
}));
const memory = new Map<string, Float32Array>();
const kept: Kept = {
  load: () => Promise.resolve(memory),
  keep: (_, sha256, made) => memory.set(sha256, made),
};
const saved = await train(question.project, examples, { ...question, open, kept });
const asked = question.asked.map((file) => ({ file: blob(file) }));
const theirs = await parseModel(question.model);
const learned = examples.filter(({ heldBack }) => !heldBack);
const explanations: Explanation[] = [];
for (const file of asked.slice(0, question.explained))
  explanations.push(await explain(theirs, file, { open, learned, kept }));
const answer = {
  saved,
  explanations,
  ours: await guess(await parseModel(saved.model), asked, open),
  theirs: await guess(theirs, asked, open),
};
writeFileSync(1, JSON.stringify(answer));
