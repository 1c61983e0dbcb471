import { v7 as newId } from "uuid";

import { PAGE_LENGTH } from "../contract/limits.js";
import type { ExampleStore } from "../contract/stores.js";
import type { MediaSummary } from "../contract/values.js";
import { differingBits, NEAR_BITS } from "../media/near.js";

/** However large a project is, no more than its newest examples are looked at. */
const PAGES = 5;

type Look = Pick<MediaSummary, "sha256" | "nearHash">;

interface Seen extends Look {
  labelId: string;
}

/** The labels that have the very same file, and those that have one which looks nearly the same. */
export interface Alike {
  same: ReadonlySet<string>;
  near: ReadonlySet<string>;
}

/** Which labels have a picture or sound already. Read when it is first asked for, and again after `forget`. */
export class KnownMedia {
  #examples: ExampleStore;
  #project: string;
  #seen: Promise<Seen[]> | null = null;

  constructor(examples: ExampleStore, project: string) {
    this.#examples = examples;
    this.#project = project;
  }

  /** What was like it before; from now on its label has it too. */
  async meet(media: Look, labelId: string): Promise<Alike> {
    this.#seen ??= this.#read();
    const seen = await this.#seen.catch((problem: unknown) => {
      this.forget();
      throw problem;
    });
    const same = seen.filter(({ sha256 }) => sha256 === media.sha256);
    const near = seen.filter((other) => other.sha256 !== media.sha256 && looksLike(other, media));
    seen.push({ ...media, labelId });
    return { same: labelsOf(same), near: labelsOf(near) };
  }

  forget(): void {
    this.#seen = null;
  }

  async #read(): Promise<Seen[]> {
    const seen: Seen[] = [];
    // An example that is being added while this reads has a later id, and is not its own double.
    let before: string = newId();
    for (let page = 0; page < PAGES; page++) {
      const { examples, more } = await this.#examples.page(this.#project, { before, limit: PAGE_LENGTH });
      for (const { data, labelId } of examples)
        if ("media" in data && labelId !== null) seen.push({ ...data.media, labelId });
      before = examples.at(-1)?.id ?? before;
      if (!more) break;
    }
    return seen;
  }
}

function looksLike(one: Look, other: Look): boolean {
  if (one.nearHash === null || other.nearHash === null) return false;
  return differingBits(one.nearHash, other.nearHash) <= NEAR_BITS;
}

function labelsOf(seen: readonly Seen[]): Set<string> {
  return new Set(seen.map(({ labelId }) => labelId));
}
