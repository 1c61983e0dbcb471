/** Who last signed in here and did not sign out, kept for when the website does not answer. The token of their session is
 * not kept, nor the name of their computer, which may be another one or withdrawn by then. */

import type { Me } from "../contract/workshop.js";
import type { Connection } from "../stores/local/connection.js";
import { LEAVING, ME, META } from "../stores/local/names.js";

/** What is kept of the people of this browser. `leaving` has signed out here while the website could not be told. */
export interface Kept {
  me: Me | null;
  leaving: string | null;
}

/** A browser that cannot keep anything keeps nobody, and that is no problem of the page that asks. */
export class KeptMe {
  /** what is there already, so that it is not written again */
  #last = "";

  constructor(private readonly connection: () => Connection) {}

  async read(): Promise<Kept> {
    const reading = this.connection().read([META], async (transaction) => {
      const meta = transaction.objectStore(META);
      return { me: (await meta.get(ME))?.value ?? null, leaving: (await meta.get(LEAVING))?.value ?? null };
    });
    const kept = (await reading.catch(() => ({ me: null, leaving: null }))) as Kept;
    this.#last = JSON.stringify(kept);
    return kept;
  }

  keep(me: Me): Promise<void> {
    return this.set({ me: { ...me, csrfToken: "", lastComputer: null }, leaving: null });
  }

  forget(leaving: string | null = null): Promise<void> {
    return this.set({ me: null, leaving });
  }

  private async set(kept: Kept): Promise<void> {
    if (JSON.stringify(kept) === this.#last) return;
    const { me, leaving } = kept;
    const writing = this.connection().write([META], async (transaction) => {
      const meta = transaction.objectStore(META);
      await (me ? meta.put({ key: ME, value: me }) : meta.delete(ME));
      await (leaving ? meta.put({ key: LEAVING, value: leaving }) : meta.delete(LEAVING));
    });
    await writing.then(
      () => (this.#last = JSON.stringify(kept)),
      () => undefined,
    );
  }
}
