import { MEDIA_AT_ONCE } from "../contract/limits.js";
import { Problem } from "../contract/problems.js";
import type { AddQueue, FileToAdd } from "./add-queue.js";
import type { Alike } from "./known-media.js";

/** Larger ones are not even looked at: reading them would take all of a small computer's memory. */
const FILE_MOST = 50_000_000;

export interface Chosen {
  /** as the person knows it */
  name: string;
  file: Blob;
  /** how it came here */
  source: string;
}

export interface Made extends FileToAdd {
  /** whether only a part of the file was kept */
  isCut: boolean;
}

export interface Refused {
  name: string;
  problem: unknown;
}

/** What there is to say about the files that were added last. */
export interface Remarks {
  cut: number;
  alike: readonly Alike[];
}

interface Ways {
  /** Problem: `invalid` for a file that cannot be one. */
  make: (file: Blob) => Promise<Made>;
  /** What is like it already. It is a courtesy: null when that cannot be told. */
  meet: (media: FileToAdd["media"]) => Promise<Alike | null>;
}

/** Files on their way to be examples of one label: each is made into what can be kept, and goes into the queue with others.
 * What cannot be used is left out and named; it never stops the others. */
export class Gathering {
  done = 0;
  total = 0;
  /** until it has been read */
  refused: readonly Refused[] = [];
  remarks: Remarks = { cut: 0, alike: [] };
  changed: (() => void) | null = null;

  #chosen: Chosen[] = [];
  #ready: Made[] = [];
  #source = "";
  #working = false;

  constructor(
    private readonly queue: AddQueue,
    private readonly labelId: string,
    private readonly ways: Ways,
  ) {}

  get isAtWork(): boolean {
    return this.#working;
  }

  /** `room` is for how many more there is room, null without limit; those that are on their way will take some of it. */
  add(chosen: readonly Chosen[], room: number | null): void {
    if (!this.#working) this.#begin();
    const { waiting, coming } = this.queue;
    const taken = room === null ? chosen : chosen.slice(0, Math.max(0, room - waiting.length - coming));
    for (const { name } of chosen.slice(taken.length)) this.#refuse(name, new Problem("limit_reached"));
    this.total += taken.length;
    this.queue.coming += taken.length;
    this.#chosen.push(...taken);
    this.changed?.();
    if (!this.#working) void this.#work();
  }

  /** What was left out has been read. */
  putAway(): void {
    this.refused = [];
    this.changed?.();
  }

  #begin(): void {
    this.done = 0;
    this.total = 0;
    this.remarks = { cut: 0, alike: [] };
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let next = this.#chosen.shift(); next; next = this.#chosen.shift()) {
      await this.#take(next);
      this.done += 1;
      const isLast = this.#chosen[0]?.source !== this.#source;
      if (isLast || this.#ready.length === MEDIA_AT_ONCE) this.#pass();
      this.changed?.();
    }
    this.#working = false;
    this.changed?.();
  }

  async #take({ name, file, source }: Chosen): Promise<void> {
    this.#source = source;
    try {
      const made = await madeOf(file, this.ways.make);
      this.#remark(made, await this.ways.meet(made.media));
      this.#ready.push(made);
    } catch (problem) {
      this.queue.coming -= 1;
      this.#refuse(name, problem);
    }
  }

  #pass(): void {
    const ready = this.#ready;
    this.#ready = [];
    this.queue.coming -= ready.length;
    const { labelId } = this;
    this.queue.push(
      ready.map(({ file, media }) => ({ labelId, data: { file, media } })),
      this.#source,
    );
  }

  #refuse(name: string, problem: unknown): void {
    this.refused = [...this.refused, { name, problem }];
  }

  #remark({ isCut }: Made, alike: Alike | null): void {
    const { cut, alike: before } = this.remarks;
    this.remarks = { cut: isCut ? cut + 1 : cut, alike: alike === null ? before : [...before, alike] };
  }
}

/** What can be kept of a file. Problem: `too_large`, or `invalid` for a file that cannot be one. */
export async function madeOf(file: Blob, make: Ways["make"]): Promise<Made> {
  if (file.size > FILE_MOST) throw new Problem("too_large");
  return make(file);
}

const gatherings = new WeakMap<AddQueue, Gathering>();

/** One for each queue, so that turning to another page loses nothing. */
export function gatheringOf(queue: AddQueue, labelId: string, ways: Ways): Gathering {
  const gathering = gatherings.get(queue) ?? new Gathering(queue, labelId, ways);
  gatherings.set(queue, gathering);
  return gathering;
}
