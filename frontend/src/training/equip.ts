/** Fetches what sees or hears, inside a worker. */

import { pixelsOf } from "../media/picture.js";
import { samplesIn } from "../media/wav.js";
import { ImageExtractor } from "./core/extractors/images.js";
import { SoundExtractor } from "./core/extractors/sounds.js";
import { startTensorFlow } from "./core/extractors/tensorflow.js";
import type { Sense } from "./core/sense.js";
import { hearing, sight } from "./core/senses.js";
import type { Equipment } from "./protocol.js";
import { fetchWeights } from "./weights.js";

/** Problem: `storage_unavailable` when it does not come. */
export async function equip({ kind, binary, weights }: Equipment): Promise<Sense> {
  const [file] = await Promise.all([fetchWeights(weights), startTensorFlow(binary)]);
  if (kind === "images") return sight(new ImageExtractor(file), pixelsOf);
  return hearing(new SoundExtractor(file), async (sound) =>
    samplesIn(new Uint8Array(await sound.arrayBuffer())),
  );
}
