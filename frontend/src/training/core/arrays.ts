/** Arrays inside a model file: base64 of little-endian numbers. */

import { BUCKETS } from "./features.js";
import { demand } from "./shapeParts.js";

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** Numbers that an extractor makes of an example, at most. */
const LONGEST_ROW = 4_096;
const CHUNK = 8_192;

export function writeColumns(columns: Uint16Array): string {
  const view = new DataView(new ArrayBuffer(columns.length * 2));
  columns.forEach((column, i) => {
    view.setUint16(i * 2, column, true);
  });
  return encode(view);
}

export function writeFloats(values: Float32Array): string {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    view.setFloat32(i * 4, value, true);
  });
  return encode(view);
}

/** Problem: `invalid` unless they are ascending and below the number of buckets. */
export function readColumns(text: string): Uint16Array {
  demand(text.length <= encodedLength(2 * BUCKETS), "it has too many columns");
  const view = decode(text);
  demand(view.byteLength % 2 === 0, "its columns are cut off");
  const columns = Uint16Array.from({ length: view.byteLength / 2 }, (_, i) => view.getUint16(i * 2, true));
  const ascending = columns.every((column, i) => i === 0 || column > (columns[i - 1] ?? 0));
  demand(ascending, "its columns are not in order");
  demand((columns.at(-1) ?? 0) < BUCKETS, "it has an unknown column");
  return columns;
}

/** Problem: `invalid` unless there are `count` finite numbers. */
export function readFloats(text: string, count: number): Float32Array {
  demand(text.length === encodedLength(4 * count), "an array has the wrong size");
  const view = decode(text);
  demand(view.byteLength === 4 * count, "an array has the wrong size");
  const values = Float32Array.from({ length: count }, (_, i) => view.getFloat32(i * 4, true));
  demand(values.every(Number.isFinite), "it has a number that is not finite");
  return values;
}

/** Row by row. Problem: `invalid` unless it has at least one column and not more than `LONGEST_ROW`. */
export function readTable(text: string, rows: number): Float32Array {
  const most = encodedLength(4 * rows * LONGEST_ROW);
  demand(text.length > 0 && text.length <= most, "an array has the wrong size");
  const count = Math.floor(decode(text).byteLength / 4);
  demand(count > 0 && count % rows === 0, "an array has the wrong size");
  return readFloats(text, count);
}

function encodedLength(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

function encode(view: DataView): string {
  const bytes = new Uint8Array(view.buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

function decode(text: string): DataView {
  demand(text.length % 4 === 0 && BASE64.test(text), "an array is not base64");
  const decoded = atob(text);
  return new DataView(Uint8Array.from({ length: decoded.length }, (_, i) => decoded.charCodeAt(i)).buffer);
}
