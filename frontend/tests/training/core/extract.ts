/** Run by pytest, bundled, in Node: what the browser's extractors make of pictures, sounds and texts, {binary, weights,
 * pictures, sounds, texts, more}, all files and numbers in base64. `more` are texts for E5. */

import { readFileSync, writeFileSync } from "node:fs";

import type { Pixels } from "../../../src/media/pixels.js";
import { samplesIn } from "../../../src/media/wav.js";
import { E5Extractor } from "../../../src/training/core/extractors/e5.js";
import { ImageExtractor } from "../../../src/training/core/extractors/images.js";
import { SentenceExtractor } from "../../../src/training/core/extractors/sentences.js";
import { SoundExtractor } from "../../../src/training/core/extractors/sounds.js";
import { readTensors, type TensorFile } from "../../../src/training/core/extractors/tensors.js";
import { startTensorFlow } from "../../../src/training/core/extractors/tensorflow.js";

interface Question {
  /** where TensorFlow's WebAssembly is */
  binary: string;
  /** the folder that `make models` fills */
  weights: string;
  pictures?: { width: number; height: number; data: string }[];
  sounds?: string[];
  texts?: string[];
  more?: string[];
}

function weights({ weights: folder }: Question, kind: string): TensorFile {
  const { buffer, byteOffset, length } = readFileSync(`${folder}/${kind}.safetensors`);
  return readTensors(buffer.slice(byteOffset, byteOffset + length));
}

async function pictureVectors(question: Question): Promise<Float32Array[]> {
  const { pictures } = question;
  if (!pictures) return [];
  const extractor = new ImageExtractor(weights(question, "images"));
  const pixels = pictures.map(({ width, height, data }): Pixels => ({
    width,
    height,
    data: new Uint8ClampedArray(bytes(data)),
  }));
  return eachInTurn(pixels, (picture) => extractor.vector(picture));
}

async function soundVectors(question: Question): Promise<Float32Array[][]> {
  const { sounds } = question;
  if (!sounds) return [];
  const extractor = new SoundExtractor(weights(question, "sounds"));
  return eachInTurn(sounds, (sound) => extractor.vectorsToTrain(samplesIn(bytes(sound))));
}

function textVectors(question: Question): Float32Array[] {
  const { texts } = question;
  if (!texts) return [];
  const extractor = new SentenceExtractor(weights(question, "text"));
  return texts.map((text) => extractor.vector(text));
}

function moreVectors(question: Question): Float32Array[] {
  const { more } = question;
  return more ? new E5Extractor(weights(question, "text-e5")).vectors(more) : [];
}

async function eachInTurn<Item, Made>(items: Item[], make: (item: Item) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}

function numbers(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");
}

const question = JSON.parse(readFileSync(0, "utf8")) as Question;
await startTensorFlow(question.binary);
const pictures = await pictureVectors(question);
const sounds = await soundVectors(question);
const answer = {
  pictures: pictures.map(numbers),
  sounds: sounds.map((vectors) => vectors.map(numbers)),
  texts: textVectors(question).map(numbers),
  more: moreVectors(question).map(numbers),
};
writeFileSync(1, JSON.stringify(answer));
