/** Fetches the weights of an extractor, as `make models` has written and compressed them. */

import { Unavailable } from "../contract/problems.js";
import { readTensors, type TensorFile } from "./core/extractors/tensors.js";

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
  if (!ok || !body) return null;
  return new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
