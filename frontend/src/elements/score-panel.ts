import { html, nothing, type TemplateResult } from "lit";

import { HELD_BACK_TO_BE_SURE } from "../workshop/certainty.js";
import type { LabelScore, LabelScores, ModelFile, NumberScores, Project } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { labelName } from "../workshop/certainty.js";
import { showAbout, showRounded } from "../workshop/row-values.js";

const DOTS_AT_MOST = 40;

/** How many of the examples that were kept back the model gets right. */
export function scorePanel(project: Project, model: ModelFile): TemplateResult {
  const { right, of } = model.scores.heldBack;
  return html`<section class="panel score stack" tabindex="-1" aria-labelledby="score-title">
    <h2 id="score-title">${say.howGood()}</h2>
    ${of === 0 ? html`<p>${say.scoreNone()}</p>` : scored(project, model, right, of)} ${secondLook(model)}
  </section>`;
}

function scored(project: Project, model: ModelFile, right: number, of: number): TemplateResult {
  return html`
    <p class="score__big">${say.score(right, of)}</p>
    ${of <= DOTS_AT_MOST ? dots(right, of) : nothing}
    <p class="quiet">${say.scoreHow()}</p>
    ${"near" in model.scores.heldBack ? numberScore(model.scores.heldBack) : labelScoresTable(project, model)}
  `;
}

/** Where few were kept for testing. */
function secondLook({ scores: { crossValidated } }: ModelFile): TemplateResult | typeof nothing {
  if (crossValidated === null) return nothing;
  const { right, of } = crossValidated;
  return html`<p>${say.crossScore(say.score(right, of))}</p>
    <p class="quiet">${say.crossHow()}</p>`;
}

/** How far off the guesses of a number are. */
function numberScore({ near, meanError, usualError, of }: NumberScores): TemplateResult {
  return html`<p>${say.scoreNear(showRounded(near))}</p>
    ${
      meanError === null || usualError === null
        ? nothing
        : html`<p>${say.scoreOff(showAbout(meanError), showAbout(usualError))}</p>`
    }
    ${of < HELD_BACK_TO_BE_SURE ? html`<p class="quiet">${say.tooFewHow()}</p>` : nothing}`;
}

function labelScoresTable(project: Project, model: ModelFile): TemplateResult {
  const { heldBack, crossValidated } = model.scores;
  const turns = crossValidated && labelScores(crossValidated);
  return html`<div class="table-scroll" role="group" tabindex="0" aria-labelledby="score-title">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">${say.scoreLabel()}</th>
            <th scope="col">${say.scoreRight()}</th>
            ${turns ? html`<th scope="col">${say.crossTurns()}</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${model.labels.map(({ id }) =>
            labelRow(labelName(project, model, id), labelScores(heldBack)[id], turns?.[id]),
          )}
        </tbody>
      </table>
    </div>
    ${unsure(model) ? html`<p class="quiet">${say.tooFewHow()}</p>` : nothing}`;
}

function unsure(model: ModelFile): boolean {
  const scores = labelScores(model.scores.heldBack);
  return model.labels.some(({ id }) => (scores[id]?.of ?? 0) < HELD_BACK_TO_BE_SURE);
}

function labelScores(scores: LabelScores | NumberScores): Record<string, LabelScore> {
  return "perLabel" in scores ? scores.perLabel : {};
}

function labelRow(name: string, score: LabelScore = { right: 0, of: 0 }, turns?: LabelScore): TemplateResult {
  return html`<tr>
    <th scope="row" dir="auto">${name}</th>
    <td>
      ${say.score(score.right, score.of)}
      ${score.of < HELD_BACK_TO_BE_SURE ? html`<span class="pill pill--plain">${say.tooFew()}</span>` : nothing}
    </td>
    ${turns ? html`<td>${say.score(turns.right, turns.of)}</td>` : nothing}
  </tr>`;
}

function dots(right: number, of: number): TemplateResult {
  const all = Array.from({ length: of }, (_, at) => at < right);
  return html`<div class="dots" aria-hidden="true">
    ${all.map((isRight) => html`<span class="dot ${isRight ? "dot--right" : ""}"></span>`)}
  </div>`;
}
