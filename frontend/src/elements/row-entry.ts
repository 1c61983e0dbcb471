import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Field, Label } from "../contract/values.js";
import { say } from "../i18n/index.js";
import type { NewRow } from "../table/plan.js";
import { hasSeveralLines } from "../workshop/paste.js";
import { readRow, type RowValues, showValue } from "../workshop/row-values.js";
import { fieldInputs, sendOnEnter } from "./field-inputs.js";
import { LightElement } from "./light.js";

/** Write a row, press Enter, and go on with the next. Fires `ml-add` with the row, and `ml-table` with cells that were pasted
 * from a spreadsheet. */
@customElement("ml-row-entry")
export class RowEntryElement extends LightElement {
  /** in the order in which a row is read */
  @property({ attribute: false }) fields: readonly Field[] = [];
  /** null where rows have no label */
  @property({ attribute: false }) labels: readonly Label[] | null = null;
  @property() language = "";
  @state() private wrong: ReadonlyMap<string, string> = new Map();
  /** what is wrong with the row as a whole */
  @state() private wrongRow = "";

  /** Put a row back that could not be saved, unless another has been begun. */
  takeBack({ values, labelId }: NewRow): void {
    const isBegun = this.fields.some((field) => this.#control(field).value !== "");
    if (!isBegun) {
      for (const field of this.fields) this.#control(field).value = showValue(values[field.id] ?? null);
      if (this.#label) this.#label.value = labelId ?? "";
    }
    this.#focusFirst();
  }

  /** Choose a label for the next row; answers where the row begins. */
  begin(label: string): HTMLElement | null {
    if (this.#label) this.#label.value = label;
    return this.querySelector("input, select");
  }

  #control({ id }: Field): HTMLInputElement | HTMLSelectElement {
    return this.querySelector(`[name="${id}"]`) as HTMLInputElement | HTMLSelectElement;
  }

  get #label(): HTMLSelectElement | null {
    return this.querySelector(`[name="label"]`);
  }

  #focusFirst(): void {
    this.querySelector<HTMLElement>("input, select")?.focus();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const { values, wrong } = readRow(this.fields, (field) => this.#control(field).value);
    this.wrong = wrong;
    this.wrongRow = wrong.size > 0 ? "" : this.#problemWith(values);
    const first = this.fields.find(({ id }) => wrong.has(id));
    if (first) this.#control(first).focus();
    else if (!this.wrongRow) this.#add({ values, labelId: this.#label?.value ?? null });
  }

  #problemWith(values: RowValues): string {
    if (Object.values(values).every((value) => value === null)) return say.rowEmpty();
    return this.#label?.value === "" ? say.rowNeedsLabel() : "";
  }

  #add(detail: NewRow): void {
    // The next row often has the same label, and never the same values.
    for (const field of this.fields) this.#control(field).value = "";
    this.#focusFirst();
    this.dispatchEvent(new CustomEvent("ml-add", { detail, bubbles: true }));
  }

  /** One cell goes where the cursor is, more than one are a table. */
  #paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (!hasSeveralLines(pasted) && !pasted.includes("\t")) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("ml-table", { detail: pasted, bubbles: true }));
  }

  override render(): TemplateResult {
    return html`<form
      class="row-entry"
      novalidate
      aria-labelledby="new-row"
      @submit=${(event: SubmitEvent) => this.#submit(event)}
      @keydown=${sendOnEnter}
      @paste=${(event: ClipboardEvent) => this.#paste(event)}
      @input=${() => {
        this.wrongRow = "";
      }}
    >
      <p class="row-entry__title">
        <strong id="new-row">${say.newRow()}</strong> <span class="quiet">${say.newRowHow()}</span>
      </p>
      <div class="row-entry__fields">
        ${fieldInputs(this.fields, { key: "new", language: this.language, wrong: this.wrong })}
        ${this.labels ? this.#labelField(this.labels) : nothing}
        <button class="button button--main">${say.add()}</button>
      </div>
      <p id="new-row-wrong" class="field__error" role="alert">${this.wrongRow}</p>
    </form>`;
  }

  #labelField(labels: readonly Label[]): TemplateResult {
    return html`<div class="field">
      <label for="new-row-label">${say.rowLabel()}</label>
      <select id="new-row-label" name="label" lang=${this.language} aria-describedby="new-row-wrong">
        <option value="">${say.pickOne()}</option>
        ${labels.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      </select>
    </div>`;
  }
}
