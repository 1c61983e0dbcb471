/** What the workshop's pages know of the places where projects are kept: data, never which place it is. */

import type { ProjectCard, ProjectKind } from "./values.js";
import type { Stores } from "./stores.js";
import type { Grants } from "./told.js";

export interface Me {
  person: { id: string; name: string; role: "student" | "teacher" | "guest" };
  schoolClass: { id: string; name: string } | null;
  csrfToken: string;
  policy: { storages: string[]; firstStorage: string; projects: number; texts: number; kinds: ProjectKind[] };
}

export interface Place {
  id: string;
  /** which picture, name and sentence a page shows for it */
  look: "website" | "computer";
  /** how many projects fit; null without limit */
  projectsLimit: number | null;
  /** chosen beforehand for a new project */
  first: boolean;
  /** It is this browser: what is here stays when its owner signs out, and the website knows of it only what it is told. */
  here: boolean;
}

export interface PlacedProject {
  card: ProjectCard;
  place: Place;
}

export interface OpenedProject {
  stores: Stores;
  place: Place;
  card: ProjectCard;
}

export interface Workshop {
  /** the places that this person may use for a new project */
  places: Place[];
  /** Newest first over all places. `away` are the places that did not answer; the others' projects are there all the same.
   * Problems: `sign_in`, and that of the first place when none answers. */
  all(): Promise<{ projects: PlacedProject[]; away: Place[] }>;
  /** The stores of the place that has it, and its card. Problem: `not_found` when no place has it. */
  open(project: string): Promise<OpenedProject>;
  stores(place: string): Stores;
  /** The projects that this browser keeps, newest first, whether or not new ones may be made here. */
  here(): Promise<OpenedProject[]>;
  /** what the website has been told of them */
  grants: Grants;
  /** Tells which projects are changed by other pages of this browser. Answers how to stop that. */
  listen(heard: (project: string) => void): () => void;
}
