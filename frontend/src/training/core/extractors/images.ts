/** Features "images-lite0"@1; `training/core/extractors/images.py` says what they are and makes the same. */

import { CHANNELS, onWhite, type Pixels, square } from "../../../media/pixels.js";
import { resized } from "../../../media/resize.js";
import { Network, type Shape } from "./network.js";
import type { TensorFile } from "./tensors.js";

export const SIDE = 224;

const SHAPE: Shape = [SIDE, SIDE, 3];
const MIDDLE = 127;
const RANGE = 128;

export class ImageExtractor {
  private readonly network: Network;

  /** TensorFlow.js must be ready. */
  constructor(weights: TensorFile) {
    this.network = new Network(weights);
  }

  /** 1,280 numbers for a picture. */
  async vector(picture: Pixels): Promise<Float32Array> {
    const { data } = resized(square(onWhite(picture)), SIDE, SIDE);
    return unit(await this.network.run(seen(data), SHAPE));
  }
}

/** The colours without the transparency, as the network was trained to see them. */
function seen(data: Uint8ClampedArray): Float32Array {
  const input = new Float32Array(SIDE * SIDE * 3);
  for (let from = 0, to = 0; to < input.length; from += CHANNELS, to += 3)
    for (let channel = 0; channel < 3; channel++)
      input[to + channel] = ((data[from + channel] ?? 0) - MIDDLE) / RANGE;
  return input;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.max(Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)), 1e-12);
  return vector.map((value) => value / length);
}
