/** The frame's side: the stores of the project that the page around has open, over a port from that page. */

import { Problem } from "../../contract/problems.js";
import type { Stores } from "../../contract/stores.js";
import { type Asked, HELLO, problemIn, type Told, welcomedTo } from "./messages.js";
import type { Open } from "./service.js";
import { VERBS } from "./verbs.js";

/** Calls that are sent before the first of them is answered; the others wait here. Streams are not counted. */
const SENT_AT_ONCE = 32;

type Answer = Exclude<Told, { closed: true }>;

interface Waiting {
  resolve: (answer: Answer) => void;
  reject: (problem: Problem) => void;
}

/** Says hello to the page around and waits for its port; a page of another origin neither hears it nor is heard. */
export function connect(mainOrigin: string): Promise<Open> {
  return new Promise((resolve) => {
    const hear = (event: MessageEvent<unknown>) => {
      const project = welcomedTo(event.data);
      const port = event.ports[0];
      if (event.source !== window.parent || event.origin !== mainOrigin) return;
      if (project === null || port === undefined) return;
      window.removeEventListener("message", hear);
      resolve({ project, stores: storesOver(port) });
    };
    window.addEventListener("message", hear);
    window.parent.postMessage(HELLO, mainOrigin);
  });
}

/** Problems are those of the page's stores, and `storage_unavailable` when the page has closed the port. */
export function storesOver(port: MessagePort): Stores {
  const line = new Line(port);
  const stores = Object.entries(VERBS).map(([store, verbs]) => {
    const methods = Object.entries(verbs).map(([verb, { how }]) => {
      const call = (...args: unknown[]) =>
        how === "stream" ? line.stream(store, verb, args) : line.call(store, verb, args);
      return [verb, call] as const;
    });
    return [store, Object.fromEntries(methods)] as const;
  });
  return { ...Object.fromEntries(stores), backups: null } as unknown as Stores;
}

class Line {
  private readonly waiting = new Map<number, Waiting>();
  private readonly queue: (() => void)[] = [];
  private last = 0;
  private sent = 0;
  private isClosed = false;

  constructor(private readonly port: MessagePort) {
    port.onmessage = ({ data }: MessageEvent<Told>) => {
      if ("closed" in data) this.close();
      else this.settle(data);
    };
  }

  async call(store: string, verb: string, args: unknown[]): Promise<unknown> {
    await this.turn();
    try {
      const call = ++this.last;
      const answer = await this.ask(call, { call, store, verb, args });
      return "value" in answer ? answer.value : undefined;
    } finally {
      this.sent -= 1;
      this.queue.shift()?.();
    }
  }

  async *stream(store: string, verb: string, args: unknown[]): AsyncGenerator {
    const call = ++this.last;
    let isDone = false;
    try {
      let asked: Asked = { call, store, verb, args };
      while (!isDone) {
        const answer = await this.ask(call, asked);
        isDone = !("items" in answer) || answer.done;
        if ("items" in answer) yield* answer.items;
        asked = { next: call };
      }
    } finally {
      if (!isDone) this.post({ stop: call });
    }
  }

  /** Waits until there is room for one more call. */
  private async turn(): Promise<void> {
    this.sent += 1;
    if (this.sent > SENT_AT_ONCE) await new Promise<void>((go) => this.queue.push(go));
  }

  private ask(call: number, asked: Asked): Promise<Answer> {
    if (this.isClosed) return Promise.reject(closed());
    return new Promise((resolve, reject) => {
      this.waiting.set(call, { resolve, reject });
      this.post(asked);
    });
  }

  private settle(answer: Answer): void {
    const waiting = this.waiting.get(answer.call);
    this.waiting.delete(answer.call);
    if ("code" in answer) waiting?.reject(problemIn(answer));
    else waiting?.resolve(answer);
  }

  private post(asked: Asked): void {
    this.port.postMessage(asked);
  }

  private close(): void {
    this.isClosed = true;
    this.port.close();
    for (const { reject } of this.waiting.values()) reject(closed());
    this.waiting.clear();
  }
}

function closed(): Problem {
  return new Problem("storage_unavailable", "The page around has closed this project.");
}
