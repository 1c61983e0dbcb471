/** Packs: what an extractor needs, fetched when it is needed. */

import { type ExtractorName, weightsOf } from "./core/extractors/known.js";
import type { WorkerLike } from "./lifeline.js";

export interface Pack {
  /** Starts a worker and tells it what to fetch. */
  start: () => WorkerLike;
  /** the address of its weights */
  weights: string;
}

const PACKS: Record<ExtractorName, () => Promise<Pack>> = {
  images: () => import("../packs/images/start.js"),
  sounds: () => import("../packs/sounds/start.js"),
  text: () => import("../packs/text/start.js"),
  "text-e5": () => import("../packs/text-e5/start.js"),
};

const fetched = new Set<ExtractorName>();

/** Rejects when it does not come. */
export function openPack(extractor: ExtractorName): Promise<Pack> {
  return PACKS[extractor]();
}

/** Whether the weights are in this browser, so that nobody has to wait for them. */
export async function hasCome(extractor: ExtractorName): Promise<boolean> {
  if (fetched.has(extractor)) return true;
  try {
    // Its code is asked only then: offline, where no pack is kept, that would not come either.
    if (!(await someKept(weightsOf(extractor)))) return false;
    const { weights } = await openPack(extractor);
    return (await globalThis.caches.match(weights, { ignoreVary: true })) !== undefined;
  } catch {
    return false;
  }
}

/** Whether weights with this name are kept, of whichever version. */
async function someKept(name: string): Promise<boolean> {
  const all = await globalThis.caches.keys();
  const kept = await Promise.all(all.map(async (one) => (await globalThis.caches.open(one)).keys()));
  return kept.flat().some(({ url }) => url.includes(`/${name}`));
}

/** Where no service worker keeps them, the browser's own cache does, for as long as it likes. Rejects when they do not come. */
export async function fetchPack(extractor: ExtractorName): Promise<void> {
  const { weights } = await openPack(extractor);
  const answer = await fetch(weights, { priority: "low" });
  if (!answer.ok) throw new Error(`${weights} does not come.`);
  await answer.body?.pipeTo(new WritableStream());
  fetched.add(extractor);
}
