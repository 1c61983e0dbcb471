import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { v7 as newId } from "uuid";

import type { Field } from "../contract/values.js";
import { say, sentenceFor } from "../i18n/index.js";
import { checkChoices, checkFieldName } from "../workshop/name-checks.js";
import { dialogFrame } from "./dialog.js";
import { binIcon } from "./icons.js";
import { LightElement } from "./light.js";

/** The dialog in which a field is made or changed. `save` stores it; what goes wrong is told
 * here, and nothing that was written is lost. `discard` takes it away. */
@customElement("ml-field-editor")
export class FieldEditorElement extends LightElement {
  @property({ attribute: false }) fields: readonly Field[] = [];
  /** whether one of the fields is what the project guesses */
  @property({ type: Boolean }) predicts = false;
  @property({ attribute: false }) save: (field: Field) => Promise<void> = () => Promise.resolve();
  @property({ attribute: false }) discard: (field: Field) => void = () => undefined;
  @state() private field: Field = blank();
  @state() private wrong = { name: "", choices: "" };
  @state() private busy = false;
  /** why it could not be saved */
  @state() private problem: unknown = null;

  /** Null for a new one. */
  open(field: Field | null): void {
    this.field = field ?? blank();
    this.wrong = { name: "", choices: "" };
    this.problem = null;
    void this.updateComplete.then(() => {
      this.#fill();
      this.#dialog.showModal();
      this.querySelector<HTMLInputElement>("#field-name")?.focus();
    });
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog") as HTMLDialogElement;
  }

  get #isNew(): boolean {
    return !this.fields.some(({ id }) => id === this.field.id);
  }

  /** What the person has written stays theirs until it is saved; so it is put there once, not at every drawing. */
  #fill(): void {
    const { name, choices } = this.field;
    const [nameInput, choicesInput] = [
      this.querySelector<HTMLInputElement>("#field-name"),
      this.querySelector<HTMLTextAreaElement>("#field-choices"),
    ];
    if (nameInput) nameInput.value = name;
    if (choicesInput) choicesInput.value = choices.join("\n");
  }

  #change(change: Partial<Field>): void {
    this.field = { ...this.field, ...change };
    // Only a number can be guessed.
    if (this.field.type === "choice" && this.field.role === "output")
      this.field = { ...this.field, role: "input" };
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const field = this.#written(new FormData(event.target as HTMLFormElement));
    const others = this.fields.filter(({ id }) => id !== field.id);
    this.wrong = {
      name: checkFieldName(field.name, others),
      choices: field.type === "choice" ? checkChoices(field.choices) : "",
    };
    if (this.wrong.name) void this.focusOn("#field-name");
    else if (this.wrong.choices) void this.focusOn("#field-choices");
    else await this.#store(field);
  }

  async #store(field: Field): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await this.save(field);
      this.#dialog.close();
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }

  #written(form: FormData): Field {
    const choices = (form.get("choices") as string)
      .split("\n")
      .map((choice) => choice.trim())
      .filter((choice) => choice !== "");
    return {
      ...this.field,
      name: (form.get("name") as string).trim(),
      choices: this.field.type === "choice" ? choices : [],
    };
  }

  #delete(): void {
    this.#dialog.close();
    this.discard(this.field);
  }

  override render(): TemplateResult {
    const heading = this.#isNew ? say.addField() : say.changeField(this.field.name);
    return dialogFrame("field", heading, this.#form());
  }

  #form(): TemplateResult {
    return html`<form class="stack" novalidate @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <div class="field">
        <label for="field-name">${say.projectName()}</label>
        <input
          id="field-name"
          name="name"
          dir="auto"
          autocomplete="off"
          aria-describedby="field-name-wrong"
          aria-invalid=${this.wrong.name ? "true" : "false"}
        />
        <p id="field-name-wrong" class="field__error" role="alert">${this.wrong.name}</p>
      </div>
      <fieldset class="field">
        <legend>${say.fieldType()}</legend>
        <div class="choices choices--close">
          ${this.#typeChoice("number", say.typeNumber(), say.typeNumberHow())}
          ${this.#typeChoice("choice", say.typeChoice(), say.typeChoiceHow())}
        </div>
      </fieldset>
      ${this.#choices()} ${this.predicts || !this.#isNew ? this.#roles() : nothing}
      ${this.#isNew ? nothing : html`<p class="quiet">${say.fieldKeepsRows()}</p>`}
      <p class="field__error" role="alert">${this.problem ? sentenceFor(this.problem) : nothing}</p>
      <div class="row row--apart">
        <button class="button button--main" ?disabled=${this.busy}>
          ${this.#isNew ? say.addField() : say.save()}
        </button>
        ${
          this.#isNew
            ? nothing
            : html`<button type="button" class="button button--danger" @click=${() => this.#delete()}>
                ${binIcon()} ${say.deleteField()}
              </button>`
        }
      </div>
    </form>`;
  }

  #typeChoice(type: Field["type"], name: string, how: string): TemplateResult {
    return html`<label class="choice">
      <input
        type="radio"
        name="type"
        value=${type}
        .checked=${this.field.type === type}
        @change=${() => this.#change({ type })}
      />
      <span><span class="choice__name">${name}</span> <span class="quiet">${how}</span></span>
    </label>`;
  }

  /** Hidden, and not gone, for a number: what was written is there again when the person turns back. */
  #choices(): TemplateResult {
    return html`<div class="field" ?hidden=${this.field.type !== "choice"}>
      <label for="field-choices">${say.choices()}</label>
      <p class="field__help" id="field-choices-help">${say.choicesHow()}</p>
      <textarea
        id="field-choices"
        name="choices"
        rows="4"
        dir="auto"
        aria-describedby="field-choices-help field-choices-wrong"
        aria-invalid=${this.wrong.choices ? "true" : "false"}
      ></textarea>
      <p id="field-choices-wrong" class="field__error" role="alert">${this.wrong.choices}</p>
    </div>`;
  }

  #roles(): TemplateResult {
    const roles: [Field["role"], string][] = [
      ["input", say.roleInput()],
      ...(this.predicts && this.field.type === "number"
        ? [["output", say.roleOutput()] as [Field["role"], string]]
        : []),
      ["unused", say.roleUnused()],
    ];
    return html`<fieldset class="field">
      <legend>${say.fieldRole()}</legend>
      ${roles.map(
        ([role, name]) =>
          html`<label class="check">
            <input
              type="radio"
              name="role"
              value=${role}
              .checked=${this.field.role === role}
              @change=${() => this.#change({ role })}
            />
            ${name}
          </label>`,
      )}
    </fieldset>`;
  }
}

function blank(): Field {
  return { id: newId(), name: "", type: "number", choices: [], role: "input" };
}
