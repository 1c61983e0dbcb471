import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { Stores } from "../contract/stores.js";
import type { Project, ProjectCard, ProjectChange } from "../contract/values.js";
import type { Workshop } from "../contract/workshop.js";
import { isCode } from "../i18n/index.js";

const REFRESH_AFTER = 250;

/** The project that a page shows: its stores and its card, read again after every change. */
export class OpenProject implements ReactiveController {
  stores: Stores | null = null;
  card: ProjectCard | null = null;
  problem: unknown = null;

  #host: ReactiveControllerHost;
  #timer = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  async open(workshop: Workshop, id: string): Promise<void> {
    this.stores = this.card = this.problem = null;
    try {
      const stores = await workshop.storesOf(id);
      this.card = await stores.projects.get(id);
      this.stores = stores;
    } catch (problem) {
      this.problem = problem;
    }
    this.#host.requestUpdate();
  }

  /** Read the card again. */
  async refresh(): Promise<ProjectCard> {
    const { stores, card } = this.needed();
    this.card = await stores.projects.get(card.project.id);
    this.#host.requestUpdate();
    return this.card;
  }

  /** Read the card again when things have been quiet for a moment: typing fast should not ask for it each time.
   * A card that did not come is no loss; the next change asks again. */
  refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.refresh().catch(() => undefined);
    }, REFRESH_AFTER);
  }

  /** Change name, language or labels. When somebody else changed them in between, the change is made once more on what is
   * there now. */
  async update(change: (project: Project) => ProjectChange): Promise<ProjectCard> {
    try {
      return await this.#update(change);
    } catch (problem) {
      if (!isCode(problem, "conflict")) throw problem;
      await this.refresh();
      return this.#update(change);
    }
  }

  async #update(change: (project: Project) => ProjectChange): Promise<ProjectCard> {
    const { stores, card } = this.needed();
    const { project } = card;
    this.card = await stores.projects.update(project.id, change(project), project.revision);
    this.#host.requestUpdate();
    return this.card;
  }

  needed(): { stores: Stores; card: ProjectCard } {
    if (!this.stores || !this.card) throw new Error("no project is open");
    return { stores: this.stores, card: this.card };
  }
}
