/** Where projects are kept. This file and `storage/routing.py` are the only ones that know the places apart. */

import { Problem } from "../contract/problems.js";
import type { Stores } from "../contract/stores.js";
import type { Me, OpenedProject, Place, PlacedProject, Workshop } from "../contract/workshop.js";
import { cloudStores } from "./cloud.js";
import { WebsiteGrants } from "./grants.js";
import { listenLocal, openLocal } from "./local/index.js";
import { type Line, steadyLine, type Website, website } from "./website.js";

interface Home {
  place: Place;
  stores: Stores;
  /** whether the class allows new projects here */
  allowed: boolean;
}

/** This browser first: it answers at once, and without a network. */
export function openWorkshop(me: Me, line: Line = steadyLine(me.csrfToken)): Workshop {
  const site = website(line);
  const homes = [inBrowser(me), onWebsite(me, site)];
  return {
    places: homes.filter(({ allowed }) => allowed).map(({ place }) => place),
    all: () => allProjects(homes),
    open: (project) => opened(homes, project),
    stores: (id) => storesAt(homes, id),
    here: () => openedHere(homes),
    grants: new WebsiteGrants(site),
    listen: listenLocal,
  };
}

function inBrowser(me: Me): Home {
  const id = "local";
  const allowed = me.policy.storages.includes(id);
  const first = me.policy.firstStorage === id;
  const place: Place = { id, look: "computer", projectsLimit: null, first, here: true };
  return { place, allowed, stores: openLocal({ person: me.person, kinds: me.policy.kinds, allowed }) };
}

function onWebsite(me: Me, site: Website): Home {
  const id = "cloud";
  const { storages, firstStorage, projects } = me.policy;
  const first = firstStorage === id;
  const place: Place = { id, look: "website", projectsLimit: projects, first, here: false };
  return { place, allowed: storages.includes(id), stores: cloudStores(site) };
}

/** A place that does not answer does not hide the projects of another. Rejects when none answers, and when
 * nobody is signed in any more. */
async function allProjects(homes: Home[]): Promise<{ projects: PlacedProject[]; away: Place[] }> {
  const lists = await Promise.allSettled(homes.map(({ place, stores }) => projectsAt(place, stores)));
  const failed = lists.filter((list) => list.status === "rejected");
  const signedOut = failed.find(({ reason }) => reason instanceof Problem && reason.code === "sign_in");
  if (signedOut !== undefined) throw signedOut.reason;
  if (failed[0] !== undefined && failed.length === homes.length) throw failed[0].reason;
  return {
    projects: lists.flatMap((list) => (list.status === "fulfilled" ? list.value : [])).sort(newestFirst),
    away: homes.filter((_, at) => lists[at]?.status === "rejected").map(({ place }) => place),
  };
}

async function projectsAt(place: Place, { projects }: Stores): Promise<PlacedProject[]> {
  return (await projects.all()).map((card) => ({ card, place }));
}

function newestFirst(one: PlacedProject, other: PlacedProject): number {
  return one.card.project.id < other.card.project.id ? 1 : -1;
}

/** A place that does not answer may have it or not: its problem is told only when no other place has. */
async function opened(homes: Home[], project: string): Promise<OpenedProject> {
  let problem: unknown = new Problem("not_found", "There is no such project.");
  for (const { stores, place } of homes) {
    try {
      return { stores, place, card: await stores.projects.get(project) };
    } catch (fault) {
      if (!(fault instanceof Problem && fault.code === "not_found")) problem = fault;
    }
  }
  throw problem;
}

async function openedHere(homes: Home[]): Promise<OpenedProject[]> {
  const lists = homes
    .filter(({ place }) => place.here)
    .map(async ({ place, stores }) => (await stores.projects.all()).map((card) => ({ stores, place, card })));
  return (await Promise.all(lists)).flat();
}

function storesAt(homes: Home[], id: string): Stores {
  const home = homes.find(({ place }) => place.id === id);
  if (home === undefined) throw new Problem("not_found", "There is no such place.");
  return home.stores;
}
