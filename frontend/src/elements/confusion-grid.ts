import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { LabelScores, ModelFile, ProjectCard, ReportLine } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { labelName } from "../workshop/certainty.js";
import type { OpenProject } from "../workshop/open-project.js";
import "./cell-examples.js";
import { LightElement } from "./light.js";

interface Cell {
  truth: string;
  guessed: string;
}

/** Which label was taken for which among the examples that were kept for testing; a number opens its examples. */
@customElement("ml-confusion-grid")
export class ConfusionGridElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @property({ attribute: false }) model!: ModelFile;
  @property({ attribute: false }) report: readonly ReportLine[] = [];
  @state() private open: Cell | null = null;

  override willUpdate(changed: PropertyValues): void {
    const before = changed.get("model") as ModelFile | undefined;
    if (before && before.id !== this.model.id) this.open = null;
  }

  #count({ truth, guessed }: Cell): number {
    const { confusion } = this.model.scores.heldBack as LabelScores;
    return confusion[truth]?.[guessed] ?? 0;
  }

  #isOpen({ truth, guessed }: Cell): boolean {
    return this.open?.truth === truth && this.open.guessed === guessed;
  }

  #name(id: string): string {
    return labelName(this.card.project, this.model, id);
  }

  #toggle(cell: Cell): void {
    this.open = this.#isOpen(cell) ? null : cell;
    if (this.open) void this.focusOn(".cell-examples");
  }

  /** The focus goes back to the number that opened them. */
  #close(): void {
    const button = this.querySelector<HTMLElement>("button[aria-expanded=true]");
    this.open = null;
    button?.focus();
  }

  override render(): TemplateResult {
    return html`<section class="panel stack" aria-labelledby="grid-title">
      <h2 id="grid-title">${say.gridTitle()}</h2>
      <p class="quiet">${say.gridHow()}</p>
      <div class="table-scroll" role="group" tabindex="0" aria-labelledby="grid-title">
        <table class="table confusion">
          ${this.#head()}
          <tbody>
            ${this.model.labels.map(({ id }) => this.#row(id))}
          </tbody>
        </table>
      </div>
      ${this.open ? this.#examples(this.open) : nothing}
    </section>`;
  }

  #head(): TemplateResult {
    const { labels } = this.model;
    return html`<thead>
      <tr>
        <td></td>
        <th scope="colgroup" colspan=${labels.length}>${say.gridGuessed()}</th>
      </tr>
      <tr>
        <th scope="col">${say.gridTruth()}</th>
        ${labels.map(({ id }) => html`<th scope="col"><span dir="auto">${this.#name(id)}</span></th>`)}
      </tr>
    </thead>`;
  }

  #row(truth: string): TemplateResult {
    return html`<tr>
      <th scope="row"><span dir="auto">${this.#name(truth)}</span></th>
      ${this.model.labels.map(({ id }) => this.#cell({ truth, guessed: id }))}
    </tr>`;
  }

  #cell(cell: Cell): TemplateResult {
    const count = this.#count(cell);
    if (count === 0) {
      return html`<td>
        <span aria-hidden="true">·</span
        ><span class="visually-hidden"
          >${say.gridNone(this.#name(cell.truth), this.#name(cell.guessed))}</span
        >
      </td>`;
    }
    const right = cell.truth === cell.guessed;
    return html`<td>
      <button
        type="button"
        class="confusion__cell ${right ? "confusion__cell--right" : "confusion__cell--wrong"}"
        aria-label=${this.#sentence(cell, count)}
        aria-expanded=${this.#isOpen(cell) ? "true" : "false"}
        @click=${() => this.#toggle(cell)}
      >
        ${count}
      </button>
    </td>`;
  }

  #sentence({ truth, guessed }: Cell, count: number): string {
    const [true_, guess] = [this.#name(truth), this.#name(guessed)];
    return truth === guessed ? say.gridRight(true_, count) : say.gridWrong(true_, guess, count);
  }

  #examples(cell: Cell): TemplateResult {
    const lines = this.report.filter((line) => "guessedId" in line && line.guessedId === cell.guessed);
    return html`<ml-cell-examples
      .project=${this.project}
      .card=${this.card}
      .truth=${cell.truth}
      .guessed=${{ id: cell.guessed, name: this.#name(cell.guessed) }}
      .lines=${lines}
      .count=${this.#count(cell)}
      .heading=${this.#sentence(cell, this.#count(cell))}
      @ml-close=${() => this.#close()}
    ></ml-cell-examples>`;
  }
}
