/** Starts a worker that reads sentences and needs no more than this language for it. */

import type { WorkerLike } from "./lifeline.js";
import type { Equipment, ToWorker } from "./protocol.js";

export function startReading(equipment: Equipment): WorkerLike {
  const worker = new Worker(new URL("./readingWorker.ts", import.meta.url), { type: "module" });
  worker.postMessage({ say: "equip", equipment } satisfies ToWorker);
  return worker;
}
