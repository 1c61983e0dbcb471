import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Label } from "../contract/values.js";
import { isCode, say, sentenceFor } from "../i18n/index.js";
import type { Captured } from "./device-dialog.js";
import { dialogFrame } from "./dialog.js";
import { LightElement } from "./light.js";

/** Asks for the web address of a picture, and gets it. Fires `ml-captured`. */
@customElement("ml-web-picture")
export class WebPictureElement extends LightElement {
  @property({ attribute: false }) get!: (address: string) => Promise<Blob>;
  @state() private label: Label | null = null;
  @state() private wrong = "";
  @state() private busy = false;

  async open(label: Label): Promise<void> {
    this.label = label;
    this.wrong = "";
    await this.updateComplete;
    this.querySelector("dialog")?.showModal();
    void this.focusOn("input");
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const input = this.querySelector("input") as HTMLInputElement;
    const address = input.value.trim();
    const { label } = this;
    if (this.busy || label === null) return;
    this.wrong = /^https?:\/\/./i.test(address) ? "" : say.webNeeded();
    if (this.wrong === "") {
      this.busy = true;
      this.wrong = await this.#take(address, label);
      this.busy = false;
    }
    if (this.wrong === "") {
      input.value = "";
      this.querySelector("dialog")?.close();
    } else void this.focusOn("input");
  }

  /** Answers what went wrong; empty when all is well. */
  async #take(address: string, label: Label): Promise<string> {
    try {
      const detail: Captured = { label, file: await this.get(address) };
      this.dispatchEvent(new CustomEvent("ml-captured", { detail }));
      return "";
    } catch (problem) {
      if (isCode(problem, "invalid")) return say.webNoPicture();
      return isCode(problem, "too_large") ? say.webTooLarge() : sentenceFor(problem);
    }
  }

  override render(): TemplateResult {
    return dialogFrame(
      "web-picture",
      say.fromWebFor(this.label?.name ?? ""),
      html`<form class="stack" novalidate @submit=${(event: SubmitEvent) => this.#submit(event)}>
        <div class="field">
          <label for="web-address">${say.webAddress()}</label>
          <p class="field__help" id="web-help">${say.webHow()}</p>
          <input
            id="web-address"
            class="input"
            type="url"
            dir="ltr"
            autocomplete="off"
            aria-describedby="web-help web-wrong"
            aria-invalid=${this.wrong ? "true" : "false"}
          />
          <p id="web-wrong" class="field__error" role="alert">${this.wrong}</p>
        </div>
        <button class="button button--main" aria-busy=${this.busy ? "true" : "false"}>
          ${this.busy ? say.loading() : say.webGet()}
        </button>
      </form>`,
    );
  }
}
