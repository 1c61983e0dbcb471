import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import { hasFields, hasFile, textOf } from "../contract/data.js";
import type { Example, Guessed, Label, ProjectCard } from "../contract/values.js";
import { list, percent, say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { actOnExamples, exampleWords, rowWords, type Words } from "../workshop/example-acts.js";
import { examplesGuessed, type GuessedExample } from "../workshop/guessed-examples.js";
import { mediaKind } from "../workshop/media-kinds.js";
import type { OpenProject } from "../workshop/open-project.js";
import { showValue } from "../workshop/row-values.js";
import { hearUndone } from "../workshop/undone.js";
import type { ExampleAction } from "./chosen-tools.js";
import { binIcon, crossIcon } from "./icons.js";
import { LightElement } from "./light.js";
import "./picture-thumb.js";
import "./sound-thumb.js";

const AT_ONCE = 12;

/** The examples of one label that were guessed to be of another, or right; each can be put right. Fires `ml-close`. */
@customElement("ml-cell-examples")
export class CellExamplesElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  /** the id of the label that they have */
  @property() truth = "";
  @property({ attribute: false }) guessed!: Label;
  @property({ attribute: false }) lines: readonly Guessed[] = [];
  /** how many there were when the model was tested */
  @property({ type: Number }) count = 0;
  @property() heading = "";
  @state() private found: readonly GuessedExample[] = [];
  @state() private wanted = AT_ONCE;
  @state() private ended = false;

  #source: AsyncGenerator<GuessedExample> | null = null;
  #stop: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = hearUndone(() => this.#begin());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override willUpdate(changed: PropertyValues): void {
    const before = changed.get("guessed") as Label | undefined;
    if (changed.has("truth") || (changed.has("guessed") && before?.id !== this.guessed.id)) this.#begin();
  }

  #begin(): void {
    const { stores, card } = this.project.needed();
    this.#source = examplesGuessed(stores.examples, card.project.id, this.truth, this.lines);
    this.found = [];
    this.ended = false;
    this.wanted = AT_ONCE;
    void attempt(() => this.#read());
  }

  /** One more than is shown, to know whether there are more. */
  async #read(): Promise<void> {
    const source = this.#source;
    while (source && this.found.length <= this.wanted) {
      const next = await source.next();
      if (source !== this.#source) return;
      if (next.done === true) {
        this.ended = true;
        return;
      }
      this.found = [...this.found, next.value];
    }
  }

  #more(): void {
    this.wanted += AT_ONCE;
    void attempt(() => this.#read());
  }

  get #words(): Words {
    const { kind } = this.card.project;
    if (hasFile(kind)) return mediaKind(kind).acts;
    return hasFields(kind) ? rowWords : exampleWords;
  }

  async #act(example: Example, action: ExampleAction): Promise<void> {
    await actOnExamples(this.project, [example], action, this.#words);
    this.found = this.found.filter((one) => one.example.id !== example.id);
    void this.focusOn(".cell-examples");
    await this.project.refresh();
  }

  override render(): TemplateResult {
    const shown = this.found.slice(0, this.wanted);
    const gone = this.ended ? this.count - this.found.length : 0;
    return html`<section
      class="cell-examples stack stack--tight"
      tabindex="-1"
      aria-labelledby="cell-title"
      aria-busy=${this.ended || this.found.length > this.wanted ? "false" : "true"}
    >
      <div class="row row--corner">
        <h3 id="cell-title" class="row__grow">${this.heading}</h3>
        <button
          type="button"
          class="button button--quiet button--icon"
          aria-label=${say.close()}
          @click=${() => this.dispatchEvent(new CustomEvent("ml-close"))}
        >
          ${crossIcon()}
        </button>
      </div>
      <ul class="cell-examples__list">
        ${repeat(
          shown,
          ({ example }) => example.id,
          (one, at) => this.#item(one, at + 1),
        )}
      </ul>
      ${gone > 0 ? html`<p class="quiet">${say.goneSince(gone)}</p>` : nothing}
      ${
        this.found.length > this.wanted
          ? html`<button type="button" class="button button--quiet wide" @click=${() => this.#more()}>
              ${say.showMore()}
            </button>`
          : nothing
      }
    </section>`;
  }

  #item({ example, confidence }: GuessedExample, number: number): TemplateResult {
    const { id } = example;
    const { guessed } = this;
    const name = this.#nameOf(example, number);
    const there = this.card.project.labels.find((label) => label.id === guessed.id);
    return html`<li class="cell-example">
      <div class="cell-example__what">${this.#show(example, name)}</div>
      <p class="quiet small">${say.sureOfIt(guessed.name, percent(confidence))}</p>
      <div class="row">
        ${
          there && guessed.id !== this.truth
            ? html`<button
                type="button"
                class="button"
                aria-label="${say.putIn(there.name)}: ${name}"
                @click=${() => attempt(() => this.#act(example, { do: "move", ids: [id], to: there }))}
              >
                <span dir="auto">${say.putIn(there.name)}</span>
              </button>`
            : nothing
        }
        <button
          type="button"
          class="button button--quiet button--icon"
          aria-label=${say.deleteIt(name)}
          @click=${() => attempt(() => this.#act(example, { do: "delete", ids: [id] }))}
        >
          ${binIcon()}
        </button>
      </div>
    </li>`;
  }

  #nameOf({ data }: Example, number: number): string {
    const { kind, fields } = this.card.project;
    if ("text" in data) return data.text;
    if ("media" in data) return mediaKind(kind).name(number);
    const { values } = data;
    return list(
      fields
        .filter(({ role }) => role === "input")
        .map(({ id, name }) => say.fieldIs(name, showValue(values[id] ?? null) || say.noValue())),
    );
  }

  #show({ data }: Example, name: string): TemplateResult {
    const { language, kind, id: project } = this.card.project;
    if ("text" in data) return html`<bdi lang=${language}>${textOf(data)}</bdi>`;
    if (!("media" in data)) return html`<span dir="auto">${name}</span>`;
    const { mediaId } = data.media;
    const load = () => this.project.needed().stores.examples.media(project, mediaId);
    return kind === "sounds"
      ? html`<ml-sound-thumb .name=${name} .key=${mediaId} .load=${load}></ml-sound-thumb>`
      : html`<ml-picture-thumb .name=${name} .key=${mediaId} .load=${load}></ml-picture-thumb>`;
  }
}
