/** Moves a project from one place to another. Where a move is at is said by the marks of the two halves alone, and every
 * step can be done again: a move that broke off goes on when it is begun once more, in this page or in another. */

import { isCode, Problem } from "../contract/problems.js";
import type { Stores } from "../contract/stores.js";
import type { ProjectCard } from "../contract/values.js";
import type { Copying } from "../contract/workshop.js";
import { contentOf } from "./content.js";
import { notTheSame, writeCopy } from "./write.js";

/** The source goes when the copy has been compared with it, and last. What can pass (no network, signed out) leaves both
 * halves as they are, to go on later; everything else, the signal too, undoes the move.
 * Problems: those of the stores; `conflict` when it was stopped elsewhere; the signal's reason. */
export async function move(
  from: Stores,
  to: Stores,
  id: string,
  copying: Copying = {},
): Promise<ProjectCard> {
  const [source, there] = await Promise.all([cardIn(from, id), cardIn(to, id)]);
  if (there === null || there.moving === "arriving") {
    if (source === null) throw notFound();
    await from.projects.mark(id, "leaving");
    await orUndo(from, to, id, () => copy(from, to, id, copying));
  } else if (there.moving === "leaving" || (source !== null && !(await isSame(from, to, source)))) {
    throw new Problem("conflict", "There is such a project already.");
  }
  await leave(from, to, id);
  return to.projects.get(id);
}

/** As if it had not begun: the project stays where it is. Problem: `conflict` when all of it is there and only the source has
 * not gone yet. */
export async function stopMoving(from: Stores, to: Stores, id: string): Promise<void> {
  // A place that does not answer does not keep the project from staying.
  const there = await cardIn(to, id).catch(() => undefined);
  if (there?.moving === null) throw new Problem("conflict", "All of it is there already.");
  await from.projects.mark(id, null);
  // What cannot be removed now is swept a day later.
  if (there !== null) await to.projects.remove(id).catch(() => undefined);
}

async function orUndo(from: Stores, to: Stores, id: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (problem) {
    if (!isCode(problem, "storage_unavailable", "rate_limited", "sign_in")) await stopMoving(from, to, id);
    throw problem;
  }
}

/** What a broken move has left there may be older than the project: then it is all copied once more. */
async function copy(from: Stores, to: Stores, id: string, copying: Copying): Promise<void> {
  if (!(await copyOnce(from, to, id, copying))) {
    await to.projects.remove(id);
    if (!(await copyOnce(from, to, id, copying))) throw notTheSame();
  }
  if ((await from.projects.get(id)).moving !== "leaving") throw stopped();
  copying.signal?.throwIfAborted();
  await to.projects.mark(id, null);
}

/** Of one that is there whole: it was compared before, unless somebody has said since that the project should stay. */
async function isSame(from: Stores, to: Stores, { project, moving }: ProjectCard): Promise<boolean> {
  if (moving === "leaving") return true;
  await from.projects.mark(project.id, "leaving");
  const [source, written] = await digests(from, to, project.id);
  if (source !== written) await from.projects.mark(project.id, null);
  return source === written;
}

/** Whether the two are the same now. */
async function copyOnce(from: Stores, to: Stores, id: string, copying: Copying): Promise<boolean> {
  const read = await writeCopy(to, id, await contentOf(from, id), copying);
  const [source, written] = await digests(from, to, id);
  return read === source && read === written;
}

function digests(from: Stores, to: Stores, id: string): Promise<[string, string]> {
  return Promise.all([from.projects.digest(id), to.projects.digest(id)]);
}

/** The last step, which is refused when somebody has said elsewhere that the project should stay. */
async function leave(from: Stores, to: Stores, id: string): Promise<void> {
  try {
    await from.projects.remove(id, "leaving");
  } catch (problem) {
    if (isCode(problem, "not_found")) return;
    if (!isCode(problem, "conflict")) throw problem;
    await to.projects.remove(id);
    throw stopped();
  }
}

/** Null when it is not there. */
export async function cardIn(stores: Stores, id: string): Promise<ProjectCard | null> {
  try {
    return await stores.projects.get(id);
  } catch (problem) {
    if (isCode(problem, "not_found")) return null;
    throw problem;
  }
}

function notFound(): Problem {
  return new Problem("not_found", "There is no such project.");
}

function stopped(): Problem {
  return new Problem("conflict", "Moving was stopped somewhere else.", "moving");
}
