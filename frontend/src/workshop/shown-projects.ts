import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { Place, PlacedProject, Room, SetAside, Workshop } from "../contract/workshop.js";
import { leftToSignIn } from "./attempt.js";
import { transfers } from "./transfers.js";
import { hearUndone } from "./undone.js";

export type Removed = Awaited<ReturnType<Workshop["removed"]>>[number];

const READ_AFTER = 250;
/** How often a move is looked at that another page makes. */
const LOOK_EVERY = 2000;

/** All projects of a person as a page shows them, read again when they change, here or in another page. */
export class ShownProjects implements ReactiveController {
  /** null until they are there */
  list: readonly PlacedProject[] | null = null;
  away: readonly Place[] = [];
  problem: unknown = null;
  /** damaged ones */
  aside: readonly SetAside[] = [];
  /** those that can come back */
  removed: readonly Removed[] = [];
  /** in this browser */
  room: Room | null = null;

  #host: ReactiveControllerHost;
  #workshop: () => Workshop;
  #deaf: (() => void)[] = [];
  #timer = 0;

  constructor(host: ReactiveControllerHost, workshop: () => Workshop) {
    this.#host = host;
    this.#workshop = workshop;
    host.addController(this);
  }

  hostConnected(): void {
    const soon = () => {
      this.#readIn(READ_AFTER);
    };
    const again = () => {
      this.#host.requestUpdate();
    };
    this.#deaf = [hearUndone(soon), transfers.listen(again), this.#workshop().listen(soon)];
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#deaf.splice(0)) stop();
  }

  async read(): Promise<void> {
    try {
      const { projects, away } = await this.#workshop().all();
      this.list = projects;
      this.away = away;
      this.problem = null;
    } catch (problem) {
      if (!leftToSignIn(problem)) this.problem = problem;
    }
    this.#host.requestUpdate();
    void this.#measure();
    void this.#readAside();
    void this.#readRemoved();
    if (this.#isLookedFor()) this.#readIn(LOOK_EVERY);
  }

  /** Show a card that has just been answered. */
  replace(changed: PlacedProject): void {
    const { id } = changed.card.project;
    this.list = (this.list ?? []).map((placed) => (placed.card.project.id === id ? changed : placed));
    this.#host.requestUpdate();
  }

  /** The list does not wait for it. */
  async #measure(): Promise<void> {
    this.room = await this.#workshop()
      .keeping.room()
      .catch(() => null);
    this.#host.requestUpdate();
  }

  /** After the list, since reading that may have found some. */
  async #readAside(): Promise<void> {
    this.aside = await this.#workshop()
      .setAside()
      .catch(() => []);
    this.#host.requestUpdate();
  }

  async #readRemoved(): Promise<void> {
    this.removed = await this.#workshop()
      .removed()
      .catch(() => []);
    this.#host.requestUpdate();
  }

  /** What other pages and computers do with a project that is moving, nobody tells. */
  #isLookedFor(): boolean {
    return (this.list ?? []).some(({ card, moving }) => moving !== null && !transfers.of(card.project.id));
  }

  #readIn(milliseconds: number): void {
    if (this.#deaf.length === 0) return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.read(), milliseconds);
  }
}
