import type { WorkerLike } from "../../training/lifeline.js";
import { startSensing } from "../../training/sensing.js";
import { binary, weights } from "./addresses.js";

export { weights };

export function start(): WorkerLike {
  return startSensing({ extractor: "sounds", binary, weights });
}
