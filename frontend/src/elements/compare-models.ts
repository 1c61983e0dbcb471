import { html, nothing, type TemplateResult } from "lit";

import type { LabelScore, ModelFile, Project } from "../contract/values.js";
import { moment, say } from "../i18n/index.js";
import { showAbout } from "../workshop/row-values.js";

type Pair = readonly [older: string, newer: string];

/** Two models side by side: how often each was right, in all and for each label. */
export function compareModels(
  project: Project,
  models: readonly ModelFile[],
  pair: Pair,
  choose: (pair: Pair) => void,
): TemplateResult {
  const [older, newer] = inTime(models, pair);
  const chosen = (at: 0 | 1, id: string): Pair => (at === 0 ? [id, pair[1]] : [pair[0], id]);
  return html`<section class="stack stack--tight" aria-labelledby="compare-title">
    <h3 id="compare-title">${say.compareTitle()}</h3>
    <div class="compare__choices">
      ${chooser("compare-one", say.compareOne(), models, pair[0], (id) => choose(chosen(0, id)))}
      ${chooser("compare-other", say.compareOther(), models, pair[1], (id) => choose(chosen(1, id)))}
    </div>
    ${older && newer && older !== newer ? sideBySide(project, older, newer) : nothing}
  </section>`;
}

/** Ids of models are in time order. */
function inTime(models: readonly ModelFile[], pair: Pair): (ModelFile | undefined)[] {
  return [...pair].sort().map((id) => models.find((model) => model.id === id));
}

function chooser(
  key: string,
  name: string,
  models: readonly ModelFile[],
  chosen: string,
  choose: (id: string) => void,
): TemplateResult {
  return html`<div class="field">
    <label for=${key}>${name}</label>
    <select
      id=${key}
      class="input"
      .value=${chosen}
      @change=${({ currentTarget }: Event) => choose((currentTarget as HTMLSelectElement).value)}
    >
      ${models.map(
        (model) =>
          html`<option value=${model.id} ?selected=${model.id === chosen}>
            ${say.compareOption(moment(model.trainedAt), inAll(model))}
          </option>`,
      )}
    </select>
  </div>`;
}

function sideBySide(project: Project, older: ModelFile, newer: ModelFile): TemplateResult {
  const names = new Map(
    [...older.labels, ...newer.labels, ...project.labels].map(({ id, name }) => [id, name]),
  );
  const shown = [...new Set([...newer.labels, ...older.labels].map(({ id }) => id))];
  return html`<p>${verdict(older, newer)}</p>
    <div class="table-scroll" role="group" tabindex="0" aria-labelledby="compare-title">
      <table class="table">
        <thead>
          <tr>
            <td></td>
            ${[older, newer].map(({ trainedAt }) => html`<th scope="col">${moment(trainedAt)}</th>`)}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">${say.compareAll()}</th>
            ${[older, newer].map((model) => html`<td>${inAll(model)}</td>`)}
          </tr>
          ${shown.map(
            (id) =>
              html`<tr>
                <th scope="row" dir="auto">${names.get(id)}</th>
                ${[older, newer].map((model) => html`<td>${ofLabel(model, id)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="quiet">${say.compareHow()}</p>`;
}

function verdict(older: ModelFile, newer: ModelFile): string {
  const [before, now] = [older, newer].map(({ scores }) => share(scores.heldBack));
  if (before == null || now == null) return "";
  if (now === before) return say.compareEqual();
  return now > before ? say.compareBetter() : say.compareWorse();
}

function share({ right, of }: LabelScore): number | null {
  return of > 0 ? right / of : null;
}

function inAll({ scores: { heldBack } }: ModelFile): string {
  const { right, of } = heldBack;
  if (of === 0) return say.historyScoreNone();
  const off = "near" in heldBack ? heldBack.meanError : null;
  return off === null ? say.score(right, of) : `${say.score(right, of)}, ${say.compareOff(showAbout(off))}`;
}

function ofLabel({ scores: { heldBack } }: ModelFile, id: string): string {
  const score = "perLabel" in heldBack ? heldBack.perLabel[id] : undefined;
  if (!score) return say.notThere();
  return score.of > 0 ? say.score(score.right, score.of) : say.historyScoreNone();
}
