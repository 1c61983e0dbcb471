/** Where projects are kept. This file and `storage/routing.py` are the only ones that know the places apart. */

import type { ProjectKind } from "../contract/values.js";
import type { Me, Place, Policy, Workshop } from "../contract/workshop.js";
import { cloudStores } from "./cloud.js";
import { WebsiteGrants } from "./grants.js";
import { allProjects, type Home, homeAt, opened, openedHere, removedProjects } from "./homes.js";
import { keepingAt } from "./keeping.js";
import { WebsiteLending } from "./lending.js";
import { clearLocal, foundLocal, GUEST, listenLocal, openLocal, setAsideLocal } from "./local/index.js";
import { duplicate, moveTo, stopMoving, whatIsMoving } from "./moving.js";
import { pictureAt } from "./web-pictures.js";
import { type Line, steadyLine, type Website, website } from "./website.js";

/** This browser first: it answers at once, and without a network. */
export function openWorkshop(me: Me, line: Line = steadyLine(me.csrfToken)): Workshop {
  const site = website(line);
  const here = inBrowser(me, site);
  const homes = [here, onWebsite(me, site)];
  return {
    places: homes.filter(({ allowed }) => allowed).map(({ place }) => place),
    all: async () => allProjects(homes, await whatIsMoving()),
    removed: () => removedProjects(homes),
    open: (project) => opened(homes, project),
    stores: (id) => homeAt(homes, ({ place }) => place.id === id).stores,
    move: (project, to, copying) => moveTo(homes, project, to, copying),
    stopMoving: (project) => stopMoving(homes, project),
    duplicate: (project, name, copying) => duplicate(homes, project, name, copying),
    here: () => openedHere(homes),
    clearHere: () => clearLocal(ownerOf(me)),
    found: isGuest(me) ? null : foundLocal(me.person, me.policy.kinds),
    grants: new WebsiteGrants(site),
    fromWeb: me.policy.webAddresses ? (address) => pictureAt(site, address) : null,
    setAside: () => setAsideLocal(ownerOf(me)),
    keeping: keepingAt(here),
    listen: listenLocal,
  };
}

function inBrowser(me: Me, site: Website): Home {
  const id = "local";
  const allowed = me.policy.storages.includes(id);
  const first = me.policy.firstStorage === id;
  const limits = { projectsLimit: null, examplesLimits: null, bytesLimit: null, roomElsewhere: false };
  const { kinds } = me.policy;
  const place: Place = {
    id,
    look: "computer",
    ...limits,
    kinds,
    first,
    here: true,
    shared: isGuest(me),
    lends: lendsOf(me),
    guessesASecond: 5,
  };
  const person = { id: ownerOf(me), name: me.person.name };
  const lending = { website: new WebsiteLending(site), texts: learnsElsewhere(me) };
  return { place, allowed, stores: openLocal({ person, kinds, allowed, lending }) };
}

function learnsElsewhere({ policy }: Me): boolean {
  return policy.textsLearnedBy === "watson";
}

function lendsOf(me: Me): Place["lends"] {
  return learnsElsewhere(me) ? { hours: me.policy.modelHours } : null;
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
  const { policy } = me;
  const place: Place = {
    id,
    look: "website",
    projectsLimit: policy.projects,
    examplesLimits: examplesLimits(policy),
    bytesLimit: policy.bytes,
    roomElsewhere: policy.storages.includes("local"),
    kinds: policy.kinds.filter((kind) => policy.mediaOnWebsite || !MEDIA_KINDS.has(kind)),
    first: policy.firstStorage === id,
    here: false,
    shared: false,
    lends: lendsOf(me),
    // Each is a request: a fifth of what one person may ask for there.
    guessesASecond: 2,
  };
  return { place, allowed: policy.storages.includes(id), stores: cloudStores(site) };
}

/** Their examples may show faces and carry voices. */
const MEDIA_KINDS: ReadonlySet<ProjectKind> = new Set<ProjectKind>(["images", "sounds"]);

function examplesLimits({ texts, rows, pictures, sounds }: Policy): Record<ProjectKind, number> {
  return { text: texts, numbers: rows, prediction: rows, images: pictures, sounds };
}
