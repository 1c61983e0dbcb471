import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { Project, ProjectCard, ProjectChange } from "../contract/values.js";
import type { OpenedProject, Workshop } from "../contract/workshop.js";
import { hearStored } from "./add-queue.js";
import { attempt } from "./attempt.js";
import { changeProject } from "./change-project.js";
import { hearUndone } from "./undone.js";

const REFRESH_AFTER = 250;

/** The project that a page shows: its stores and its card, read again after every change. */
export class OpenProject implements ReactiveController {
  problem: unknown = null;
  /** what the page of the present step shows beside the card, read again when it was changed from elsewhere */
  reread: (card: ProjectCard) => Promise<unknown> = () => Promise.resolve();

  #host: ReactiveControllerHost;
  #opened: OpenedProject | null = null;
  #timer = 0;
  #stop: (() => void)[] = [];

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get card(): ProjectCard | null {
    return this.#opened?.card ?? null;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    for (const stop of this.#stop.splice(0)) stop();
  }

  async open(workshop: Workshop, id: string): Promise<void> {
    this.problem = null;
    this.#listen(workshop, id);
    try {
      this.#opened = await workshop.open(id);
    } catch (problem) {
      this.problem = problem;
    }
    this.#host.requestUpdate();
  }

  /** Read the card again, and once more when another answer came in between: this one may be the older. */
  async refresh(): Promise<ProjectCard> {
    for (;;) {
      const { stores, card } = this.needed();
      const fresh = await stores.projects.get(card.project.id);
      if (this.card === card) return this.#show(fresh);
    }
  }

  /** Change name, language or labels. */
  async update(change: (project: Project) => ProjectChange): Promise<ProjectCard> {
    const { stores, card } = this.needed();
    return this.#show(await changeProject(stores.projects, card.project, change));
  }

  needed(): OpenedProject {
    if (!this.#opened) throw new Error("no project is open");
    return this.#opened;
  }

  #listen(workshop: Workshop, id: string): void {
    this.hostDisconnected();
    const changed = (project: string) => {
      if (project === id) this.#soon(() => this.#readAll());
    };
    const stored = (project: string) => {
      if (project === id) this.#soon(() => this.refresh());
    };
    const undone = () => void attempt(() => this.#readAll());
    this.#stop = [workshop.listen(changed), hearStored(stored), hearUndone(undone)];
  }

  async #readAll(): Promise<void> {
    if (this.#opened) await this.reread(await this.refresh());
  }

  /** When things have been quiet for a moment: typing fast should not ask each time. What did not come is no loss; the next
   * change asks again. */
  #soon(read: () => Promise<unknown>): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      read().catch(() => undefined);
    }, REFRESH_AFTER);
  }

  #show(card: ProjectCard): ProjectCard {
    this.#opened = { ...this.needed(), card };
    this.#host.requestUpdate();
    return card;
  }
}
