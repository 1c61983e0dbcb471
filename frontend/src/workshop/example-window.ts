import type { ExampleStore } from "../contract/stores.js";
import type { Example } from "../contract/values.js";

const AT_FIRST = 10;
const EACH_TIME = 50;
const AT_MOST = 200;
/** Comes after every id: the place before it is the newest. */
const END = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** The newest examples of one label: what a bucket shows, however many there are. */
export class ExampleWindow {
  shown: readonly Example[] = [];
  more = false;
  /** false until the first reading; a label that was made a moment ago needs none */
  loaded = false;

  #examples: ExampleStore;
  #project: string;
  #label: string;

  constructor(examples: ExampleStore, project: string, label: string) {
    this.#examples = examples;
    this.#project = project;
    this.#label = label;
  }

  /** Read again, from the newest, as many as are shown now. */
  async load(): Promise<void> {
    const limit = Math.min(AT_MOST, Math.max(AT_FIRST, this.shown.length));
    const page = await this.#page(END, limit);
    this.shown = page.examples;
    this.more = page.more;
    this.loaded = true;
  }

  async showMore(): Promise<void> {
    const page = await this.#page(this.shown.at(-1)?.id ?? END, EACH_TIME);
    this.shown = [...this.shown, ...page.examples];
    this.more = page.more;
  }

  /** Examples that have just been stored come on top. */
  put(added: readonly Example[]): void {
    const there = new Set(this.shown.map(({ id }) => id));
    const fresh = added.filter(({ id }) => !there.has(id));
    this.shown = [...fresh, ...this.shown].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  #page(before: string, limit: number): ReturnType<ExampleStore["page"]> {
    return this.#examples.page(this.#project, { label: this.#label, before, limit });
  }
}
