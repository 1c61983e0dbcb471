import { html, type TemplateResult } from "lit";

import type { Field } from "../contract/values.js";

interface Inputs {
  /** begins the ids in the page */
  key: string;
  language: string;
  /** what is wrong, by the id of the field */
  wrong: ReadonlyMap<string, string>;
}

/** One box or list a field, with its name above it; each is named by the id of its field. */
export function fieldInputs(fields: readonly Field[], inputs: Inputs): TemplateResult[] {
  return fields.map((field) => {
    const id = `${inputs.key}-${field.id}`;
    const wrong = inputs.wrong.get(field.id) ?? "";
    return html`<div class="field">
      <label for=${id} dir="auto">${field.name}</label>
      ${field.type === "number" ? numberInput(field, id, wrong) : choiceInput(field, id, inputs.language)}
      <p id="${id}-wrong" class="field__error" role="alert">${wrong}</p>
    </div>`;
  });
}

function numberInput({ id: name }: Field, id: string, wrong: string): TemplateResult {
  return html`<input
    id=${id}
    name=${name}
    inputmode="decimal"
    autocomplete="off"
    enterkeyhint="done"
    aria-invalid=${wrong ? "true" : "false"}
    aria-describedby="${id}-wrong"
  />`;
}

function choiceInput({ id: name, choices }: Field, id: string, language: string): TemplateResult {
  return html`<select id=${id} name=${name} lang=${language}>
    <option value=""></option>
    ${choices.map((choice) => html`<option value=${choice}>${choice}</option>`)}
  </select>`;
}

/** Enter in a list sends the form, as in the boxes, where the browser does it; but an open list takes the key for itself. */
export function sendOnEnter(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== "Enter" || !(target instanceof HTMLSelectElement) || isOpen(target)) return;
  event.preventDefault();
  target.form?.requestSubmit();
}

/** Where a browser does not say, it may be. */
function isOpen(select: HTMLSelectElement): boolean {
  return !CSS.supports("selector(:open)") || select.matches(":open");
}
