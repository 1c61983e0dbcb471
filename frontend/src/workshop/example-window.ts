import type { ExampleStore } from "../contract/stores.js";
import type { Example } from "../contract/values.js";

const AT_FIRST = 10;
const EACH_TIME = 50;
const AT_MOST = 200;
/** Comes after every id: the place before it is the newest. */
const END = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** The newest examples of a project or of one label of it: what a page shows, however many there are. */
export class ExampleWindow {
  shown: readonly Example[] = [];
  more = false;
  /** false until the first reading; a label that was made a moment ago needs none */
  loaded = false;

  #examples: ExampleStore;
  #project: string;
  #label: string | null;
  #first: number;
  #last: Promise<void> = Promise.resolve();

  constructor(examples: ExampleStore, project: string, label: string | null, first = AT_FIRST) {
    this.#first = first;
    this.#examples = examples;
    this.#project = project;
    this.#label = label;
  }

  /** Read again, from the newest, as many as are shown now. */
  load(): Promise<void> {
    return this.#inTurn(async () => {
      const before = new Set(this.shown);
      const page = await this.#page(END, Math.min(AT_MOST, Math.max(this.#first, before.size)));
      const meanwhile = this.shown.filter((example) => !before.has(example));
      this.shown = page.examples;
      this.more = page.more;
      this.loaded = true;
      this.put(meanwhile);
    });
  }

  showMore(): Promise<void> {
    return this.#inTurn(async () => {
      const page = await this.#page(this.shown.at(-1)?.id ?? END, EACH_TIME);
      this.more = page.more;
      this.#add(page.examples);
    });
  }

  /** Examples that have just been stored come on top; of many, the newest. */
  put(added: readonly Example[]): void {
    const most = Math.max(EACH_TIME, this.shown.length);
    this.#add(added);
    if (this.shown.length <= most) return;
    this.shown = this.shown.slice(0, most);
    this.more = true;
  }

  #add(added: readonly Example[]): void {
    const there = new Set(this.shown.map(({ id }) => id));
    const fresh = added.filter(({ id }) => !there.has(id));
    this.shown = [...fresh, ...this.shown].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** One reading after the other, so that an older answer never replaces a newer one. */
  #inTurn(read: () => Promise<void>): Promise<void> {
    const reading = this.#last.then(read);
    this.#last = reading.catch(() => undefined);
    return reading;
  }

  #page(before: string, limit: number): ReturnType<ExampleStore["page"]> {
    const wanted = { before, limit };
    return this.#examples.page(
      this.#project,
      this.#label === null ? wanted : { ...wanted, label: this.#label },
    );
  }
}
