/** Connects a worker's desk to the page. */

import { Desk } from "./desk.js";
import type { FromWorker, ToWorker } from "./protocol.js";

interface WorkerSide {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

export function hearPage(equip?: ConstructorParameters<typeof Desk>[1]): void {
  const page = globalThis as unknown as WorkerSide;
  const desk = new Desk((message) => {
    page.postMessage(message);
  }, equip);
  page.onmessage = (event) => void desk.hear(event.data);
}
