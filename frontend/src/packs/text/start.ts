import type { WorkerLike } from "../../training/lifeline.js";
import { startReading } from "../../training/reading.js";
import { weights } from "./addresses.js";

export { weights };

export function start(): WorkerLike {
  return startReading({ extractor: "text", binary: null, weights });
}
