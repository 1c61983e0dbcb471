/** What the stores of one person in this browser share. */

import { Problem } from "../../contract/problems.js";
import type { ProjectKind } from "../../contract/values.js";
import type { Connection } from "./connection.js";
import type { ProjectRow } from "./schema.js";

export interface Base {
  readonly connection: Connection;
  readonly person: { id: string; name: string };
  /** kinds of project that the class allows, and whether it allows projects in the browser at all */
  readonly kinds: readonly ProjectKind[];
  readonly allowed: boolean;
  now(): number;
  /** Tells the other pages of this browser that a project has changed. */
  announce(project: string): void;
  /** The id of the training run that is under way in this page. */
  runOf(project: string): string | null;
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

/** The same, whether it is removed or not. */
export async function rowOf(base: Base, transaction: Holding, id: string): Promise<ProjectRow> {
  const row = await transaction.objectStore("projects").get(id);
  if (row?.owner !== base.person.id) throw projectNotFound();
  return row;
}

function projectNotFound(): Problem {
  return new Problem("not_found", "There is no such project.");
}
