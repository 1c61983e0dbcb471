/** Does over a port what a frame asks of the stores, for the one project that is open. */

import { Problem } from "../../contract/problems.js";
import type { Stores } from "../../contract/stores.js";
import { type Asked, askedIn, type Told } from "./messages.js";
import { type StoreName, type Verb, verbOf } from "./verbs.js";

/** What a frame gets to see. */
export interface Open {
  readonly project: string;
  readonly stores: Stores;
}

/** Calls and streams under way at once; one more is refused with `rate_limited`. */
export const MOST_AT_ONCE = 64;
const ITEMS_AT_ONCE = 200;

interface Stream {
  items: AsyncIterator<unknown>;
  isBusy: boolean;
}
type Call = Extract<Asked, { call: number }>;

export class Service {
  /** by number; null is a call without a stream */
  private readonly underWay = new Map<number, Stream | null>();

  constructor(
    private readonly port: MessagePort,
    private readonly open: Open,
  ) {
    port.onmessage = ({ data }) => {
      this.hear(askedIn(data));
    };
  }

  /** What is under way is stopped where it can be, and nothing more is answered. */
  close(): void {
    this.port.onmessage = null;
    this.tell({ closed: true });
    this.port.close();
    for (const call of [...this.underWay.keys()]) this.stop(call);
  }

  private hear(asked: Asked | null): void {
    if (asked === null) return;
    if ("next" in asked) void this.more(asked.next);
    else if ("stop" in asked) this.stop(asked.stop);
    else void this.begin(asked);
  }

  private async begin({ call, store, verb: name, args }: Call): Promise<void> {
    if (this.underWay.has(call)) return;
    try {
      if (this.underWay.size >= MOST_AT_ONCE) throw new Problem("rate_limited");
      const verb = verbOf(store, name);
      if (verb === null) throw new Problem("invalid", "No store has such a verb.");
      const answer = this.method(store as string, name as string)(...this.checked(verb, args));
      if (verb.how === "stream") await this.stream(call, answer as AsyncIterable<unknown>);
      else await this.answer(call, answer as Promise<unknown>);
    } catch (fault) {
      this.fail(call, fault);
    }
  }

  /** The arguments as the stores take them. Problems: `not_allowed`, `not_found` for another project, `invalid`. */
  private checked({ how, takes }: Verb, [project, ...args]: unknown[]): unknown[] {
    if (how === "refused") throw new Problem("not_allowed", "Only the page around this one may do that.");
    if (project !== this.open.project) throw new Problem("not_found", "This project is not open here.");
    return [project, ...takes.map((shape, at) => shape(args[at]))];
  }

  private method(store: string, name: string): (...args: unknown[]) => unknown {
    const verbs = this.open.stores[store as StoreName] as unknown as Record<
      string,
      (...args: unknown[]) => unknown
    >;
    return (...args) => verbs[name]?.(...args);
  }

  private async answer(call: number, answer: Promise<unknown>): Promise<void> {
    this.underWay.set(call, null);
    const value = await answer;
    if (this.underWay.delete(call)) this.tell({ call, value });
  }

  private async stream(call: number, items: AsyncIterable<unknown>): Promise<void> {
    this.underWay.set(call, { items: items[Symbol.asyncIterator](), isBusy: false });
    await this.more(call);
  }

  /** The next items of a stream. Who asks again before they are there is not heard. */
  private async more(call: number): Promise<void> {
    const stream = this.underWay.get(call);
    if (stream == null || stream.isBusy) return;
    stream.isBusy = true;
    try {
      const items: unknown[] = [];
      let done = false;
      while (!done && items.length < ITEMS_AT_ONCE) {
        const next = await stream.items.next();
        done = next.done === true;
        if (!done) items.push(next.value);
      }
      if (!this.underWay.has(call)) return;
      if (done) this.underWay.delete(call);
      this.tell({ call, items, done });
    } catch (fault) {
      this.fail(call, fault);
    } finally {
      stream.isBusy = false;
    }
  }

  private stop(call: number): void {
    const stream = this.underWay.get(call);
    this.underWay.delete(call);
    void stream?.items.return?.().catch(() => undefined);
  }

  /** A fault of ours is told without its words, which may be of another project. */
  private fail(call: number, fault: unknown): void {
    this.underWay.delete(call);
    const { code, detail, field } = fault instanceof Problem ? fault : new Problem("storage_unavailable");
    this.tell({ call, code, detail, field });
  }

  private tell(told: Told): void {
    this.port.postMessage(told);
  }
}
