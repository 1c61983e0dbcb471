/** What the website does for a text project in this browser when the Watson Assistant of the class learns it. */

import type { components } from "./api.js";

type Shapes = components["schemas"];

/** All that travels: labels by their names, and each text with the place of its label. */
export type Lent = Shapes["Lent"];
/** `heard` has one confidence a label for each of the texts that were held back, or of the first of them. */
export type LentModel = Shapes["LentModel"];
export type LentRun = Shapes["LentRun"];

/** Problems of all: `sign_in`, `storage_unavailable`, `rate_limited`. */
export interface Lending {
  /** The one request that texts travel in. The same id again lends nothing a second time. Problems: `not_allowed`, `invalid`,
   * `too_large`, `limit_reached`. */
  lend(project: string, run: string, lent: Lent): Promise<LentRun>;
  /** Problem: `not_found`, also when it was withdrawn. */
  run(project: string, run: string): Promise<LentRun>;
  cancel(project: string, run: string): Promise<LentRun>;
  /** One confidence a label, in the order in which they were lent, for each text. Problem: `not_trained` when it is there no
   * more. */
  guess(project: string, model: string, texts: string[]): Promise<number[][]>;
}
