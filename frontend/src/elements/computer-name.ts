import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { COMPUTER_NAME_LENGTH } from "../contract/limits.js";
import { fold } from "../contract/text.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { board } from "../workshop/notices.js";
import type { Telling } from "../workshop/telling.js";
import { LightElement } from "./light.js";

/** Lets the website remember the name of this computer. Fires `ml-told`. */
@customElement("ml-computer-name")
export class ComputerNameElement extends LightElement {
  @property({ attribute: false }) telling!: Telling;
  @state() private wrong = "";

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = (new FormData(event.target as HTMLFormElement).get("computer") as string).trim();
    this.wrong = fold(name) === "" ? say.nameNeededHere() : "";
    if (this.wrong) return this.focusOn("#computer");
    await attempt(async () => {
      await this.telling.nameComputer(name);
      board.say(say.namedComputer(name));
      this.dispatchEvent(new CustomEvent("ml-told"));
    });
  }

  override render(): TemplateResult {
    return html`<form class="card stack stack--tight" @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <h2><label for="computer">${say.nameComputer()}</label></h2>
      <p id="computer-help">${say.nameComputerHow()}</p>
      <div class="row">
        <input
          id="computer"
          name="computer"
          class="input row__grow"
          dir="auto"
          autocomplete="off"
          maxlength=${COMPUTER_NAME_LENGTH}
          aria-describedby="computer-help"
          aria-invalid=${this.wrong ? "true" : "false"}
        />
        <button class="button">${say.nameIt()}</button>
      </div>
      ${this.wrong ? html`<p class="field__error" role="alert">${this.wrong}</p>` : nothing}
    </form>`;
  }
}
