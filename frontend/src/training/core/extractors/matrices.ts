/** Matrices that TensorFlow.js multiplies rows with. They take room once: of each matrix it arranges a copy of its own when it
 * first multiplies with it, and never looks at the matrix again. */

import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm/dist/backend_wasm.js";
import {
  backend,
  engine,
  fused,
  type Tensor1D,
  tensor1d,
  type Tensor4D,
  tensor4d,
  tidy,
} from "@tensorflow/tfjs-core";

type Memory = Pick<BackendWasm, "getMemoryOffset" | "makeOutput" | "typedArrayFromHeap">;

/** A place in the memory of WebAssembly where one matrix after the other is written, none larger than `size` numbers. */
export class Room {
  private readonly memory = backend() as unknown as Memory;
  private readonly start: number;

  /** TensorFlow.js must be ready. */
  constructor(size: number) {
    this.start = this.memory.getMemoryOffset(this.memory.makeOutput([size], "float32").dataId);
  }

  /** (1, 1, into, out): as it is only until the next. */
  matrix(into: number, out: number, fill: (values: Float32Array) => void): Tensor4D {
    const made = this.memory.makeOutput([1, 1, into, out], "float32", this.start);
    fill(this.memory.typedArrayFromHeap(made) as Float32Array);
    return engine().makeTensorFromTensorInfo(made) as Tensor4D;
  }
}

/** A matrix and what is added after it, kept until the worker ends. */
export class Dense {
  private readonly weights: Tensor4D;
  private readonly bias: Tensor1D;

  constructor(
    room: Room,
    bias: Float32Array,
    private readonly into: number,
    fill: (values: Float32Array) => void,
  ) {
    this.bias = tensor1d(bias);
    this.weights = room.matrix(into, bias.length, fill);
    this.times(new Float32Array(into));
  }

  /** Each row of `into` numbers becomes a row of as many as there are biases. */
  times(rows: Float32Array): Float32Array {
    const output = tidy(() => {
      const x = tensor4d(rows, [1, rows.length / this.into, 1, this.into]);
      return fused.conv2d({ x, filter: this.weights, strides: 1, pad: "valid", bias: this.bias });
    });
    const values = output.dataSync<"float32">();
    output.dispose();
    return values;
  }
}
