/** Fetches an extractor that runs on TensorFlow.js, inside a worker. */

import { pixelsOf } from "../media/picture.js";
import { samplesIn } from "../media/wav.js";
import { E5Extractor } from "./core/extractors/e5.js";
import { ImageExtractor } from "./core/extractors/images.js";
import { SoundExtractor } from "./core/extractors/sounds.js";
import { startTensorFlow } from "./core/extractors/tensorflow.js";
import { e5Reader, pictureReader, type Reader, soundReader } from "./core/readers.js";
import type { Equipment } from "./protocol.js";
import { fetchWeights, notFetched } from "./weights.js";

/** Problem: `storage_unavailable` ("not_fetched"). */
export async function equip({ extractor, binary, weights }: Equipment): Promise<Reader> {
  const [file] = await Promise.all([fetchWeights(weights), binary && started(binary)]);
  if (extractor === "text-e5") return e5Reader(new E5Extractor(file));
  if (extractor === "images") return pictureReader(new ImageExtractor(file), pixelsOf);
  return soundReader(new SoundExtractor(file), async (sound) =>
    samplesIn(new Uint8Array(await sound.arrayBuffer())),
  );
}

async function started(binary: string): Promise<void> {
  try {
    await startTensorFlow(binary);
  } catch {
    throw notFetched();
  }
}
