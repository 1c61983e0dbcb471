/** TensorFlow.js, with as much of it as our networks need. It runs as WebAssembly on every computer alike: a graphics card is
 * little use to one small picture at a time, and many school computers have none that a page may use. */

import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm/dist/base.js";
import { addConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Add.js";
import { castConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Cast.js";
import { fusedConv2DConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/FusedConv2D.js";
import { fusedDepthwiseConv2DConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/FusedDepthwiseConv2D.js";
import { identityConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Identity.js";
import { leakyReluConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/LeakyRelu.js";
import { maximumConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Maximum.js";
import { maxPoolConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/MaxPool.js";
import { meanConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Mean.js";
import { multiplyConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply.js";
import { reluConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Relu.js";
import { reshapeConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape.js";
import { transposeConfig } from "@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose.js";
import { env, registerKernel, setBackend } from "@tensorflow/tfjs-core";

const KERNELS = [
  addConfig,
  castConfig,
  fusedConv2DConfig,
  fusedDepthwiseConv2DConfig,
  identityConfig,
  leakyReluConfig,
  maximumConfig,
  maxPoolConfig,
  meanConfig,
  multiplyConfig,
  reluConfig,
  reshapeConfig,
  transposeConfig,
];

let ready: Promise<void> | undefined;

/** `binary` is the address of the WebAssembly with SIMD, which every browser has that can read our weights. Rejects when it
 * does not come; then it can be started again. */
export async function startTensorFlow(binary: string): Promise<void> {
  ready ??= start(binary);
  try {
    await ready;
  } catch (fault) {
    ready = undefined;
    throw fault;
  }
}

async function start(binary: string): Promise<void> {
  KERNELS.forEach((config) => {
    registerKernel(config);
  });
  // Its threads hang for ever in a bundle that is made small.
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setWasmPaths({
    "tfjs-backend-wasm.wasm": binary,
    "tfjs-backend-wasm-simd.wasm": binary,
    "tfjs-backend-wasm-threaded-simd.wasm": binary,
  });
  if (!(await setBackend("wasm"))) throw new Error("TensorFlow.js does not start here.");
}
