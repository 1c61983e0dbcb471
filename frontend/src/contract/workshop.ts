/** What the workshop's pages know of the places where projects are kept: data, never which place it is. */

import type { Backup, ProjectCard, ProjectKind } from "./values.js";
import type { Stores } from "./stores.js";
import type { Grants } from "./told.js";

export interface Me {
  person: { id: string; name: string; role: "student" | "teacher" | "guest" };
  schoolClass: { id: string; name: string } | null;
  csrfToken: string;
  /** when a guest is gone, with what the website keeps of them, in UTC milliseconds; null for others */
  guestUntil: number | null;
  policy: Policy;
  /** until when the teacher asks everyone to save; UTC milliseconds */
  remindUntil: number | null;
  /** the name of the computer that was used last, where the website was told */
  lastComputer: string | null;
}

/** The limits hold for what the website keeps. */
export interface Policy {
  storages: string[];
  firstStorage: string;
  projects: number;
  texts: number;
  rows: number;
  pictures: number;
  sounds: number;
  /** of all projects of a person together */
  bytes: number;
  /** whether pictures may be fetched from web addresses */
  webAddresses: boolean;
  /** whether the website may keep pictures and voices */
  mediaOnWebsite: boolean;
  kinds: ProjectKind[];
  /** who learns from texts: this website and its pages themselves, or the class's own Watson Assistant */
  textsLearnedBy: "here" | "watson";
  /** after so many hours a model goes away that another service has learned */
  modelHours: number;
}

export interface Place {
  id: string;
  /** which picture, name and sentence a page shows for it */
  look: "website" | "computer";
  /** how many projects fit; null without limit */
  projectsLimit: number | null;
  /** how many examples fit in one project of each kind; null without limit */
  examplesLimits: Record<ProjectKind, number> | null;
  /** how many bytes all projects there may have together; null without limit */
  bytesLimit: number | null;
  /** which kinds of project may be kept there */
  kinds: ProjectKind[];
  /** whether a project that is too large for this place can be moved to one without limits */
  roomElsewhere: boolean;
  /** chosen beforehand for a new project */
  first: boolean;
  /** It is this browser: what is here stays when its owner signs out, and the website knows of it only what it is told. */
  here: boolean;
  /** whether anyone who uses this browser sees what is kept there */
  shared: boolean;
  /** The Watson Assistant of the class learns the texts of projects there, and has them and the model for so many hours; null
   * where they are learned by the place itself. */
  lends: { hours: number } | null;
  /** how many guesses a page may ask for that asks on and on, one after the other */
  guessesASecond: number;
}

export interface PlacedProject {
  card: ProjectCard;
  place: Place;
  moving: MovingProject | null;
  /** null where nothing is lost with a computer, and on its way */
  backup: Backup | null;
}

/** A project that is on its way from its place. */
export interface MovingProject {
  /** null when that is not known here, as for one that another computer moves to itself */
  to: Place | null;
  /** how much of it is there, from 0 to 1 */
  share: number;
  /** whether a page of this browser is moving it now; otherwise it waits for somebody to go on */
  underWay: boolean;
}

export interface Copying {
  signal?: AbortSignal;
  /** Told how much is written, from 0 to 1. */
  progress?: (share: number) => void;
}

/** How much room this browser has for what it keeps. Where it does not say, the bytes are null. */
export interface Room {
  used: number | null;
  free: number | null;
  /** it is nearly full */
  low: boolean;
  /** whether it keeps everything also when the disk fills up */
  kept: boolean;
  /** Who decides about that when it is asked: the person or the browser; null where it cannot be asked, or not again. */
  decides: "person" | "browser" | null;
}

/** What is wrong with keeping things in this browser: nothing can be kept, or it goes with the window. */
export type Trouble = "nothing_kept" | "gone_with_window";

export interface Keeping {
  /** null when all is well, and where it cannot be told */
  trouble(): Promise<Trouble | null>;
  /** null where this browser keeps no project of this person and may not, and where it cannot be reached */
  room(): Promise<Room | null>;
  /** Asks the browser to keep everything also when the disk fills up. Answers whether it does. */
  ask(): Promise<boolean>;
  /** Calls when something new is here and the browser would ask the person about it, so that a page says why first.
   * Answers how to stop that. */
  beforeAsking(explain: () => void): () => void;
  /** the projects of this browser that have changes which are in no file, newest first */
  inNoFile(): Promise<OpenedProject[]>;
}

export interface OpenedProject {
  stores: Stores;
  place: Place;
  card: ProjectCard;
}

/** A damaged project. It is kept, but cannot be opened. */
export interface SetAside {
  id: string;
  /** empty when even that cannot be read */
  name: string;
  /** a project file with what can be read of it */
  salvage(): Promise<Blob>;
}

/** Projects without an owner, which this person may say to be theirs. */
export interface Found {
  /** those that this person has not refused */
  all(): Promise<ProjectCard[]>;
  /** Makes all of them this person's. */
  claim(): Promise<void>;
  /** They are somebody else's, and this person is not asked again. */
  refuse(): Promise<void>;
}

export interface Workshop {
  /** the places that this person may use for a new project */
  places: Place[];
  /** Newest first over all places. `away` are the places that did not answer; the others' projects are there all the same.
   * Problems: `sign_in`, and that of the first place when none answers. */
  all(): Promise<{ projects: PlacedProject[]; away: Place[] }>;
  /** What was removed a moment ago and can come back, what was removed last first. A place that does not answer has none. */
  removed(): Promise<Pick<PlacedProject, "card" | "place">[]>;
  /** The stores of the place that has it, and its card. Problem: `not_found` when no place has it. */
  open(project: string): Promise<OpenedProject>;
  stores(place: string): Stores;
  /** The projects that this browser keeps, newest first, whether or not new ones may be made here. */
  here(): Promise<OpenedProject[]>;
  /** Takes this person's projects out of this browser, for good. */
  clearHere(): Promise<void>;
  /** What guests have made in this browser; nothing for a guest, whose it is. */
  found: Found | null;
  /** what the website has been told of them */
  grants: Grants;
  /** The picture at a web address, which the website gets; null where the class does not do so. Problems: `invalid`,
   * `too_large`, `rate_limited`, `storage_unavailable`. */
  fromWeb: ((address: string) => Promise<Blob>) | null;
  /** To another place, or on with a move that broke off. It can be stopped with the signal, and then rejects with its
   * reason. Problems: those of the stores; `limit_reached`, before anything is done, with "projects" or "examples" as its
   * field; `conflict` while another page moves it, or when it was stopped from elsewhere. */
  move(project: string, to: string, copying?: Copying): Promise<ProjectCard>;
  /** It stays where it was. */
  stopMoving(project: string): Promise<void>;
  /** A second one in the same place, with another name. Stopped as `move`. */
  duplicate(project: string, name: string, copying?: Copying): Promise<ProjectCard>;
  /** this person's damaged projects */
  setAside(): Promise<SetAside[]>;
  keeping: Keeping;
  /** Tells which projects are changed by other pages of this browser. Answers how to stop that. */
  listen(heard: (project: string) => void): () => void;
}
