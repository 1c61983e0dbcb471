import { html, nothing, type TemplateResult } from "lit";

import { isUnderWay } from "../contract/rules.js";
import type { Method, ModelFile, ProjectCard, Run } from "../contract/values.js";
import { day, say, whyFailed } from "../i18n/index.js";
import { methodOf } from "../workshop/methods.js";
import { needsOf } from "../workshop/needs.js";
import { stepHref } from "../workshop/router.js";
import { methodChoice } from "./method-choice.js";

interface Training {
  card: ProjectCard;
  /** the run that is under way, or the one that failed */
  run: Run | null;
  model: ModelFile | null;
  /** the button has been pressed and nothing has begun yet */
  starting: boolean;
  /** how it will learn */
  method: Method;
  choose: (method: Method) => void;
  start: () => void;
  cancel: (run: Run) => void;
}

/** The training of a project: what is missing, the button, or how far it is. */
export function trainingPanel(training: Training): TemplateResult {
  const { run } = training;
  return html`<section class="panel training stack" tabindex="-1" aria-labelledby="training-title">
    <h2 id="training-title">${say.learn()}</h2>
    ${run && isUnderWay(run) ? underWay(run, training.cancel) : idle(training)}
  </section>`;
}

function idle(training: Training): TemplateResult {
  const { card, run, model } = training;
  const needs = needsOf(card);
  return html`
    ${run?.state === "failed" ? html`<p class="field__error">${whyFailed(run)}</p>` : nothing}
    ${model ? learnt(card, model) : nothing} ${needs.length > 0 ? lacking(card, needs) : button(training)}
  `;
}

function learnt(card: ProjectCard, model: ModelFile): TemplateResult {
  const examples = Object.values(model.counts).reduce((sum, count) => sum + count, 0);
  return html`
    <p class="quiet">${say.trainedOn(day(model.trainedAt), examples)}</p>
    ${card.modelState === "changed" ? html`<p class="notice">${say.changedSince()}</p>` : nothing}
  `;
}

function lacking(card: ProjectCard, needs: string[]): TemplateResult {
  return html`
    <p>${say.needsTitle()}:</p>
    <ul>
      ${needs.map((need) => html`<li>${need}</li>`)}
    </ul>
    <a class="button button--main" href=${stepHref(card.project.id, "train")}>${say.goToTrain()}</a>
  `;
}

function button({ card, model, starting, start, method, choose }: Training): TemplateResult {
  const { counts, modelState, project } = card;
  const fresh = model !== null && modelState === "ready" && methodOf(model) === method;
  return html`
    ${project.kind === "numbers" ? methodChoice(method, choose) : nothing}
    ${fresh ? nothing : html`<p>${say.trainHow(counts.examples - counts.heldBack)}</p>`}
    <button
      type="button"
      class="button ${fresh ? "" : "button--main button--big"}"
      ?disabled=${starting}
      @click=${start}
    >
      ${model ? say.trainAgain() : say.train()}
    </button>
  `;
}

function underWay(run: Run, cancel: (run: Run) => void): TemplateResult {
  const seconds = Math.max(1, Math.ceil(run.expectedSeconds * (1 - run.progress)));
  return html`
    <p id="training-how">${run.state === "queued" ? say.waiting(run.place) : say.training()}</p>
    <progress aria-labelledby="training-how" max="1" .value=${run.progress}></progress>
    <p class="quiet">${say.secondsLeft(seconds)}</p>
    <button type="button" class="button" @click=${() => cancel(run)}>${say.stopTraining()}</button>
  `;
}
