/** What sees pictures or hears sounds, from the extractor and what opens a file. */

import type { Pixels } from "../../media/pixels.js";
import type { ImageExtractor } from "./extractors/images.js";
import type { SoundExtractor } from "./extractors/sounds.js";
import type { Sense } from "./sense.js";

export function sight(extractor: ImageExtractor, open: (file: Blob) => Promise<Pixels>): Sense {
  const row = async (file: Blob): Promise<Float32Array> => extractor.vector(await open(file));
  return { kind: "images", length: 1280, remembered: new Map(), row, rowsToTrain: row };
}

export function hearing(extractor: SoundExtractor, open: (file: Blob) => Promise<Float32Array>): Sense {
  return {
    kind: "sounds",
    length: 768,
    remembered: new Map(),
    row: async (file) => extractor.vector(await open(file)),
    rowsToTrain: async (file) => joined(await extractor.vectorsToTrain(await open(file))),
  };
}

function joined(rows: Float32Array[]): Float32Array {
  const made = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    made.set(row, at);
    at += row.length;
  }
  return made;
}
