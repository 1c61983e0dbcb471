import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { v7 as newId } from "uuid";

import type { Field, Label, ProjectCard } from "../contract/values.js";
import type { ExampleAction } from "../elements/chosen-tools.js";
import "../elements/fields-panel.js";
import { heldBackWhy } from "../elements/held-back-why.js";
import { fileIcon, kindPicture } from "../elements/icons.js";
import { labelsPanel } from "../elements/labels-panel.js";
import { LightElement } from "../elements/light.js";
import { problemNotice } from "../elements/problem-notice.js";
import type { RowEntryElement } from "../elements/row-entry.js";
import "../elements/row-entry.js";
import "../elements/row-table.js";
import type { TablePreviewElement } from "../elements/table-preview.js";
import "../elements/table-preview.js";
import "../elements/table-ways.js";
import { trainOverview } from "../elements/train-overview.js";
import { say, sentenceFor } from "../i18n/index.js";
import type { NewRow, Plan } from "../table/plan.js";
import type { ToAdd } from "../workshop/add-queue.js";
import { attempt } from "../workshop/attempt.js";
import { inOrder, removeField, saveField } from "../workshop/field-acts.js";
import { LabelAnchor } from "../workshop/label-anchor.js";
import { addLabel, removeLabel, renameLabel } from "../workshop/label-acts.js";
import { roomIn } from "../workshop/needs.js";
import type { OpenProject } from "../workshop/open-project.js";
import { OpenRows } from "../workshop/open-rows.js";
import { saveTable, tableAdder, tableOf } from "../workshop/table-acts.js";
import "../styles/rows.css";

/** Collect rows of numbers and words: fields, labels where the kind has them, and one table. */
@customElement("ml-train-rows")
export class TrainRowsPage extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;

  #rows!: OpenRows;

  constructor() {
    super();
    new LabelAnchor(
      this,
      (label) => this.querySelector<RowEntryElement>("ml-row-entry")?.begin(label) ?? null,
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#rows = new OpenRows(this, this.project);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeController(this.#rows);
  }

  override willUpdate(changed: PropertyValues): void {
    const { label } = this.#rows;
    const isGone = label !== null && !this.#labels?.some(({ id }) => id === label);
    if (changed.has("card") && isGone) this.#rows.show(null);
  }

  /** Null where rows have none. */
  get #labels(): Label[] | null {
    return this.card.project.kind === "prediction" ? null : this.card.project.labels;
  }

  #look(table: File | string): void {
    const preview = this.querySelector<TablePreviewElement>("ml-table-preview");
    void (typeof table === "string" ? preview?.openPaste(table) : preview?.openFile(table));
  }

  #adder(plan: Plan): () => Promise<void> {
    const add = tableAdder(this.project, plan);
    return async () => {
      await add();
      void attempt(() => this.#rows.readAll());
    };
  }

  /** One row is written on where rows are written, several are looked at as a table. */
  #takeBack(): void {
    const [row, ...others] = this.#rows.queue.takeBack().map(toRow);
    if (!row) return;
    if (others.length > 0) this.#look(tableOf(this.card.project, [row, ...others]));
    else this.querySelector<RowEntryElement>("ml-row-entry")?.takeBack(row);
  }

  override render(): TemplateResult {
    const rows = this.#rows;
    if (rows.problem) return problemNotice(sentenceFor(rows.problem), () => rows.read());
    if (!rows.window.loaded) return html`<p role="status">${say.loading()}</p>`;
    const { project, counts } = this.card;
    const body =
      project.fields.length === 0 && counts.examples === 0 ? this.#invitation() : this.#body(this.card);
    return html`<div
      class="stack"
      @ml-table=${(event: CustomEvent<File | string>) => this.#look(event.detail)}
    >
      ${body}
      <ml-table-preview
        .project=${project}
        .room=${roomIn(this.card)}
        .adder=${(plan: Plan) => this.#adder(plan)}
      ></ml-table-preview>
    </div>`;
  }

  #invitation(): TemplateResult {
    const { kind } = this.card.project;
    return html`<section class="empty">
      ${kindPicture(kind, 112)}
      <h2>${say.noFields()}</h2>
      <p class="lede">${kind === "prediction" ? say.noFieldsToPredict() : say.noFieldsHow()}</p>
      <div class="row row--middle">${this.#fieldsEditor()} <ml-table-ways></ml-table-ways></div>
    </section>`;
  }

  #body(card: ProjectCard): TemplateResult {
    return html`${trainOverview(card, this.project.needed().place)}
      <div class="what-rows-say">
        ${this.#fieldsPanel()} ${this.#labels ? this.#labelsPanel(card) : nothing}
      </div>
      ${this.#rowsPanel(card)} ${card.counts.heldBack > 0 ? heldBackWhy() : nothing}`;
  }

  #fieldsPanel(): TemplateResult {
    return html`<section class="panel stack stack--tight" aria-labelledby="fields">
      <h2 id="fields" class="panel__title">${say.fields()}</h2>
      <p class="quiet">${say.fieldsHow()}</p>
      ${this.#fieldsEditor()}
    </section>`;
  }

  #fieldsEditor(): TemplateResult {
    const { fields, kind } = this.card.project;
    return html`<ml-fields
      .fields=${fields}
      .predicts=${kind === "prediction"}
      .save=${async (field: Field) => {
        await saveField(this.project, field);
        void attempt(() => this.#rows.readAll());
      }}
      .discard=${(field: Field) => void this.#rows.change(() => removeField(this.project, field))}
    ></ml-fields>`;
  }

  #labelsPanel(card: ProjectCard): TemplateResult {
    const { project } = this;
    return html`<section class="panel stack stack--tight" aria-labelledby="labels">
      <h2 id="labels" class="panel__title" tabindex="-1">${say.labelsTitle()}</h2>
      ${labelsPanel(card, {
        add: (name) => {
          const label = { id: newId(), name };
          return attempt(() => addLabel(project, label));
        },
        rename: (label, name) => attempt(() => renameLabel(project, label, name)),
        remove: (label) => {
          void this.focusOn("#labels");
          void this.#rows.change(() => removeLabel(project, label));
        },
      })}
    </section>`;
  }

  #rowsPanel({ project, counts }: ProjectCard): TemplateResult {
    const { queue, window } = this.#rows;
    const fields = inOrder(project.fields);
    return html`<section class="panel stack" aria-labelledby="rows">
      <div class="row row--apart">
        <h2 id="rows" class="panel__title">${say.rowsTitle()}</h2>
        <div class="row">
          <ml-table-ways></ml-table-ways> ${counts.examples > 0 ? this.#saveButton() : nothing}
        </div>
      </div>
      ${this.#entry(fields)} ${queue.failed.length > 0 ? this.#notSaved() : nothing}
      ${this.#labels && this.#labels.length > 1 ? this.#filter(this.#labels) : nothing}
      <ml-row-table
        class="stack stack--tight"
        .fields=${fields}
        .labels=${this.#labels}
        .shown=${window.shown}
        .waiting=${queue.drawn}
        .more=${window.more}
        .language=${project.language}
        @ml-more=${() => void attempt(() => this.#rows.showMore())}
        @ml-act=${(event: CustomEvent<ExampleAction>) => void attempt(() => this.#rows.act(event.detail))}
      ></ml-row-table>
    </section>`;
  }

  #entry(fields: readonly Field[]): TemplateResult {
    if (fields.length === 0) return html`<p class="quiet">${say.fieldsFirst()}</p>`;
    if (this.#labels?.length === 0) return html`<p class="quiet">${say.labelsFirst()}</p>`;
    return html`<ml-row-entry
      .fields=${fields}
      .labels=${this.#labels}
      .language=${this.card.project.language}
      @ml-add=${({ detail: { values, labelId } }: CustomEvent<NewRow>) => {
        this.#rows.queue.push([{ labelId, data: { values } }], "typed");
      }}
    ></ml-row-entry>`;
  }

  #notSaved(): TemplateResult {
    const { queue } = this.#rows;
    return html`<div class="notice notice--problem">
      <span>${say.rowsNotSaved(queue.failed.length)} ${this.#rows.whyNotSaved()}</span>
      <button type="button" class="button" @click=${() => queue.tryAgain()}>${say.tryAgain()}</button>
      <button type="button" class="button" @click=${() => this.#takeBack()}>${say.takeBack()}</button>
    </div>`;
  }

  #filter(labels: readonly Label[]): TemplateResult {
    const { label } = this.#rows;
    return html`<div class="field field--short">
      <label for="shown-label">${say.whichRows()}</label>
      <select
        id="shown-label"
        @change=${(event: Event) => this.#rows.show((event.target as HTMLSelectElement).value || null)}
      >
        <option value="" .selected=${label === null}>${say.allLabels()}</option>
        ${labels.map(({ id, name }) => html`<option value=${id} .selected=${id === label}>${name}</option>`)}
      </select>
    </div>`;
  }

  #saveButton(): TemplateResult {
    return html`<button
      type="button"
      class="button"
      @click=${() => void attempt(() => saveTable(this.project))}
    >
      ${fileIcon()} ${say.saveTable()}
    </button>`;
  }
}

function toRow({ data, labelId }: ToAdd): NewRow {
  return { values: "values" in data ? data.values : {}, labelId };
}
