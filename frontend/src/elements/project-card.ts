import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { ModelState, NextStep, ProjectCard } from "../contract/values.js";
import type { Place, PlacedProject } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import { checkProjectName } from "../workshop/name-checks.js";
import type { ProjectActs } from "../workshop/project-acts.js";
import { type Step, stepHref } from "../workshop/router.js";
import type { Transfer } from "../workshop/transfers.js";
import { binIcon, copyIcon, fileIcon, kindPicture, pencilIcon, placeIcon } from "./icons.js";
import { type Act } from "./more-menu.js";
import { countIn, kindName, placeName } from "./names.js";
import "./backup-line.js";
import { LightElement } from "./light.js";
import "./more-menu.js";
import type { RenameElement } from "./rename.js";
import "./rename.js";
import { movingPanel, transferPanel } from "./under-way.js";

const states: Record<ModelState, () => string> = {
  none: say.modelNone,
  training: say.modelTraining,
  ready: say.modelReady,
  changed: say.modelChanged,
};

const nextSteps: Record<NextStep, { step: Step; name: () => string }> = {
  label: { step: "train", name: say.nextLabel },
  fields: { step: "train", name: say.nextFields },
  collect: { step: "train", name: say.nextCollect },
  train: { step: "test", name: say.nextTrain },
  train_again: { step: "test", name: say.nextTrainAgain },
  test: { step: "test", name: say.nextTest },
};

const ways: Record<Place["look"], () => string> = {
  website: say.moveToWebsite,
  computer: say.moveToComputer,
};

/** One project in the list, with the one thing to do next and a menu of all others; or how far it is on its way. */
@customElement("ml-project-card")
export class ProjectCardElement extends LightElement {
  @property({ attribute: false }) placed!: PlacedProject;
  @property({ attribute: false }) transfer: Transfer | undefined;
  @property({ attribute: false }) acts!: ProjectActs;

  #hadFocus = false;

  override willUpdate(): void {
    this.#hadFocus = this.contains(document.activeElement);
  }

  /** When the button that had the focus is gone, the one in its place gets it. */
  override updated(): void {
    if (!this.#hadFocus || this.contains(document.activeElement)) return;
    this.querySelector<HTMLElement>(".project-card__foot :is(a, button)")?.focus();
  }

  override render(): TemplateResult {
    const { card, place } = this.placed;
    const { project } = card;
    return html`<article class="card project-card kind--${project.kind}" aria-label=${project.name}>
      <div class="project-card__head">${kindPicture(project.kind)} ${this.#name()}</div>
      <p class="row project-card__facts">
        <span class="pill">${kindName(project.kind)}</span>
        <span class="pill pill--plain">${placeIcon(place.look)} ${placeName(place.look)}</span>
      </p>
      <p class="quiet">${this.#counts(card)}</p>
      ${this.#rest()}
    </article>`;
  }

  #counts({ project: { kind, labels, fields }, counts }: ProjectCard): string {
    const parts = kind === "prediction" ? say.fieldsCount(fields.length) : say.labels(labels.length);
    return `${parts}, ${countIn(kind, counts.examples)}`;
  }

  get #isBusy(): boolean {
    return this.transfer !== undefined || this.placed.moving !== null;
  }

  /** What is under way keeps its name. */
  #name(): TemplateResult {
    const { name } = this.placed.card.project;
    if (this.#isBusy) return html`<h2 class="row__grow"><span dir="auto">${name}</span></h2>`;
    return html`<ml-rename
      class="row__grow"
      .name=${name}
      .check=${checkProjectName}
      .rename=${(wanted: string) => this.acts.rename(this.placed, wanted)}
    ></ml-rename>`;
  }

  #rest(): TemplateResult {
    const { placed, acts, transfer } = this;
    const { name } = placed.card.project;
    const stop = () => void acts.stop(placed);
    if (transfer) return transferPanel(transfer, name, stop);
    if (placed.moving === null)
      return html`<p>${this.#state(placed.card)}</p>
        <ml-backup-line
          .name=${name}
          .backup=${placed.backup}
          @ml-save-file=${() => void acts.saveToFile(placed)}
          @ml-later=${() => void acts.later(placed)}
        ></ml-backup-line>
        ${this.#foot(placed)}`;
    const { to } = placed.moving;
    const goOn = () => (to === null ? undefined : void acts.move(placed, to));
    return movingPanel(placed.moving, name, { goOn, stop });
  }

  #foot({ card }: PlacedProject): TemplateResult {
    const { id, name } = card.project;
    return html`<div class="row row--apart project-card__foot">
      ${this.#next(card)}
      <ml-more-menu .name=${name} .key=${id} .acts=${this.#menu()}></ml-more-menu>
    </div>`;
  }

  #menu(): Act[] {
    const { placed, acts } = this;
    const moves = acts.placesFor(placed).map((to) => ({
      name: ways[to.look](),
      icon: placeIcon(to.look),
      run: () => void acts.move(placed, to),
    }));
    return [
      {
        name: say.renameThis(),
        icon: pencilIcon(),
        run: () => this.querySelector<RenameElement>("ml-rename")?.edit(),
      },
      { name: say.makeCopy(), icon: copyIcon(), run: () => void acts.copy(placed) },
      { name: say.saveToFile(), icon: fileIcon(), run: () => void acts.saveToFile(placed) },
      // What is learning now would be learned nowhere.
      ...(placed.card.modelState === "training" ? [] : moves),
      { name: say.delete(), icon: binIcon(), run: () => void acts.remove(placed) },
    ];
  }

  #state({ modelState, lastScore }: ProjectCard): TemplateResult {
    if (!lastScore) return html`${states[modelState]()}`;
    const score = say.score(lastScore.right, lastScore.of);
    return html`${states[modelState]()}
      <strong>${modelState === "ready" ? score : say.lastTime(score)}</strong>`;
  }

  #next({ project, nextStep, modelState }: ProjectCard): TemplateResult {
    const { step, name } = nextSteps[nextStep];
    const words = modelState === "training" ? say.nextWatch() : name();
    return html`<a class="button button--main" href=${stepHref(project.id, step)}>
      ${words} <span class="visually-hidden">${project.name}</span>
    </a>`;
  }
}
