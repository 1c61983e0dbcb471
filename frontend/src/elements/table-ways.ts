import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";

import { say } from "../i18n/index.js";
import { dialogFrame } from "./dialog.js";
import { listIcon, openIcon } from "./icons.js";
import { LightElement } from "./light.js";

/** The two ways for a table to come in: from a file, or pasted. Fires `ml-table` with the file, or with the text. */
@customElement("ml-table-ways")
export class TableWaysElement extends LightElement {
  #choose(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) this.#tell(file);
    // The same file can be chosen once more.
    input.value = "";
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const area = this.querySelector("textarea") as HTMLTextAreaElement;
    if (area.value.trim() === "") {
      area.focus();
      return;
    }
    this.querySelector("dialog")?.close();
    this.#tell(area.value);
    area.value = "";
  }

  #tell(table: File | string): void {
    this.dispatchEvent(new CustomEvent("ml-table", { detail: table, bubbles: true }));
  }

  override render(): TemplateResult {
    return html`<div class="row">
        <button
          type="button"
          class="button"
          @click=${() => this.querySelector<HTMLInputElement>("[type=file]")?.click()}
        >
          ${openIcon()} ${say.openTable()}
        </button>
        <input
          type="file"
          accept=".csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values,text/plain"
          hidden
          aria-label=${say.openTable()}
          @change=${(event: Event) => this.#choose(event)}
        />
        <button type="button" class="button" @click=${() => this.querySelector("dialog")?.showModal()}>
          ${listIcon()} ${say.pasteTable()}
        </button>
      </div>
      ${dialogFrame("paste-table", say.pasteTable(), this.#pasteForm())}`;
  }

  #pasteForm(): TemplateResult {
    return html`<form class="stack" @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <div class="field">
        <label for="pasted-table">${say.pasteTableHow()}</label>
        <textarea id="pasted-table" rows="8" dir="auto" autofocus></textarea>
      </div>
      <button class="button button--main">${say.lookAtIt()}</button>
    </form>`;
  }
}
