/** The training worker: hears the page, answers the page. */

import { Desk } from "./desk.js";
import type { FromWorker, ToWorker } from "./protocol.js";

interface WorkerSide {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

const page = globalThis as unknown as WorkerSide;
const desk = new Desk((message) => {
  page.postMessage(message);
});
page.onmessage = (event) => void desk.hear(event.data);
