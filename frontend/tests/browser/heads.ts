/** R8: the softmax head in a real browser; `bench/heads.py` drives it and fits the same with scikit-learn. */

import { denseConfidences, type DenseHead, fitDense } from "../../src/training/core/dense.js";

let rows: Float32Array[] = [];
let labels = new Uint8Array();
let head: DenseHead | null = null;

/** `base64` is little-endian float32, row by row. */
function rowsIn(base64: string, columns: number): Float32Array[] {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const all = new Float32Array(bytes.buffer);
  return Array.from({ length: all.length / columns }, (_, i) => all.slice(i * columns, (i + 1) * columns));
}

function take(base64: string, columns: number, given: number[]): void {
  rows = rowsIn(base64, columns);
  labels = Uint8Array.from(given);
}

/** Milliseconds. */
async function fit(labelCount: number, c: number): Promise<number> {
  const began = performance.now();
  head = await fitDense(rows, labels, labelCount, { c }, () => undefined);
  return performance.now() - began;
}

/** The number of the label of each row. */
function guesses(base64: string, columns: number): number[] {
  return rowsIn(base64, columns).map((row) => {
    const confidences = head ? denseConfidences(head, row) : new Float64Array();
    return confidences.indexOf(Math.max(...confidences));
  });
}

Object.assign(globalThis, { heads: { take, fit, guesses } });
