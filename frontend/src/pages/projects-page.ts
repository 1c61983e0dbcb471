import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Place, PlacedProject, Workshop } from "../contract/workshop.js";
import { attempt, leftToSignIn, offerUndo } from "../workshop/attempt.js";
import { changeProject } from "../workshop/change-project.js";
import { plusIcon, sortingPicture } from "../elements/icons.js";
import { LightElement } from "../elements/light.js";
import { board } from "../workshop/notices.js";
import { problemNotice } from "../elements/problem-notice.js";
import "../elements/project-card.js";
import { say, sentenceFor } from "../i18n/index.js";
import { LineWatch } from "../offline/line-watch.js";
import { isFull, projectsIn } from "../workshop/places.js";
import { newProjectHref } from "../workshop/router.js";
import type { Telling } from "../workshop/telling.js";
import { setTitle } from "../workshop/title.js";
import { hearUndone } from "../workshop/undone.js";

/** All projects of this person, wherever they are kept. */
@customElement("ml-projects")
export class ProjectsPage extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property({ attribute: false }) telling!: Telling;
  @state() private projects: readonly PlacedProject[] | null = null;
  @state() private away: readonly Place[] = [];
  @state() private problem: unknown = null;
  #line = new LineWatch(this, () => this.#load());
  #deaf: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(say.yourProjects());
    this.#deaf = hearUndone(() => void this.#load());
    void this.#load().then(() => this.showsItself());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#deaf?.();
  }

  async #load(): Promise<void> {
    try {
      const { projects, away } = await this.workshop.all();
      this.projects = projects;
      this.away = away;
      this.problem = null;
    } catch (problem) {
      if (!leftToSignIn(problem)) this.problem = problem;
    }
  }

  async #rename({ card, place, moving }: PlacedProject, name: string): Promise<void> {
    const { id } = card.project;
    const { projects } = this.workshop.stores(place.id);
    const renamed = await changeProject(projects, card.project, () => ({ name }));
    this.projects = (this.projects ?? []).map((placed) =>
      placed.card.project.id === id ? { card: renamed, place, moving } : placed,
    );
    board.say(say.saved());
  }

  async #delete({ card, place }: PlacedProject): Promise<void> {
    const { id, name } = card.project;
    const { projects } = this.workshop.stores(place.id);
    await projects.remove(id);
    if (place.here) void attempt(() => this.telling.withdrawFor(id));
    await this.#load();
    void this.focusOn("h1");
    offerUndo(say.projectDeleted(name), () => projects.restore(id), say.projectBack(name));
  }

  override render(): TemplateResult {
    return html`<div class="page stack">
      <div class="row row--apart">
        <h1 tabindex="-1">${say.yourProjects()}</h1>
        ${this.projects && this.projects.length > 0 ? this.#new() : nothing}
      </div>
      ${this.problem ? problemNotice(sentenceFor(this.problem), () => this.#load()) : nothing}
      ${this.away.length > 0 ? this.#missing() : nothing}
      ${this.projects ? this.#list(this.projects) : this.problem ? nothing : html`<p role="status">${say.loading()}</p>`}
    </div>`;
  }

  /** Offline is no problem: nothing is lost, and what is here works. */
  #missing(): TemplateResult {
    if (!this.#line.away) return problemNotice(say.away(), () => this.#load());
    return html`<p class="notice">${say.awayOffline()}</p>`;
  }

  #list(projects: readonly PlacedProject[]): TemplateResult {
    if (projects.length === 0) return this.away.length > 0 && !this.#line.away ? html`` : invitation();
    return html`
      ${this.#room(projects)}
      <ul class="grid grid--even">
        ${repeat(
          projects,
          ({ card }) => card.project.id,
          (placed) =>
            html`<li>
              <ml-project-card
                .placed=${placed}
                .rename=${(name: string) => attempt(() => this.#rename(placed, name))}
                @ml-delete=${() => attempt(() => this.#delete(placed))}
              ></ml-project-card>
            </li>`,
        )}
      </ul>
    `;
  }

  #new(): TemplateResult {
    const places = this.workshop.places;
    const full = places.every((place) => isFull(place, this.projects ?? []));
    if (full) return html`<p class="quiet">${say.projectsFull()}</p>`;
    return html`<a class="button button--main" href=${newProjectHref}>${plusIcon()} ${say.newProject()}</a>`;
  }

  #room(projects: readonly PlacedProject[]): TemplateResult {
    const limited = this.workshop.places.flatMap((place) =>
      place.projectsLimit === null || this.away.includes(place)
        ? []
        : [say.projectsRoom(projectsIn(place, projects), place.projectsLimit)],
    );
    return html`${limited.map((sentence) => html`<p class="quiet">${sentence}</p>`)}`;
  }
}

function invitation(): TemplateResult {
  return html`<div class="empty">
    ${sortingPicture()}
    <h2>${say.noProjects()}</h2>
    <p class="lede">${say.noProjectsHow()}</p>
    <a class="button button--main button--big" href=${newProjectHref}>${plusIcon()} ${say.firstProject()}</a>
  </div>`;
}
