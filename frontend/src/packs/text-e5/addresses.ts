/** Where the files are that understand sentences in many other languages. */

export { default as binary } from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

export { default as weights } from "../../../../weights/built/text-e5.safetensors.gz?url";
