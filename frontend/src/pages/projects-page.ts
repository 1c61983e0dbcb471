import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Me, Place, PlacedProject, Room, Workshop } from "../contract/workshop.js";
import { plusIcon, sortingPicture } from "../elements/icons.js";
import { LightElement } from "../elements/light.js";
import { problemNotice } from "../elements/problem-notice.js";
import "../elements/offline-panel.js";
import "../elements/browser-note.js";
import "../elements/found-projects.js";
import { guestNotice } from "../elements/guest-notice.js";
import "../elements/open-file.js";
import "../elements/project-card.js";
import { removedProjects } from "../elements/removed-projects.js";
import { setAsideNotice } from "../elements/set-aside-notice.js";
import "../elements/storage-meter.js";
import { say, sentenceFor, size } from "../i18n/index.js";
import { LineWatch } from "../offline/line-watch.js";
import { bytesIn, isFull, projectsIn } from "../workshop/places.js";
import { ProjectActs } from "../workshop/project-acts.js";
import { newProjectHref } from "../workshop/router.js";
import { ShownProjects } from "../workshop/shown-projects.js";
import type { Telling } from "../workshop/telling.js";
import { setTitle } from "../workshop/title.js";
import { transfers } from "../workshop/transfers.js";

/** All projects of this person, wherever they are kept. */
@customElement("ml-projects")
export class ProjectsPage extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property({ attribute: false }) telling!: Telling;
  @property({ attribute: false }) me!: Me;
  readonly #shown = new ShownProjects(this, () => this.workshop);
  readonly #line = new LineWatch(this, () => this.#shown.read());

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(say.yourProjects());
    void this.#shown.read().then(() => this.showsItself());
  }

  override render(): TemplateResult {
    const { room } = this.#shown;
    return html`<div class="page stack">
      <div class="row row--apart">
        <h1 tabindex="-1">${say.yourProjects()}</h1>
        ${this.#shown.list && this.#shown.list.length + this.#shown.away.length > 0 ? this.#new() : nothing}
      </div>
      ${guestNotice(this.me)} ${this.#found()}
      <ml-browser-note .workshop=${this.workshop} .telling=${this.telling} .me=${this.me}></ml-browser-note>
      ${this.#shown.problem ? problemNotice(sentenceFor(this.#shown.problem), () => this.#shown.read()) : nothing}
      ${this.#shown.away.length > 0 ? this.#missing() : nothing} ${room?.low ? this.#meter(room) : nothing}
      ${this.#shown.list ? this.#list(this.#shown.list) : this.#shown.problem ? nothing : html`<p role="status">${say.loading()}</p>`}
      ${removedProjects(this.#shown.removed, this.#acts)} ${this.#shown.aside.map(setAsideNotice)}
      ${room && !room.low ? this.#meter(room) : nothing}
      ${this.#shown.list ? html`<ml-offline .projects=${this.#shown.list}></ml-offline>` : nothing}
    </div>`;
  }

  /** Above the projects when there is something to do about it, else below. */
  #meter(room: Room): TemplateResult {
    return html`<ml-storage-meter .workshop=${this.workshop} .room=${room}></ml-storage-meter>`;
  }

  /** Offline is no problem: nothing is lost, and what is here works. */
  #missing(): TemplateResult {
    if (!this.#line.away) return problemNotice(say.away(), () => this.#shown.read());
    return html`<p class="notice">${say.awayOffline()}</p>`;
  }

  #found(): TemplateResult | typeof nothing {
    const { found } = this.workshop;
    if (!found) return nothing;
    return html`<ml-found-projects
      .found=${found}
      @ml-claimed=${() => this.#shown.read()}
    ></ml-found-projects>`;
  }

  get #acts(): ProjectActs {
    return new ProjectActs(this.workshop, this.#shown, this.telling, () => void this.focusOn("h1"));
  }

  #list(projects: readonly PlacedProject[]): TemplateResult {
    if (projects.length === 0) return this.#shown.away.length > 0 ? html`` : this.#invitation();
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
                .transfer=${transfers.of(placed.card.project.id)}
                .acts=${this.#acts}
              ></ml-project-card>
            </li>`,
        )}
      </ul>
    `;
  }

  #new(): TemplateResult {
    if (this.#free.length === 0) return html`<p class="quiet">${say.projectsFull()}</p>`;
    return html`<div class="row">
      ${this.#openFile()}
      <a class="button button--main" href=${newProjectHref}>${plusIcon()} ${say.newProject()}</a>
    </div>`;
  }

  #openFile(): TemplateResult | typeof nothing {
    if (this.#free.length === 0) return nothing;
    return html`<ml-open-file
      .workshop=${this.workshop}
      .places=${this.#free}
      @ml-opened=${() => void this.#shown.read()}
    ></ml-open-file>`;
  }

  /** The places that have room for one more. */
  get #free(): Place[] {
    const { list, away } = this.#shown;
    return this.workshop.places.filter((place) => !isFull(place, list ?? []) && !away.includes(place));
  }

  #room(projects: readonly PlacedProject[]): TemplateResult {
    const there = this.workshop.places.filter((place) => !this.#shown.away.includes(place));
    return html`${there.flatMap((place) => roomSentences(place, projects))}`;
  }

  #invitation(): TemplateResult {
    return html`<div class="empty">
      ${sortingPicture()}
      <h2>${say.noProjects()}</h2>
      <p class="lede">${say.noProjectsHow()}</p>
      <a class="button button--main button--big" href=${newProjectHref}
        >${plusIcon()} ${say.firstProject()}</a
      >
      ${this.#openFile()}
    </div>`;
  }
}

/** How much of the limits of a place is used, said before they are reached. */
function roomSentences(place: Place, projects: readonly PlacedProject[]): TemplateResult[] {
  const { projectsLimit, bytesLimit, roomElsewhere } = place;
  const bytes = bytesIn(place, projects);
  const used = [
    ...(projectsLimit === null ? [] : [say.projectsRoom(projectsIn(place, projects), projectsLimit)]),
    ...(bytesLimit === null ? [] : [say.bytesRoom(size(bytes), size(bytesLimit))]),
  ];
  const full = bytesLimit !== null && bytes >= bytesLimit;
  return [
    ...(used.length > 0 ? [html`<p class="quiet">${used.join(" · ")}</p>`] : []),
    ...(full
      ? [html`<p class="field__error">${roomElsewhere ? say.bytesFullMove() : say.bytesFull()}</p>`]
      : []),
  ];
}
