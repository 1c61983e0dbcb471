/** The homes of projects together: what is in any of them, and which of them has a project. */

import { isCode, Problem } from "../contract/problems.js";
import type { Stores } from "../contract/stores.js";
import type { Backup, ProjectCard } from "../contract/values.js";
import type { MovingProject, OpenedProject, Place, PlacedProject } from "../contract/workshop.js";

/** With all of its examples there, a project still lacks the last look at it. */
const NOT_ALL = 0.99;

/** A place with its stores. */
export interface Home {
  place: Place;
  stores: Stores;
  /** whether the class allows new projects here */
  allowed: boolean;
}

export interface Kept {
  home: Home;
  card: ProjectCard;
  backup: Backup | null;
}

/** A home that does not answer does not hide the projects of another. Rejects when none answers, and when nobody is signed
 * in any more. `isMoving` tells of a project whether a page of this browser moves it now. */
export async function allProjects(
  homes: readonly Home[],
  isMoving: (project: string) => boolean,
): Promise<{ projects: PlacedProject[]; away: Place[] }> {
  const lists = await Promise.allSettled(homes.map(keptIn));
  const failed = lists.filter((list) => list.status === "rejected");
  const signedOut = failed.find(({ reason }) => isCode(reason, "sign_in"));
  if (signedOut !== undefined) throw signedOut.reason;
  if (failed[0] !== undefined && failed.length === homes.length) throw failed[0].reason;
  const kept = lists.flatMap((list) => (list.status === "fulfilled" ? list.value : []));
  return {
    projects: placed(kept, homes, isMoving).sort(newestFirst),
    away: homes.filter((_, at) => lists[at]?.status === "rejected").map(({ place }) => place),
  };
}

export async function removedProjects(
  homes: readonly Home[],
): Promise<Pick<PlacedProject, "card" | "place">[]> {
  const lists = await Promise.allSettled(homes.map(({ stores }) => stores.projects.removed()));
  return lists
    .flatMap((list, at) => {
      const place = homes[at]?.place;
      return list.status === "fulfilled" && place ? list.value.map((card) => ({ card, place })) : [];
    })
    .sort((one, other) => other.card.project.changedAt - one.card.project.changedAt);
}

/** A home that does not answer may have it or not: its problem is told only when no other has. Of a project that is on its
 * way that half is opened which can be changed, or else the one that is whole. */
export async function opened(homes: readonly Home[], project: string): Promise<OpenedProject> {
  let problem: unknown = new Problem("not_found", "There is no such project.");
  let leaving: OpenedProject | null = null;
  for (const { stores, place } of homes) {
    try {
      const card = await stores.projects.get(project);
      if (card.moving === null) return { stores, place, card };
      if (card.moving === "leaving") leaving = { stores, place, card };
    } catch (fault) {
      if (!isCode(fault, "not_found")) problem = fault;
    }
  }
  if (leaving === null) throw problem;
  return leaving;
}

/** All that are kept in this browser. */
export async function openedHere(homes: readonly Home[]): Promise<OpenedProject[]> {
  const kept = await Promise.all(homes.filter(({ place }) => place.here).map(keptIn));
  const whole = kept.flat().filter(({ card }) => card.moving !== "arriving");
  return whole.map(({ home: { place, stores }, card }) => ({ place, stores, card }));
}

/** The home that a project is in, or is leaving. Problem: `not_found`. */
export async function homeOf(homes: readonly Home[], project: string): Promise<Home> {
  const { place } = await opened(homes, project);
  return homeAt(homes, (home) => home.place === place);
}

export function homeAt(homes: readonly Home[], isIt: (home: Home) => boolean): Home {
  const home = homes.find(isIt);
  if (home === undefined) throw new Problem("not_found", "There is no such place.");
  return home;
}

export async function keptIn(home: Home): Promise<Kept[]> {
  const { projects, backups } = home.stores;
  const [cards, known] = await Promise.all([projects.all(), backups?.all()]);
  return cards.map((card) => ({ home, card, backup: known?.get(card.project.id) ?? null }));
}

/** The two halves of a project that is on its way are one, in the place that it leaves; copies that are still being written
 * are none. */
function placed(
  kept: readonly Kept[],
  homes: readonly Home[],
  isMoving: (project: string) => boolean,
): PlacedProject[] {
  const leaving = new Set(kept.filter(({ card }) => card.moving === "leaving").map(idOf));
  const shown = kept.filter(
    ({ card }) => card.moving === "leaving" || !(card.moving || leaving.has(card.project.id)),
  );
  return shown.map((one) => {
    const { card, home, backup } = one;
    if (card.moving === null) return { card, place: home.place, moving: null, backup };
    const other = kept.find((half) => half !== one && idOf(half) === idOf(one));
    return {
      card,
      place: home.place,
      moving: movingOf(one, other, homes, isMoving(idOf(one))),
      backup: null,
    };
  });
}

function movingOf(
  { home, card }: Kept,
  other: Kept | undefined,
  homes: readonly Home[],
  underWay: boolean,
): MovingProject {
  // What only this browser sees, only this browser moves: so it is clear where to.
  const target = other?.home ?? (home.place.here ? homes.find((another) => another !== home) : undefined);
  return { to: target?.place ?? null, share: other === undefined ? 0 : shareOf(other.card, card), underWay };
}

function shareOf(arrived: ProjectCard, whole: ProjectCard): number {
  if (arrived.moving === null) return 1;
  return Math.min(NOT_ALL, arrived.counts.examples / Math.max(1, whole.counts.examples));
}

function idOf({ card }: Kept): string {
  return card.project.id;
}

function newestFirst(one: PlacedProject, other: PlacedProject): number {
  return one.card.project.id < other.card.project.id ? 1 : -1;
}
