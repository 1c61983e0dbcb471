import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { say } from "../i18n/index.js";
import { plusIcon } from "./icons.js";
import { LightElement } from "./light.js";

/** Name a new label; the focus stays, so that the next one can follow. `check` answers what is wrong; `add` stores it. */
@customElement("ml-add-label")
export class AddLabelElement extends LightElement {
  @property({ attribute: false }) check: (name: string) => string = () => "";
  @property({ attribute: false }) add: (name: string) => Promise<boolean> = () => Promise.resolve(true);
  @state() private wrong = "";
  /** those that were asked for before have been added */
  #turn: Promise<void> = Promise.resolve();
  /** the last that was asked for, until it is added */
  #awaited: string | null = null;

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const input = this.querySelector("input") as HTMLInputElement;
    const name = input.value.trim();
    input.focus();
    const isPressedTwice = name === this.#awaited;
    if (isPressedTwice) return;
    this.#awaited = name;
    this.#turn = this.#turn.then(() => this.#add(name, input));
  }

  async #add(name: string, input: HTMLInputElement): Promise<void> {
    this.wrong = this.check(name);
    const added = !this.wrong && (await this.add(name));
    if (this.#awaited === name) this.#awaited = null;
    // The next name may be half typed already.
    if (added && input.value.trim() === name) input.value = "";
  }

  override render(): TemplateResult {
    return html`<form
      class="field"
      @submit=${(event: SubmitEvent) => {
        this.#submit(event);
      }}
    >
      <label for="new-label">${say.addLabel()}</label>
      <p class="field__help" id="new-label-help">${say.addLabelHelp()}</p>
      <div class="add-example">
        <input
          id="new-label"
          class="input"
          dir="auto"
          autocomplete="off"
          aria-describedby="new-label-help new-label-wrong"
          aria-invalid=${this.wrong ? "true" : "false"}
        />
        <button class="button">${plusIcon()} ${say.addLabelButton()}</button>
      </div>
      <p id="new-label-wrong" class="field__error" role="alert">${this.wrong}</p>
    </form>`;
  }
}
