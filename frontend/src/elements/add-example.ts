import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { TEXT_LENGTH } from "../contract/limits.js";
import { checkText } from "../contract/text.js";
import type { Label } from "../contract/values.js";
import { isCode, say } from "../i18n/index.js";
import { hasSeveralLines, parsePaste } from "../workshop/paste.js";
import { dialogFrame } from "./dialog.js";
import { listIcon } from "./icons.js";
import { LightElement } from "./light.js";

/** Type, Enter, keep typing; or paste many lines at once. Fires `ml-add` with the texts. */
@customElement("ml-add-example")
export class AddExampleElement extends LightElement {
  @property({ attribute: false }) label!: Label;
  @property() language = "";
  @property({ attribute: false }) room: number | null = null;
  /** what to say about a text that is there already; empty for a new one */
  @property({ attribute: false }) about: (text: string) => Promise<string> = () => Promise.resolve("");
  @state() private said = "";
  @state() private wrong = "";
  @state() private list = "";
  #last = "";

  /** Put texts back that could not be saved, without writing over what has been typed since. */
  takeBack(texts: string[]): void {
    this.#input.focus();
    if (texts.length === 1 && this.#input.value === "") this.#input.value = texts[0] ?? "";
    else this.#openList([...texts, this.list].join("\n").trim());
  }

  get #input(): HTMLInputElement {
    return this.querySelector("input") as HTMLInputElement;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const text = this.#input.value.trim();
    this.wrong = problemWith(text);
    this.said = "";
    this.#input.focus();
    if (this.wrong) return;
    this.#input.value = "";
    void this.#tellAbout(text);
    this.#add([text], "typed");
  }

  /** The last text wins when answers overtake each other. */
  async #tellAbout(text: string): Promise<void> {
    this.#last = text;
    const said = await this.about(text);
    if (this.#last === text) this.said = said;
  }

  #paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (!hasSeveralLines(pasted)) return;
    event.preventDefault();
    this.#openList([this.list, pasted].join("\n").trim());
  }

  #openList(text: string): void {
    this.list = text;
    void this.updateComplete.then(() => {
      this.querySelector("dialog")?.showModal();
    });
  }

  #submitList(event: SubmitEvent): void {
    event.preventDefault();
    const { texts } = parsePaste(this.list);
    if (texts.length === 0 || texts.length > (this.room ?? texts.length)) return;
    this.querySelector("dialog")?.close();
    this.list = "";
    this.#add(texts, "pasted");
  }

  #add(texts: string[], source: string): void {
    this.dispatchEvent(new CustomEvent("ml-add", { detail: { texts, source }, bubbles: true }));
  }

  override render(): TemplateResult {
    const { id, name } = this.label;
    return html`
      <form class="add-example" @submit=${(event: SubmitEvent) => this.#submit(event)}>
        <label class="visually-hidden" for="add-${id}">${say.newExample(name)}</label>
        <input
          id="add-${id}"
          class="input"
          dir="auto"
          lang=${this.language}
          autocomplete="off"
          enterkeyhint="done"
          placeholder=${say.newExampleHint()}
          aria-invalid=${this.wrong ? "true" : "false"}
          aria-describedby="add-${id}-said"
          @paste=${(event: ClipboardEvent) => this.#paste(event)}
        />
        <button class="button">${say.add()}</button>
      </form>
      <p id="add-${id}-said" class="field__error" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      <p class="small" role="status" ?hidden=${!this.said}>${this.said}</p>
      <button
        type="button"
        class="button button--quiet flush"
        aria-label=${say.pasteListFor(name)}
        @click=${() => this.#openList(this.list)}
      >
        ${listIcon()} ${say.pasteList()}
      </button>
      ${dialogFrame(`paste-${id}`, say.pasteListFor(name), this.#listForm())}
    `;
  }

  #listForm(): TemplateResult {
    const { texts, repeated, refused } = parsePaste(this.list);
    const full = this.room !== null && texts.length > this.room;
    return html`<form class="stack" @submit=${(event: SubmitEvent) => this.#submitList(event)}>
      <div class="field">
        <label for="list-${this.label.id}">${say.pasteHelp()}</label>
        <textarea
          id="list-${this.label.id}"
          rows="8"
          dir="auto"
          lang=${this.language}
          .value=${this.list}
          @input=${(event: InputEvent) => {
            this.list = (event.target as HTMLTextAreaElement).value;
          }}
        ></textarea>
      </div>
      <div role="status" class="stack stack--tight">
        <p>${texts.length > 0 ? say.pasteCount(texts.length) : say.pasteNone()}</p>
        ${repeated > 0 ? html`<p class="quiet">${say.pasteSame(repeated)}</p>` : nothing}
        ${refused > 0 ? html`<p class="field__error">${say.pasteRefused(refused)}</p>` : nothing}
        ${full ? html`<p class="field__error">${say.pasteNoRoom(this.room ?? 0)}</p>` : nothing}
      </div>
      <button class="button button--main" ?disabled=${texts.length === 0 || full}>
        ${texts.length > 0 ? say.pasteAdd(texts.length) : say.add()}
      </button>
    </form>`;
  }
}

function problemWith(text: string): string {
  if (text === "") return say.textNeeded();
  try {
    checkText(text, TEXT_LENGTH, "text", "too_large");
    return "";
  } catch (problem) {
    return isCode(problem, "too_large") ? say.textTooLong() : say.textOdd();
  }
}
