/** Fetches an extractor that sees or hears, inside a worker. */

import { pixelsOf } from "../media/picture.js";
import { samplesIn } from "../media/wav.js";
import { ImageExtractor } from "./core/extractors/images.js";
import { SoundExtractor } from "./core/extractors/sounds.js";
import { startTensorFlow } from "./core/extractors/tensorflow.js";
import { pictureReader, type Reader, soundReader } from "./core/readers.js";
import type { Equipment } from "./protocol.js";
import { fetchWeights } from "./weights.js";

/** Problem: `storage_unavailable` when it does not come. */
export async function equip({ extractor, binary, weights }: Equipment): Promise<Reader> {
  const [file] = await Promise.all([fetchWeights(weights), binary && startTensorFlow(binary)]);
  if (extractor === "images") return pictureReader(new ImageExtractor(file), pixelsOf);
  return soundReader(new SoundExtractor(file), async (sound) =>
    samplesIn(new Uint8Array(await sound.arrayBuffer())),
  );
}
