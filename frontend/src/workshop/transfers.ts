/** Moves and copies that this page makes: they go on while other pages of the workshop are looked at. */

import type { Copying, Place } from "../contract/workshop.js";

export interface Transfer {
  what: "move" | "copy";
  to: Place;
  /** how much is there, from 0 to 1 */
  share: number;
  stop: AbortController;
}

type Listener = () => void;

export class Transfers {
  #underWay = new Map<string, Transfer>();
  #listeners = new Set<Listener>();

  of(project: string): Transfer | undefined {
    return this.#underWay.get(project);
  }

  /** One at a time for each project: while there is one, nothing more is begun. */
  async run(
    project: string,
    { what, to }: Pick<Transfer, "what" | "to">,
    work: (copying: Copying) => Promise<unknown>,
  ): Promise<void> {
    if (this.#underWay.has(project)) return;
    const transfer: Transfer = { what, to, share: 0, stop: new AbortController() };
    const progress = (share: number) => {
      transfer.share = share;
      this.#tell();
    };
    this.#underWay.set(project, transfer);
    this.#tell();
    try {
      await work({ signal: transfer.stop.signal, progress });
    } finally {
      this.#underWay.delete(project);
      this.#tell();
    }
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const transfers = new Transfers();
