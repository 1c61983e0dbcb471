import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { FIELDS } from "../contract/limits.js";
import type { Field } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { inOrder } from "../workshop/field-acts.js";
import type { FieldEditorElement } from "./field-editor.js";
import "./field-editor.js";
import { pencilIcon, plusIcon } from "./icons.js";
import { LightElement } from "./light.js";

/** What is known of each row: press a field to change it. */
@customElement("ml-fields")
export class FieldsElement extends LightElement {
  @property({ attribute: false }) fields: readonly Field[] = [];
  @property({ type: Boolean }) predicts = false;
  @property({ attribute: false }) save: (field: Field) => Promise<void> = () => Promise.resolve();
  @property({ attribute: false }) discard: (field: Field) => void = () => undefined;

  #edit(field: Field | null): void {
    this.querySelector<FieldEditorElement>("ml-field-editor")?.open(field);
  }

  /** In a dialog's place the focus has nowhere to go back to. */
  #discard(field: Field): void {
    this.discard(field);
    void this.focusOn(".add-field");
  }

  override render(): TemplateResult {
    return html`
      ${
        this.fields.length > 0
          ? html`<ul class="fields">
              ${inOrder(this.fields).map((field) => html`<li>${this.#field(field)}</li>`)}
            </ul>`
          : nothing
      }
      ${
        this.fields.length < FIELDS
          ? html`<button type="button" class="button add-field" @click=${() => this.#edit(null)}>
              ${plusIcon()} ${say.addField()}
            </button>`
          : nothing
      }
      <ml-field-editor
        .fields=${this.fields}
        .predicts=${this.predicts}
        .save=${this.save}
        .discard=${(field: Field) => this.#discard(field)}
      ></ml-field-editor>
    `;
  }

  #field(field: Field): TemplateResult {
    return html`<button type="button" class="button field-button" @click=${() => this.#edit(field)}>
      <span dir="auto">${field.name}</span>
      <span class="pill pill--plain"
        >${field.type === "number" ? say.isNumber() : say.isChoice(field.choices.length)}</span
      >
      ${field.role === "input" ? nothing : html`<span class="pill">${field.role === "output" ? say.isOutput() : say.isUnused()}</span>`}
      ${pencilIcon()}
    </button>`;
  }
}
