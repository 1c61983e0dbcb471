import { Desk } from "../../src/training/desk.js";
import type { WorkerLike } from "../../src/training/lifeline.js";
import type { FromWorker, ToWorker } from "../../src/training/protocol.js";

/** A worker without a thread: the real desk behind messages that are cloned and come later. It can be made to die on a
 * message, or to fall silent. */
export class FakeWorker implements WorkerLike {
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;
  onmessageerror: WorkerLike["onmessageerror"] = null;
  readonly heard: ToWorker["say"][] = [];
  terminated = false;
  private readonly desk: Desk;

  /** `equip` fetches its extractor. */
  constructor(
    private readonly diesOf?: ToWorker["say"],
    private readonly silent = false,
    equip?: ConstructorParameters<typeof Desk>[1],
  ) {
    this.desk = new Desk((message) => {
      this.say(message);
    }, equip);
  }

  /** As a worker does that the computer has no memory for. */
  die(): void {
    this.onerror?.(new Event("error") as ErrorEvent);
  }

  postMessage(message: ToWorker): void {
    const copy = structuredClone(message);
    this.heard.push(copy.say);
    if (this.silent) return;
    setTimeout(() => {
      if (this.terminated) return;
      if (copy.say === this.diesOf) this.die();
      else void this.desk.hear(copy);
    });
  }

  terminate(): void {
    this.terminated = true;
  }

  private say(message: FromWorker): void {
    const copy = structuredClone(message);
    setTimeout(() => {
      if (!this.terminated) this.onmessage?.(new MessageEvent("message", { data: copy }));
    });
  }
}
