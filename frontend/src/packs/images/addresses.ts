/** Where the files are that see pictures. */

export { default as binary } from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

export { default as weights } from "../../../../weights/built/images.safetensors.gz?url";
