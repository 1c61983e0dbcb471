/** A worker that is replaced when it dies or falls silent. */

import { type FromWorker, stopped, type ToWorker } from "./protocol.js";

/** The part of a `Worker` that is used here. */
export interface WorkerLike {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

export interface Listener {
  heard(message: FromWorker): void;
  /** The worker is gone, with all that it was told; the next `post` starts another. */
  died(): void;
  /** Is an answer awaited? Only then is silence a bad sign. */
  waiting(): boolean;
}

export class Lifeline {
  private worker: WorkerLike | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pinged = false;

  constructor(
    private readonly start: () => WorkerLike,
    private readonly listener: Listener,
    private readonly silentMs: number,
  ) {}

  /** Says it to the worker, and answers which worker that is: another one after a death. Problem:
   * `storage_unavailable` when no worker can be started. */
  post(message: ToWorker): WorkerLike {
    this.worker ??= this.connect();
    this.worker.postMessage(message);
    this.watch();
    return this.worker;
  }

  /** Says it to the worker that is there, if one is. */
  mention(message: ToWorker): void {
    if (this.worker) this.post(message);
  }

  isCurrent(worker: WorkerLike): boolean {
    return this.worker === worker;
  }

  close(): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = null;
    this.pinged = false;
  }

  private connect(): WorkerLike {
    const worker = this.hire();
    const died = (): void => {
      if (this.isCurrent(worker)) this.bury();
    };
    worker.onmessage = ({ data }) => {
      if (!this.isCurrent(worker)) return;
      this.pinged = false;
      this.listener.heard(data);
      this.watch();
    };
    worker.onerror = died;
    worker.onmessageerror = died;
    return worker;
  }

  private hire(): WorkerLike {
    try {
      return this.start();
    } catch {
      throw stopped();
    }
  }

  private bury(): void {
    this.close();
    this.listener.died();
  }

  private watch(): void {
    clearTimeout(this.timer);
    if (!this.worker || !this.listener.waiting()) return;
    this.timer = setTimeout(() => {
      this.silence();
    }, this.silentMs);
  }

  /** A computer that slept looks like a silent worker, so it is asked once before it is given up. */
  private silence(): void {
    if (this.pinged) {
      this.bury();
      return;
    }
    this.pinged = true;
    this.post({ say: "ping" });
  }
}
