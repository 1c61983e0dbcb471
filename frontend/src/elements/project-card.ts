import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { ModelState, NextStep, ProjectCard } from "../contract/values.js";
import type { PlacedProject } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import { checkProjectName } from "../workshop/name-checks.js";
import { type Step, stepHref } from "../workshop/router.js";
import { binIcon, kindPicture, placeIcon } from "./icons.js";
import { kindName, placeName } from "./names.js";
import { LightElement } from "./light.js";
import "./rename.js";

const states: Record<ModelState, () => string> = {
  none: say.modelNone,
  training: say.modelTraining,
  ready: say.modelReady,
  changed: say.modelChanged,
};

const nextSteps: Record<NextStep, { step: Step; name: () => string }> = {
  label: { step: "train", name: say.nextLabel },
  collect: { step: "train", name: say.nextCollect },
  train: { step: "test", name: say.nextTrain },
  train_again: { step: "test", name: say.nextTrainAgain },
  test: { step: "test", name: say.nextTest },
};

/** One project in the list, with the one thing to do next. Fires `ml-delete`. */
@customElement("ml-project-card")
export class ProjectCardElement extends LightElement {
  @property({ attribute: false }) placed!: PlacedProject;
  @property({ attribute: false }) rename: (name: string) => Promise<boolean> = () => Promise.resolve(true);

  override render(): TemplateResult {
    const { card, place } = this.placed;
    const { project } = card;
    return html`<article class="card project-card kind--${project.kind}" aria-label=${project.name}>
      <div class="project-card__head">
        ${kindPicture(project.kind)}
        <ml-rename
          class="row__grow"
          .name=${project.name}
          .check=${checkProjectName}
          .rename=${this.rename}
        ></ml-rename>
      </div>
      <p class="row project-card__facts">
        <span class="pill">${kindName(project.kind)}</span>
        <span class="pill pill--plain">${placeIcon(place.look)} ${placeName(place.look)}</span>
      </p>
      <p class="quiet">${say.labels(project.labels.length)}, ${say.examples(card.counts.examples)}</p>
      <p>${this.#state(card)}</p>
      <div class="row row--apart project-card__foot">
        ${this.#next(card)}
        <button
          type="button"
          class="button button--quiet button--icon"
          aria-label=${say.deleteIt(project.name)}
          @click=${() => this.dispatchEvent(new CustomEvent("ml-delete"))}
        >
          ${binIcon()}
        </button>
      </div>
    </article>`;
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
