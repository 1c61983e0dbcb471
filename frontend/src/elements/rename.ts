import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { say } from "../i18n/index.js";
import { pencilIcon } from "./icons.js";
import { LightElement } from "./light.js";

const headings: Record<1 | 2 | 3, (name: TemplateResult) => TemplateResult> = {
  1: (name) => html`<h1 tabindex="-1">${name}</h1>`,
  2: (name) => html`<h2>${name}</h2>`,
  3: (name) => html`<h3>${name}</h3>`,
};

/** A heading with a pencil; pressing it turns the heading into a field.
 * `check` answers what is wrong with a name, or nothing; `rename` stores it. */
@customElement("ml-rename")
export class RenameElement extends LightElement {
  @property() name = "";
  @property({ type: Number }) level: 1 | 2 | 3 = 2;
  @property({ attribute: false }) check: (name: string) => string = () => "";
  @property({ attribute: false }) rename: (name: string) => Promise<boolean> = () => Promise.resolve(true);
  @state() private editing = false;
  @state() private wrong = "";

  /** Turn the heading into a field. */
  edit(): void {
    this.editing = true;
    this.wrong = "";
    void this.updateComplete.then(() => {
      this.querySelector("input")?.select();
    });
  }

  #stop(): void {
    this.editing = false;
    void this.focusOn("button");
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = this.querySelector("input")?.value ?? "";
    this.wrong = name.trim() === this.name ? "" : this.check(name);
    if (this.wrong) void this.focusOn("input");
    else if (name.trim() === this.name || (await this.rename(name.trim()))) this.#stop();
  }

  override render(): TemplateResult {
    return this.editing ? this.#form() : this.#heading();
  }

  #heading(): TemplateResult {
    const name = html`<span dir="auto">${this.name}</span>`;
    return html`<div class="rename">
      ${headings[this.level](name)}
      <button
        type="button"
        class="button button--quiet button--icon"
        aria-label=${say.rename(this.name)}
        @click=${() => this.edit()}
      >
        ${pencilIcon()}
      </button>
    </div>`;
  }

  #form(): TemplateResult {
    return html`<form
      class="rename rename--open"
      @submit=${(event: SubmitEvent) => this.#submit(event)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === "Escape") this.#stop();
      }}
    >
      <input
        class="input"
        dir="auto"
        autocomplete="off"
        aria-label=${say.newName(this.name)}
        aria-invalid=${this.wrong ? "true" : "false"}
        value=${this.name}
      />
      <button class="button button--main">${say.save()}</button>
      <button type="button" class="button button--quiet" @click=${() => this.#stop()}>${say.cancel()}</button>
      <p class="field__error" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
    </form>`;
  }
}
