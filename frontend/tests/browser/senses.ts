/** The extractors in a real browser; `tests/e2e/test_extractors.py` drives it. Files go in as base64, and so do vectors come
 * out. */

import { pixelsOf } from "../../src/media/picture.js";
import { samplesIn } from "../../src/media/wav.js";
import { binary, weights as imageWeights } from "../../src/packs/images/addresses.js";
import { weights as soundWeights } from "../../src/packs/sounds/addresses.js";
import { weights as textWeights } from "../../src/packs/text/addresses.js";
import { ImageExtractor } from "../../src/training/core/extractors/images.js";
import { SentenceExtractor } from "../../src/training/core/extractors/sentences.js";
import { SoundExtractor } from "../../src/training/core/extractors/sounds.js";
import { startTensorFlow } from "../../src/training/core/extractors/tensorflow.js";
import { fetchWeights } from "../../src/training/weights.js";

interface Seen {
  vectors: string[];
  /** of the fastest */
  milliseconds: number;
}

async function seen<Item>(items: Item[], look: (item: Item) => Promise<Float32Array>): Promise<Seen> {
  const vectors: string[] = [];
  let milliseconds = Infinity;
  for (const item of items) {
    const began = performance.now();
    const vector = await look(item);
    milliseconds = Math.min(milliseconds, performance.now() - began);
    vectors.push(btoa(String.fromCharCode(...new Uint8Array(vector.buffer))));
  }
  return { vectors, milliseconds };
}

async function pictures(files: string[]): Promise<Seen> {
  await startTensorFlow(binary);
  const extractor = new ImageExtractor(await fetchWeights(imageWeights));
  return seen(files, async (file) => extractor.vector(await pixelsOf(new Blob([bytes(file)]))));
}

async function sounds(files: string[]): Promise<Seen> {
  await startTensorFlow(binary);
  const extractor = new SoundExtractor(await fetchWeights(soundWeights));
  return seen(files, (file) => extractor.vector(samplesIn(bytes(file))));
}

async function texts(lines: string[]): Promise<Seen> {
  const extractor = new SentenceExtractor(await fetchWeights(textWeights));
  return seen(lines, (line) => Promise.resolve(extractor.vector(line)));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

Object.assign(globalThis, { senses: { pictures, sounds, texts } });
