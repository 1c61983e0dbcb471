/** Fetches the weights of an extractor, as `make models` has written and compressed them. */

import { Unavailable } from "../contract/problems.js";
import { readTensors, sizeOf, type TensorFile } from "./core/extractors/tensors.js";

/** Problem: `storage_unavailable` ("not_fetched"). */
export async function fetchWeights(address: string): Promise<TensorFile> {
  const content = await contentOf(address).catch(() => null);
  if (!content) throw notFetched();
  return readTensors(content);
}

export function notFetched(): Unavailable {
  return new Unavailable("not_fetched", "What this kind of project needs does not come.");
}

async function contentOf(address: string): Promise<ArrayBuffer | null> {
  const { ok, body } = await fetch(address);
  return ok && body ? wholeOf(body.pipeThrough(new DecompressionStream("gzip")).getReader()) : null;
}

/** Into one array of the right size, since there is not room for twice as much everywhere. */
async function wholeOf(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<ArrayBuffer> {
  let whole = new Uint8Array();
  let size: number | null = null;
  let filled = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const end = filled + next.value.length;
    if (end > whole.length) whole = enlarged(whole, Math.max(end, size ?? 0));
    whole.set(next.value, filled);
    filled = end;
    size ??= sizeOf(whole);
  }
  if (filled !== size) throw new Error("The weights broke off.");
  return whole.buffer;
}

function enlarged(bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size);
  larger.set(bytes);
  return larger;
}
