import { v7 as newId } from "uuid";

import { textOf } from "../contract/data.js";
import { PAGE_LENGTH } from "../contract/limits.js";
import type { ExampleStore } from "../contract/stores.js";
import { fold } from "../contract/text.js";

/** However large a project is, no more than its newest examples are looked at. */
const PAGES = 5;

/** Which labels have a text already. Read when it is first asked for, and again after `forget`. */
export class KnownTexts {
  #examples: ExampleStore;
  #project: string;
  #labels: Promise<Map<string, Set<string>>> | null = null;

  constructor(examples: ExampleStore, project: string) {
    this.#examples = examples;
    this.#project = project;
  }

  /** The labels that had this text before; from now on this one has it too. */
  async meet(text: string, label: string): Promise<ReadonlySet<string>> {
    this.#labels ??= this.#read();
    const labels = await this.#labels.catch((problem: unknown) => {
      this.forget();
      throw problem;
    });
    const before = labels.get(fold(text)) ?? new Set();
    labels.set(fold(text), new Set([...before, label]));
    return before;
  }

  forget(): void {
    this.#labels = null;
  }

  async #read(): Promise<Map<string, Set<string>>> {
    const labels = new Map<string, Set<string>>();
    // An example that is being added while this reads has a later id, and is not its own double.
    let before: string = newId();
    for (let page = 0; page < PAGES; page++) {
      const { examples, more } = await this.#examples.page(this.#project, { before, limit: PAGE_LENGTH });
      for (const { data, labelId } of examples) {
        const key = fold(textOf(data));
        labels.set(key, (labels.get(key) ?? new Set()).add(labelId ?? ""));
      }
      before = examples.at(-1)?.id ?? before;
      if (!more) break;
    }
    return labels;
  }
}
