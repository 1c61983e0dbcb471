import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ModelFile, ProjectCard } from "../contract/values.js";
import { moment, say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { changesBetween, sum } from "../workshop/model-changes.js";
import type { OpenProject } from "../workshop/open-project.js";
import { compareModels } from "./compare-models.js";
import { LightElement } from "./light.js";

/** The models that a project has had: how good each was, what had changed, and two of them side by side. */
@customElement("ml-model-history")
export class ModelHistoryElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  /** the one in use */
  @property({ attribute: false }) model!: ModelFile;
  /** newest first */
  @state() private models: readonly ModelFile[] = [];
  @state() private isOpen = false;
  /** the ids of the two to compare, older first */
  @state() private pair: readonly [string, string] | null = null;

  override updated(changed: PropertyValues): void {
    const before = changed.get("model") as ModelFile | undefined;
    if (this.isOpen && before && before.id !== this.model.id) void attempt(() => this.#read());
  }

  /** A model file never changes, so only new ones are read. */
  async #read(): Promise<void> {
    const { stores, card } = this.project.needed();
    const known = new Map([...this.models, this.model].map((model) => [model.id, model]));
    const models: ModelFile[] = [];
    for (const { id } of await stores.models.all(card.project.id))
      models.push(known.get(id) ?? (await stores.models.load(card.project.id, id)).model);
    this.models = models;
    const [newest, before] = models;
    this.pair = newest && before ? [before.id, newest.id] : null;
  }

  #toggle(event: Event): void {
    this.isOpen = (event.currentTarget as HTMLDetailsElement).open;
    if (this.isOpen && this.models.length === 0) void attempt(() => this.#read());
  }

  override render(): TemplateResult {
    return html`<details class="panel history" @toggle=${(event: Event) => this.#toggle(event)}>
      <summary><h2 class="panel__title">${say.historyTitle()}</h2></summary>
      <div class="stack">
        <p class="quiet">${say.historyHow()}</p>
        <ol class="history__list">
          ${this.models.map((model, at) => this.#entry(model, this.models[at + 1]))}
        </ol>
        ${
          this.pair
            ? compareModels(this.card.project, this.models, this.pair, (pair) => {
                this.pair = pair;
              })
            : nothing
        }
      </div>
    </details>`;
  }

  #entry(model: ModelFile, before: ModelFile | undefined): TemplateResult {
    const { right, of } = model.scores.heldBack;
    return html`<li class="history__model">
      <p>
        <strong>${of > 0 ? say.score(right, of) : say.historyScoreNone()}</strong>
        ${model.id === this.model.id ? html`<span class="pill">${say.historyNow()}</span>` : nothing}
      </p>
      <p class="quiet">${moment(model.trainedAt)}. ${say.historyLearned(sum(model.counts))}</p>
      ${before ? changes(changesBetween(before, model)) : html`<p>${say.historyFirst()}</p>`}
    </li>`;
  }
}

function changes(sentences: string[]): TemplateResult {
  if (sentences.length === 0) return html`<p>${say.historySame()}</p>`;
  return html`<ul class="way">
    ${sentences.map((sentence) => html`<li dir="auto">${sentence}</li>`)}
  </ul>`;
}
