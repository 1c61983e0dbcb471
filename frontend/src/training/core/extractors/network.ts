/** A convolutional network on TensorFlow.js; `training/core/extractors/network.py` says what its layers are. */

import {
  add,
  fused,
  leakyRelu,
  maximum,
  maxPool,
  mean,
  mul,
  relu,
  type Tensor1D,
  tensor1d,
  type Tensor4D,
  tensor4d,
  tidy,
} from "@tensorflow/tfjs-core";

import { realNumbers, type Tensor, type TensorFile, tensorOf } from "./tensors.js";

const LEAK = 0.2;
const FLOOR = -0.4;

type Then = "none" | "relu" | "relu6" | "leaky";

interface Conv {
  op: "conv" | "depthwise";
  of: string;
  strides: [number, number];
  /** top, left, bottom, right */
  pads: [number, number, number, number];
  then: Then;
}

type Layer =
  | Conv
  | { op: "scale"; of: string; then: Then }
  | { op: "pool"; size: [number, number] }
  | { op: "mean" | "keep" | "add" };

/** (rows, columns, channels) */
export type Shape = [number, number, number];

/** TensorFlow.js must be ready. A network keeps its weights until the worker ends. */
export class Network {
  private readonly layers: Layer[];
  private readonly weights = new Map<string, Tensor4D>();
  private readonly biases = new Map<string, Tensor1D>();

  constructor(file: TensorFile) {
    this.layers = JSON.parse(file.notes["layers"] ?? "[]") as Layer[];
    for (const layer of this.layers) if ("of" in layer) this.take(layer.of, file);
  }

  /** All that comes out for one item. */
  async run(input: Float32Array, shape: Shape): Promise<Float32Array> {
    const output = tidy(() => this.through(tensor4d(input, [1, ...shape])));
    const values = await output.data<"float32">();
    output.dispose();
    return values;
  }

  private take(of: string, file: TensorFile): void {
    const tensor = tensorOf(file, `${of}.weights`);
    const [rows = 1, columns = 1, into = 1, out = 1] =
      tensor.shape.length === 1 ? [1, 1, 1, ...tensor.shape] : tensor.shape;
    this.weights.set(
      of,
      tensor4d(realWeights(tensor, file.tensors.get(`${of}.scales`)), [rows, columns, into, out]),
    );
    const bias = file.tensors.get(`${of}.bias`);
    if (bias) this.biases.set(of, tensor1d(realNumbers(bias)));
  }

  private through(input: Tensor4D): Tensor4D {
    let at = input;
    let kept = input;
    for (const layer of this.layers) {
      if (layer.op === "keep") kept = at;
      else at = this.after(layer, at, kept);
    }
    return at;
  }

  private after(layer: Layer, at: Tensor4D, kept: Tensor4D): Tensor4D {
    switch (layer.op) {
      case "conv":
      case "depthwise":
        return this.convolved(layer, at);
      case "scale":
        return activated(add(mul(at, this.weight(layer.of)), this.bias(layer.of) ?? 0), layer.then);
      case "pool":
        return maxPool(at, layer.size, layer.size, "valid");
      case "mean":
        return mean(at, [1, 2], true);
      case "add":
        return add(at, kept);
      case "keep":
        return at;
    }
  }

  private convolved(
    { op, of, strides, pads: [top, left, bottom, right], then }: Conv,
    x: Tensor4D,
  ): Tensor4D {
    const bias = this.bias(of);
    // It pads by numbers, though its types do not say so.
    const padding = [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ];
    const run = op === "conv" ? fused.conv2d : fused.depthwiseConv2d;
    const output = run({
      x,
      filter: this.weight(of),
      strides,
      pad: padding as unknown as "same",
      ...(bias && { bias }),
      ...(then === "relu6" && { activation: "relu6" as const }),
    });
    return activated(output, then);
  }

  private weight(of: string): Tensor4D {
    return this.weights.get(of) as Tensor4D;
  }

  private bias(of: string): Tensor1D | undefined {
    return this.biases.get(of);
  }
}

function activated(x: Tensor4D, then: Then): Tensor4D {
  if (then === "relu") return relu(x);
  if (then === "leaky") return maximum(leakyRelu(x, LEAK), FLOOR);
  return x;
}

/** Weights of 8 bits are multiplied by the scale of their channel. */
function realWeights(weights: Tensor, scales: Tensor | undefined): Float32Array {
  const real = realNumbers(weights);
  if (!scales) return real;
  const by = realNumbers(scales);
  return real.map((value, i) => value * (by[i % by.length] ?? 1));
}
