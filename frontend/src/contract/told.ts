/** What the website is told of the projects that it does not keep: plain numbers, and the name of a computer. */

import type { components } from "./api.js";

type Shapes = components["schemas"];

/** How far a project is; `labels` in the order of its labels. */
export type Progress = Shapes["Progress"];
/** What was told last, until when, and of which project; a computer belongs to none. */
export type Grant = Shapes["Grant"];
export type NewGrant = Shapes["NewGrant"];
export type ToldAgain = Omit<NewGrant, "id" | "kind" | "project">;

/** Problems of all: `sign_in`, `storage_unavailable`. */
export interface Grants {
  /** those that hold, newest first */
  all(): Promise<Grant[]>;
  make(grant: NewGrant): Promise<Grant>;
  /** Problem: `not_found` when it is withdrawn or over. */
  tellAgain(id: string, told: ToldAgain): Promise<Grant>;
  /** It is gone then, and was perhaps before. */
  withdraw(id: string): Promise<void>;
}
