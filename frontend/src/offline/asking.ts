/** What a page asks of the service worker, and what it answers, over the port that comes with the question. */

import type { PackName } from "./parts.js";

export type Asked =
  | { ask: "packs" }
  /** `pack` is null for what every project needs */
  | { ask: "keep"; pack: PackName | null }
  /** Take over from the worker that is there; nobody answers. */
  | { ask: "take over" };

export interface PackState {
  /** null for what every project needs */
  pack: PackName | null;
  bytes: number;
  kept: boolean;
}

/** Every page of the workshop holds a lock with this beginning and the path of one of its files, for as long as it is open:
 * the files of its build are kept as long. */
export const OPEN_PAGE = "workshop page ";
