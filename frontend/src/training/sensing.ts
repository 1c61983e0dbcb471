/** Starts a worker with TensorFlow.js, which sees, hears or reads. */

import type { WorkerLike } from "./lifeline.js";
import type { Equipment, ToWorker } from "./protocol.js";

export function startSensing(equipment: Equipment): WorkerLike {
  const worker = new Worker(new URL("./sensingWorker.ts", import.meta.url), { type: "module" });
  worker.postMessage({ say: "equip", equipment } satisfies ToWorker);
  return worker;
}
