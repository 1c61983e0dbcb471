import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Example, ModelFile, Neighbour, ProjectCard } from "../contract/values.js";
import { list, percent, say } from "../i18n/index.js";
import "../styles/why.css";
import { attempt } from "../workshop/attempt.js";
import { labelName } from "../workshop/certainty.js";
import { exampleWithId } from "../workshop/one-example.js";
import type { OpenProject } from "../workshop/open-project.js";
import { showValue } from "../workshop/row-values.js";
import { LightElement } from "./light.js";

interface Shown {
  example: Example;
  likeness: number;
}

/** The examples that are most like what was tried. One that was deleted since is left out. */
@customElement("ml-nearest")
export class NearestElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @property({ attribute: false }) model!: ModelFile;
  @property({ attribute: false }) nearest!: readonly Neighbour[];
  @state() private shown: readonly Shown[] = [];

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("nearest")) void attempt(() => this.#read(this.nearest));
  }

  async #read(nearest: readonly Neighbour[]): Promise<void> {
    const { examples } = this.project.needed().stores;
    const found = await Promise.all(
      nearest.map(async ({ exampleId, likeness }) => ({
        example: await exampleWithId(examples, this.card.project.id, exampleId),
        likeness,
      })),
    );
    if (nearest === this.nearest) this.shown = found.filter((one): one is Shown => one.example !== null);
  }

  override render(): TemplateResult | typeof nothing {
    if (this.shown.length === 0) return nothing;
    return html`<p>${say.mostLike()}</p>
      <ul class="nearest">
        ${this.shown.map((one) => this.#one(one))}
      </ul>`;
  }

  #one({ example, likeness }: Shown): TemplateResult {
    const label = example.labelId === null ? "" : labelName(this.card.project, this.model, example.labelId);
    return html`<li class="nearest__one">
      ${this.#content(example, label)}
      ${label ? html`<span class="pill pill--plain" dir="auto">${label}</span>` : nothing}
      <span class="quiet small">${say.alike(percent(Math.floor(likeness * 100) / 100))}</span>
    </li>`;
  }

  #content({ data, id }: Example, label: string): TemplateResult {
    if ("text" in data)
      return html`<q class="nearest__words" dir="auto" lang=${this.card.project.language}>${data.text}</q>`;
    if ("values" in data) {
      const filled = this.card.project.fields.filter((field) => (data.values[field.id] ?? null) !== null);
      const said = filled.map(({ id, name }) => say.fieldIs(name, showValue(data.values[id] ?? null)));
      return html`<span class="nearest__words" dir="auto">${list(said)}</span>`;
    }
    const load = () => this.project.needed().stores.examples.media(this.card.project.id, data.media.mediaId);
    const name = say.anExample(label);
    return data.media.type === "audio/wav"
      ? html`<ml-sound-thumb .name=${name} .key=${id} .load=${load}></ml-sound-thumb>`
      : html`<ml-picture-thumb .name=${name} .key=${id} .load=${load}></ml-picture-thumb>`;
  }
}
