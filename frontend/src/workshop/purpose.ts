/** What a model is for, in the words of the child: kept with the project as a work of its own, so it goes where the project
 * goes. */

import { v7 as newId } from "uuid";

import type { WorkStore } from "../contract/stores.js";

export const PURPOSE_LENGTH = 300;
const NAME = "card";

export class Purpose {
  text = "";
  #id = newId();
  #revision = 0;

  constructor(
    private readonly works: WorkStore,
    private readonly project: string,
  ) {}

  /** The newest, if there are several. */
  async read(): Promise<void> {
    const summary = (await this.works.all(this.project)).find(({ kind }) => kind === "card");
    if (!summary) return;
    const { file } = await this.works.get(this.project, summary.id);
    this.text = Array.from(await file.text())
      .slice(0, PURPOSE_LENGTH)
      .join("");
    this.#id = summary.id;
    this.#revision = summary.revision;
  }

  /** Problem: `conflict` when it was changed elsewhere since it was read. */
  async write(text: string): Promise<void> {
    if (text === this.text) return;
    const work = {
      id: this.#id,
      kind: "card" as const,
      name: NAME,
      file: new Blob([text], { type: "text/plain" }),
    };
    this.#revision = (await this.works.save(this.project, work, this.#revision)).revision;
    this.text = text;
  }
}
