import { v7 as newId } from "uuid";

import { EXAMPLES_AT_ONCE } from "../contract/limits.js";
import type { ExampleStore } from "../contract/stores.js";
import type { Example, NewExample, Receipt } from "../contract/values.js";
import { isCode } from "../i18n/index.js";

export interface Waiting {
  id: string;
  text: string;
  source: string;
  failed: boolean;
}

interface Handlers {
  changed: () => void;
  stored: (examples: Example[]) => void;
  failed: (problem: unknown) => void;
}

/** Examples of one label on their way into the store. A child types on while they are saved; what cannot be saved
 * stays here until it is tried again or taken back. */
export class AddQueue {
  waiting: readonly Waiting[] = [];
  /** why the last one could not be saved */
  problem: unknown = null;
  handlers: Handlers | null = null;

  #examples: ExampleStore;
  #project: string;
  #label: string;
  #sending = false;

  constructor(examples: ExampleStore, project: string, label: string) {
    this.#examples = examples;
    this.#project = project;
    this.#label = label;
  }

  get failed(): readonly Waiting[] {
    return this.waiting.filter(({ failed }) => failed);
  }

  push(texts: readonly string[], source: string): void {
    this.#set([...this.waiting, ...texts.map((text) => ({ id: newId(), text, source, failed: false }))]);
    void this.#send();
  }

  /** The same ids again: what the store has already is not stored twice. */
  tryAgain(): void {
    this.#set(this.waiting.map((one) => ({ ...one, failed: false })));
    void this.#send();
  }

  /** Give up on what failed; answers its texts, so that they can be typed on. */
  takeBack(): string[] {
    const texts = this.failed.map(({ text }) => text);
    this.#set(this.waiting.filter(({ failed }) => !failed));
    return texts;
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) await this.#store(batch);
    this.#sending = false;
  }

  #next(): Waiting[] {
    return this.waiting.filter(({ failed }) => !failed).slice(0, EXAMPLES_AT_ONCE);
  }

  async #store(batch: Waiting[]): Promise<void> {
    const ids = new Set(batch.map(({ id }) => id));
    try {
      const receipts = await this.#examples.add(
        this.#project,
        batch.map((one) => this.#example(one)),
      );
      this.#set(this.waiting.filter(({ id }) => !ids.has(id)));
      this.handlers?.stored(receipts.map((receipt, at) => this.#stored(receipt, batch[at])));
    } catch (problem) {
      this.problem = problem;
      this.#set(this.waiting.map((one) => (ids.has(one.id) ? { ...one, failed: true } : one)));
      this.handlers?.failed(problem);
    }
  }

  #example({ id, text, source }: Waiting): NewExample {
    return { id, labelId: this.#label, data: { text }, source };
  }

  #stored({ id, heldBack, addedAt }: Receipt, waiting: Waiting | undefined): Example {
    const { text = "", source = "" } = waiting ?? {};
    return {
      id,
      labelId: this.#label,
      data: { text },
      group: null,
      heldBack,
      source,
      addedAt,
      contributor: null,
    };
  }

  #set(waiting: readonly Waiting[]): void {
    this.waiting = waiting;
    this.handlers?.changed();
  }
}

const queues = new Map<string, AddQueue>();

/** One queue a label for as long as the shell is open, so that turning to another page loses nothing. */
export function queueOf(examples: ExampleStore, project: string, label: string): AddQueue {
  const key = `${project}/${label}`;
  const queue = queues.get(key) ?? new AddQueue(examples, project, label);
  queues.set(key, queue);
  return queue;
}

export function somethingIsWaiting(): boolean {
  return [...queues.values()].some(({ waiting }) => waiting.length > 0);
}

/** What did not get through while the website was away is sent now that it is back. */
export function goOnSaving(): void {
  for (const queue of queues.values()) {
    if (queue.failed.length > 0 && isCode(queue.problem, "storage_unavailable")) queue.tryAgain();
  }
}
