/** Moving and duplicating over all homes: one page at a time, and only what fits. The work itself is loaded when needed. */

import { v7 as newId } from "uuid";

import { Problem } from "../contract/problems.js";
import type { Stores } from "../contract/stores.js";
import type { ProjectCard } from "../contract/values.js";
import type { Copying, Place } from "../contract/workshop.js";
import { type Home, homeAt, homeOf } from "./homes.js";
import { heldLocks, withFreeLock } from "./local/locks.js";

/** Projects that this page itself moves: without locks, all that is known. */
const movedHere = new Set<string>();

/** Tells of a project whether a page of this browser moves it now. */
export async function whatIsMoving(): Promise<(project: string) => boolean> {
  const isHeld = await heldLocks();
  return (project) => movedHere.has(project) || isHeld(lockOf(project));
}

/** See `Workshop`. */
export async function moveTo(
  homes: readonly Home[],
  project: string,
  to: string,
  copying?: Copying,
): Promise<ProjectCard> {
  const target = homeAt(homes, ({ place }) => place.id === to);
  const source = otherHome(homes, target);
  const { cardIn, move } = await import("../transfer/move.js");
  return alone(project, async () => {
    const card = await cardIn(source.stores, project);
    if (card !== null) await checkRoom(target, card);
    return move(source.stores, target.stores, project, copying);
  });
}

export async function stopMoving(homes: readonly Home[], project: string): Promise<void> {
  const source = await homeOf(homes, project);
  const { stopMoving } = await import("../transfer/move.js");
  await stopMoving(source.stores, otherHome(homes, source).stores, project);
}

export async function duplicate(
  homes: readonly Home[],
  project: string,
  name: string,
  copying?: Copying,
): Promise<ProjectCard> {
  const { place, stores } = await homeOf(homes, project);
  const { bytes } = await stores.projects.get(project);
  await checkPlace(place, stores, bytes);
  const { contentOf } = await import("../transfer/content.js");
  const { writeContent } = await import("../transfer/write.js");
  const content = await contentOf(stores, project);
  return writeContent(stores, newId(), { ...content, project: { ...content.project, name } }, copying);
}

async function alone(project: string, work: () => Promise<ProjectCard>): Promise<ProjectCard> {
  const busy = new Problem("conflict", "Another page is moving this project.", "moving");
  if (movedHere.has(project)) throw busy;
  movedHere.add(project);
  try {
    const done = await withFreeLock(lockOf(project), work);
    if (done === null) throw busy;
    return done;
  } finally {
    movedHere.delete(project);
  }
}

/** A courtesy, so that nothing begins that cannot end: the stores have the last word. */
async function checkRoom({ place, stores }: Home, { project, counts, bytes }: ProjectCard): Promise<void> {
  if (!place.kinds.includes(project.kind))
    throw new Problem("not_allowed", "Projects of this kind are not kept there.", "kind");
  if (place.examplesLimits !== null && counts.examples > place.examplesLimits[project.kind])
    throw new Problem("limit_reached", "This project has too many examples for that place.", "examples");
  await checkPlace(place, stores, bytes, project.id);
}

/** Whether one more project of so many bytes fits; `except` is there already, as far as it has come. */
async function checkPlace(place: Place, { projects }: Stores, bytes: number, except = ""): Promise<void> {
  if (place.projectsLimit === null && place.bytesLimit === null) return;
  const others = (await projects.all()).filter(({ project }) => project.id !== except);
  if (others.length >= (place.projectsLimit ?? Infinity))
    throw new Problem("limit_reached", "There is no room for one more project there.", "projects");
  if (others.reduce((sum, other) => sum + other.bytes, bytes) > (place.bytesLimit ?? Infinity))
    throw new Problem("limit_reached", "There is no room for so many bytes there.", "bytes");
}

function otherHome(homes: readonly Home[], home: Home): Home {
  return homeAt(homes, (another) => another !== home);
}

function lockOf(project: string): string {
  return `moving ${project}`;
}
