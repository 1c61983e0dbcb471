import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { ProjectCard } from "../contract/values.js";
import type { Me, Workshop } from "../contract/workshop.js";
import { attempt, leftToSignIn } from "../workshop/attempt.js";
import { kindPicture } from "../elements/icons.js";
import { LightElement } from "../elements/light.js";
import { board } from "../workshop/notices.js";
import "../elements/rename.js";
import "../elements/told-row.js";
import { isCode, say, sentenceFor } from "../i18n/index.js";
import { missingProject } from "./missing-page.js";
import { checkProjectName } from "../workshop/name-checks.js";
import { arrivals } from "../offline/arrivals.js";
import { LineWatch } from "../offline/line-watch.js";
import { extractorFor } from "../training/core/extractors/known.js";
import { OpenProject } from "../workshop/open-project.js";
import { type Step, stepHref } from "../workshop/router.js";
import type { Telling } from "../workshop/telling.js";
import { setTitle } from "../workshop/title.js";
import "./test-page.js";
import "./train-page.js";

/** One project, open: its name, its steps, and the page of the step. */
@customElement("ml-project")
export class ProjectPage extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property({ attribute: false }) telling!: Telling;
  @property({ attribute: false }) me!: Me;
  @property() project = "";
  @property() step: Step = "train";

  #open = new OpenProject(this);
  #line = new LineWatch(this, () => {
    if (this.#open.problem) void this.#load();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    await this.#open.open(this.workshop, this.project);
    if (leftToSignIn(this.#open.problem)) return;
    void this.showsItself();
  }

  /** What is trained on the website needs no pack here, however weak this computer is. */
  #getReady({ project: { kind, language }, offers }: ProjectCard): void {
    const pack = extractorFor(kind, language);
    if (!offers.offline || !pack) return;
    if (kind === "text") void arrivals.offer(pack);
    else if (arrivals.of(pack) === undefined) void arrivals.fetch(pack);
  }

  override updated(): void {
    // What is drawn once more after it was taken away names nothing any more.
    if (!this.isConnected) return;
    const { card } = this.#open;
    if (card) this.#getReady(card);
    const step = this.step === "train" ? say.trainStep() : say.testStep();
    if (card) setTitle(`${card.project.name}: ${step}`);
    else setTitle(this.#titleWithout(this.#open.problem));
  }

  override render(): TemplateResult {
    const { card, problem } = this.#open;
    if (problem) return this.#problem(problem);
    if (!card) return html`<p class="page" role="status">${say.loading()}</p>`;
    return html`<div class="page stack kind--${card.project.kind}">
      ${this.#head(card)} ${card.moving ? html`<p class="notice">${say.isMoving()}</p>` : nothing}
      ${
        this.step === "train"
          ? html`<ml-train .workshop=${this.workshop} .project=${this.#open} .card=${card}></ml-train>`
          : html`<ml-test .project=${this.#open} .card=${card}></ml-test>`
      }
    </div>`;
  }

  #head(card: ProjectCard): TemplateResult {
    const { name, kind } = card.project;
    return html`<div class="project-head">
      <div class="row row__grow">
        ${kindPicture(kind)}
        <ml-rename
          class="row__grow"
          level="1"
          .name=${name}
          .check=${checkProjectName}
          .rename=${(name: string) => attempt(() => this.#rename(name))}
        ></ml-rename>
      </div>
      <nav aria-label=${say.projectSteps()}>
        <ol class="steps">
          <li>${this.#step(1, "train", say.trainStep())}</li>
          <li>${this.#step(2, "test", say.testStep())}</li>
        </ol>
      </nav>
      <ml-told-row
        class="wide"
        .opened=${this.#open.needed()}
        .telling=${this.telling}
        .me=${this.me}
      ></ml-told-row>
    </div>`;
  }

  #step(number: number, step: Step, name: string): TemplateResult {
    return html`<a
      class="step"
      href=${stepHref(this.project, step)}
      aria-current=${this.step === step ? "step" : nothing}
      ><span class="step__number" aria-hidden="true">${number}</span>${name}</a
    >`;
  }

  async #rename(name: string): Promise<void> {
    await this.#open.update(() => ({ name }));
    board.say(say.saved());
  }

  #titleWithout(problem: unknown): string {
    if (!problem) return say.loading();
    return isCode(problem, "not_found") ? say.missing() : say.broken();
  }

  #problem(problem: unknown): TemplateResult {
    if (isCode(problem, "not_found")) return missingProject();
    const offline = this.#line.away && isCode(problem, "storage_unavailable");
    return html`<div class="page page--narrow stack">
      <h1 tabindex="-1">${offline ? say.offlineTitle() : say.broken()}</h1>
      <p class="lede">${offline ? say.offlineProject() : sentenceFor(problem)}</p>
      <button type="button" class="button button--main" @click=${() => void this.#load()}>
        ${say.tryAgain()}
      </button>
    </div>`;
  }
}
