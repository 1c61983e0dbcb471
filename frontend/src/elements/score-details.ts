import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { ModelFile, ProjectCard, ReportLine } from "../contract/values.js";
import { say } from "../i18n/index.js";
import "../styles/scores.css";
import type { OpenProject } from "../workshop/open-project.js";
import { cardHref } from "../workshop/router.js";
import "./confusion-grid.js";
import { LightElement } from "./light.js";
import "./model-history.js";
import "./row-misses.js";

/** What is behind a score: what was taken for what, and the models before. */
@customElement("ml-score-details")
export class ScoreDetailsElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @property({ attribute: false }) model!: ModelFile;
  @property({ attribute: false }) report: readonly ReportLine[] = [];

  override render(): TemplateResult {
    const { project, card, model } = this;
    return html`<div class="score-details">
      ${model.scores.heldBack.of > 0 ? this.#tested() : nothing}
      <section class="panel stack stack--tight" aria-labelledby="card-title">
        <h2 id="card-title" class="panel__title">${say.card()}</h2>
        <p>${say.cardHow()}</p>
        <p><a class="button" href=${cardHref(card.project.id)}>${say.cardShow()}</a></p>
      </section>
      <ml-model-history .project=${project} .card=${card} .model=${model}></ml-model-history>
    </div>`;
  }

  #tested(): TemplateResult {
    const { project, card, model, report } = this;
    return model.kind === "prediction"
      ? html`<ml-row-misses
          .project=${project}
          .card=${card}
          .model=${model}
          .report=${report}
        ></ml-row-misses>`
      : html`<ml-confusion-grid
          .project=${project}
          .card=${card}
          .model=${model}
          .report=${report}
        ></ml-confusion-grid>`;
  }
}
