/** Where the files are that hear sounds. */

export { default as binary } from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

export { default as weights } from "../../../../weights/built/sounds.safetensors.gz?url";
