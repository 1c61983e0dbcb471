/** Where projects are kept. This file and `storage/routing.py` are the only ones that know the places apart. */

import type { Me, Place, Workshop } from "../contract/workshop.js";
import { cloudStores } from "./cloud.js";
import { WebsiteGrants } from "./grants.js";
import { allProjects, type Home, homeAt, opened, openedHere } from "./homes.js";
import { keepingAt } from "./keeping.js";
import { clearLocal, foundLocal, GUEST, listenLocal, openLocal, setAsideLocal } from "./local/index.js";
import { duplicate, moveTo, stopMoving, whatIsMoving } from "./moving.js";
import { type Line, steadyLine, type Website, website } from "./website.js";

/** This browser first: it answers at once, and without a network. */
export function openWorkshop(me: Me, line: Line = steadyLine(me.csrfToken)): Workshop {
  const site = website(line);
  const here = inBrowser(me);
  const homes = [here, onWebsite(me, site)];
  return {
    places: homes.filter(({ allowed }) => allowed).map(({ place }) => place),
    all: async () => allProjects(homes, await whatIsMoving()),
    open: (project) => opened(homes, project),
    stores: (id) => homeAt(homes, ({ place }) => place.id === id).stores,
    move: (project, to, copying) => moveTo(homes, project, to, copying),
    stopMoving: (project) => stopMoving(homes, project),
    duplicate: (project, name, copying) => duplicate(homes, project, name, copying),
    here: () => openedHere(homes),
    clearHere: () => clearLocal(ownerOf(me)),
    found: isGuest(me) ? null : foundLocal(me.person, me.policy.kinds),
    grants: new WebsiteGrants(site),
    setAside: () => setAsideLocal(ownerOf(me)),
    keeping: keepingAt(here),
    listen: listenLocal,
  };
}

function inBrowser(me: Me): Home {
  const id = "local";
  const allowed = me.policy.storages.includes(id);
  const first = me.policy.firstStorage === id;
  const limits = { projectsLimit: null, examplesLimit: null, roomElsewhere: false };
  const place: Place = { id, look: "computer", ...limits, first, here: true, shared: isGuest(me) };
  const person = { id: ownerOf(me), name: me.person.name };
  return { place, allowed, stores: openLocal({ person, kinds: me.policy.kinds, allowed }) };
}

function isGuest({ person }: Me): boolean {
  return person.role === "guest";
}

/** Who owns what this person makes in this browser: that of guests belongs to the browser. */
function ownerOf(me: Me): string {
  return isGuest(me) ? GUEST : me.person.id;
}

function onWebsite(me: Me, site: Website): Home {
  const id = "cloud";
  const { storages, firstStorage, projects: projectsLimit, texts: examplesLimit } = me.policy;
  const first = firstStorage === id;
  const limits = { projectsLimit, examplesLimit, roomElsewhere: storages.includes("local") };
  const place: Place = { id, look: "website", ...limits, first, here: false, shared: false };
  return { place, allowed: storages.includes(id), stores: cloudStores(site) };
}
