import { v7 as newId } from "uuid";

import { EXAMPLES_AT_ONCE, MEDIA_AT_ONCE } from "../contract/limits.js";
import type { ExampleStore } from "../contract/stores.js";
import type { Data, Example, MediaSummary, NewExample, Receipt } from "../contract/values.js";
import { isCode } from "../i18n/index.js";

/** A file in the form in which it is kept, with what the store will say of it. */
export interface FileToAdd {
  file: Blob;
  media: Omit<MediaSummary, "mediaId">;
}

export interface ToAdd {
  labelId: string | null;
  /** what is written by hand is kept as it is written */
  data: Exclude<Data, { media: unknown }> | FileToAdd;
}

export interface Waiting extends ToAdd {
  id: string;
  source: string;
  failed: boolean;
}

/** However many wait, a page draws only so many of them. */
const DRAWN = 20;

interface Handlers {
  changed: () => void;
  stored: (examples: Example[]) => void;
  failed: (problem: unknown) => void;
}

/** Examples on their way into the store. A child types on while they are saved; what cannot be saved stays here until it is
 * tried again or taken back. */
export class AddQueue {
  waiting: readonly Waiting[] = [];
  /** why the last one could not be saved */
  problem: unknown = null;
  handlers: Handlers | null = null;
  /** how many files are still being made ready to be pushed */
  coming = 0;

  #examples: ExampleStore;
  #project: string;
  #sending = false;

  constructor(examples: ExampleStore, project: string) {
    this.#examples = examples;
    this.#project = project;
  }

  get failed(): readonly Waiting[] {
    return this.waiting.filter(({ failed }) => failed);
  }

  /** What a page shows of those that wait: the newest first. */
  get drawn(): readonly Waiting[] {
    return this.waiting.slice(-DRAWN).reverse();
  }

  push(examples: readonly ToAdd[], source: string): void {
    this.#set([
      ...this.waiting,
      ...examples.map(({ labelId, data }) => ({ id: newId(), labelId, data, source, failed: false })),
    ]);
    void this.#send();
  }

  /** The same ids again: what the store has already is not stored twice. */
  tryAgain(): void {
    this.#set(this.waiting.map((one) => ({ ...one, failed: false })));
    void this.#send();
  }

  /** Give up on what failed; answers it, so that it can be written on. */
  takeBack(): readonly ToAdd[] {
    const failed = this.failed;
    this.#set(this.waiting.filter((one) => !one.failed));
    return failed;
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) await this.#store(batch);
    this.#sending = false;
  }

  #next(): Waiting[] {
    const next = this.waiting.filter(({ failed }) => !failed);
    return next.slice(0, next[0] && "file" in next[0].data ? MEDIA_AT_ONCE : EXAMPLES_AT_ONCE);
  }

  async #store(batch: Waiting[]): Promise<void> {
    const ids = new Set(batch.map(({ id }) => id));
    try {
      const receipts = await this.#examples.add(this.#project, batch.map(toStore));
      this.#set(this.waiting.filter(({ id }) => !ids.has(id)));
      for (const heard of listeners) heard(this.#project);
      this.handlers?.stored(batch.map((one, at) => stored(one, receipts[at])));
    } catch (problem) {
      this.problem = problem;
      this.#set(this.waiting.map((one) => (ids.has(one.id) ? { ...one, failed: true } : one)));
      this.handlers?.failed(problem);
    }
  }

  #set(waiting: readonly Waiting[]): void {
    this.waiting = waiting;
    this.handlers?.changed();
  }
}

function toStore({ id, labelId, data, source }: Waiting): NewExample {
  return { id, labelId, data: "file" in data ? { file: data.file } : data, source };
}

function stored({ id, labelId, data, source }: Waiting, receipt: Receipt | undefined): Example {
  const { heldBack = false, addedAt = 0 } = receipt ?? {};
  const kept = "file" in data ? { media: { mediaId: id, ...data.media } } : data;
  return { id, labelId, data: kept, group: null, heldBack, source, addedAt, contributor: null };
}

const queues = new Map<string, AddQueue>();
const listeners = new Set<(project: string) => void>();

/** Is told the project of what was stored, though the page that it was typed on may have been left. Answers how to stop that. */
export function hearStored(heard: (project: string) => void): () => void {
  listeners.add(heard);
  return () => {
    listeners.delete(heard);
  };
}

/** One queue a `lane` of a project for as long as the shell is open, so that turning to another page loses nothing. */
export function queueOf(examples: ExampleStore, project: string, lane = ""): AddQueue {
  const key = `${project}/${lane}`;
  const queue = queues.get(key) ?? new AddQueue(examples, project);
  queues.set(key, queue);
  return queue;
}

export function somethingIsWaiting(): boolean {
  return [...queues.values()].some(({ waiting, coming }) => waiting.length + coming > 0);
}

/** What did not get through while the website was away is sent now that it is back. */
export function goOnSaving(): void {
  for (const queue of queues.values()) {
    if (queue.failed.length > 0 && isCode(queue.problem, "storage_unavailable")) queue.tryAgain();
  }
}
