/** Features "images-lite0"@1; `training/core/extractors/images.py` says what they are and makes the same. */

import { CHANNELS, onWhite, type Pixels, square } from "../../../media/pixels.js";
import { resized } from "../../../media/resize.js";
import { Network, type Shape } from "./network.js";
import type { TensorFile } from "./tensors.js";

export const SIDE = 224;
/** So many areas side by side, and as many above each other, are hidden to find out which one counts. */
export const AREAS = 5;

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
    return unit(await this.network.run(inputOf(picture), SHAPE));
  }

  /** For each area, row by row from the top left: the picture when that area is grey. */
  async *vectorsWithout(picture: Pixels): AsyncGenerator<Float32Array> {
    const input = inputOf(picture);
    for (let area = 0; area < AREAS * AREAS; area++)
      yield unit(await this.network.run(without(input, area), SHAPE));
  }
}

function inputOf(picture: Pixels): Float32Array {
  return seen(resized(square(onWhite(picture)), SIDE, SIDE).data);
}

/** Grey is 0 to the network. */
function without(input: Float32Array, area: number): Float32Array {
  const [row, column] = [Math.floor(area / AREAS), area % AREAS];
  const [left, right] = [edge(column), edge(column + 1)];
  const hidden = input.slice();
  for (let y = edge(row); y < edge(row + 1); y++)
    hidden.fill(0, (y * SIDE + left) * 3, (y * SIDE + right) * 3);
  return hidden;
}

function edge(place: number): number {
  return Math.floor((place * SIDE) / AREAS);
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
