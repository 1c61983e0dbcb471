/** What the stores of one person in this browser share. */

import type { Lending } from "../../contract/lending.js";
import { Problem } from "../../contract/problems.js";
import type { ProjectKind } from "../../contract/values.js";
import type { Connection } from "./connection.js";
import { Damage, damageIn } from "./damage.js";
import type { ProjectRow } from "./schema.js";

/** Whose stores they are, and what the person's class allows. */
export interface Who {
  readonly person: { readonly id: string; readonly name: string };
  readonly kinds: readonly ProjectKind[];
  /** whether new projects may be made here; those that are here stay */
  readonly allowed: boolean;
  /** how to ask models that the Watson Assistant of the class holds; `texts` says whether it learns texts now */
  readonly lending?: { readonly website: Lending; readonly texts: boolean };
}

/** What is shared by all of a page, and otherwise in tests. */
export interface Surroundings {
  readonly connection: Connection;
  readonly now: () => number;
  /** Tells the other pages of this browser that a project has changed. */
  readonly announce: (project: string) => void;
  /** Asks the browser not to clear away what is stored here when it runs out of room. */
  readonly persist: () => void;
  /** The near hash of a picture. Problem: `invalid` for what cannot be shown. */
  readonly lookAt: (picture: Blob) => Promise<string>;
}

export interface Base extends Who, Surroundings {
  /** The id of the training run that is under way, or has ended without anybody being told. */
  readonly runOf: (project: ProjectRow) => string | null;
}

/** Any transaction that holds the projects. */
interface Holding {
  objectStore(name: "projects"): { get(key: string): Promise<ProjectRow | undefined> };
}

/** The project's row as it is in this transaction. Problem: `not_found`, also for one of somebody else. */
export async function ownProject(base: Base, transaction: Holding, id: string): Promise<ProjectRow> {
  const row = await rowOf(base, transaction, id);
  if (row.removedAt !== null) throw projectNotFound();
  return row;
}

/** The same, to be changed. Problem: `conflict` while it is leaving. */
export async function projectToChange(base: Base, transaction: Holding, id: string): Promise<ProjectRow> {
  const row = await ownProject(base, transaction, id);
  if (row.moving === "leaving")
    throw new Problem("conflict", "This project is being moved. Wait until it is there, or stop moving it.");
  return row;
}

/** The project's row, whether it is removed or leaving or not. */
export async function rowOf(base: Base, transaction: Holding, id: string): Promise<ProjectRow> {
  const row = await transaction.objectStore("projects").get(id);
  if (row?.owner !== base.person.id) throw projectNotFound();
  const wrong = damageIn(row);
  if (wrong !== null) throw new Damage(id, wrong);
  return row;
}

export function projectNotFound(): Problem {
  return new Problem("not_found", "There is no such project.");
}
