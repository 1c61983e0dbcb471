import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import { textOf } from "../contract/data.js";
import type { Example, Label } from "../contract/values.js";
import { say } from "../i18n/index.js";
import type { Waiting } from "../workshop/add-queue.js";
import { dialogFrame } from "./dialog.js";
import { binIcon, moveIcon, sealIcon } from "./icons.js";
import { LightElement } from "./light.js";

export type ExampleAction =
  | { do: "delete"; ids: string[] }
  | { do: "move"; ids: string[]; to: Label }
  | { do: "keep"; ids: string[]; heldBack: boolean };

/** The examples of a bucket, newest first; choose some to move or delete them. Fires `ml-act` and `ml-more`. */
@customElement("ml-example-list")
export class ExampleListElement extends LightElement {
  @property({ attribute: false }) label!: Label;
  @property({ attribute: false }) others: readonly Label[] = [];
  @property({ attribute: false }) shown: readonly Example[] = [];
  @property({ attribute: false }) waiting: readonly Waiting[] = [];
  @property({ type: Boolean }) more = false;
  @property() language = "";
  @state() private chosen: ReadonlySet<string> = new Set();

  get #chosen(): Example[] {
    return this.shown.filter(({ id }) => this.chosen.has(id));
  }

  #toggle(id: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  #act(action: ExampleAction): void {
    this.chosen = new Set();
    this.dispatchEvent(new CustomEvent("ml-act", { detail: action, bubbles: true }));
    void this.focusOn(".examples");
  }

  #showMore(): void {
    this.dispatchEvent(new CustomEvent("ml-more", { bubbles: true }));
  }

  override render(): TemplateResult {
    const chosen = this.#chosen;
    return html`
      ${chosen.length > 0 ? this.#tools(chosen) : nothing}
      <ul class="examples" tabindex="-1" aria-label=${say.examplesOf(this.label.name)}>
        ${repeat([...this.waiting].reverse(), ({ id }) => id, waitingRow)}
        ${repeat(
          this.shown,
          ({ id }) => id,
          (example) => this.#row(example),
        )}
      </ul>
      ${
        this.more
          ? html`<button
              type="button"
              class="button button--quiet wide"
              aria-label=${say.showMoreOf(this.label.name)}
              @click=${() => this.#showMore()}
            >
              ${say.showMore()}
            </button>`
          : nothing
      }
    `;
  }

  #row(example: Example): TemplateResult {
    return html`<li>
      <label class="check example">
        <input
          type="checkbox"
          .checked=${this.chosen.has(example.id)}
          @change=${() => this.#toggle(example.id)}
        />
        <span class="example__text"
          ><bdi lang=${this.language}>${textOf(example.data)}</bdi>${
            example.heldBack
              ? html` <span class="pill pill--plain">${sealIcon()} ${say.heldBack()}</span>`
              : nothing
          }</span
        >
      </label>
    </li>`;
  }

  #tools(chosen: Example[]): TemplateResult {
    const ids = chosen.map(({ id }) => id);
    const heldBack = !chosen.every((example) => example.heldBack);
    return html`<div class="tools" role="group" aria-label=${say.chosen(ids.length)}>
      <p>${say.chosen(ids.length)}</p>
      ${
        this.others.length > 0
          ? html`<button
              type="button"
              class="button"
              @click=${() => this.querySelector("dialog")?.showModal()}
            >
              ${moveIcon()} ${say.move()}
            </button>`
          : nothing
      }
      <button type="button" class="button button--danger" @click=${() => this.#act({ do: "delete", ids })}>
        ${binIcon()} ${say.delete()}
      </button>
      <button type="button" class="button" @click=${() => this.#act({ do: "keep", ids, heldBack })}>
        ${heldBack ? say.keepForTesting() : say.useForLearning()}
      </button>
      ${dialogFrame(`move-${this.label.id}`, say.moveTo(ids.length), this.#places(ids))}
    </div>`;
  }

  #places(ids: string[]): TemplateResult {
    return html`<div class="stack stack--tight">
      ${this.others.map(
        (to) =>
          html`<button type="button" class="button wide" @click=${() => this.#act({ do: "move", ids, to })}>
            <span dir="auto">${to.name}</span>
          </button>`,
      )}
    </div>`;
  }
}

function waitingRow({ text, failed }: Waiting): TemplateResult {
  return html`<li class="example example--waiting">
    <span class="example__text"
      ><bdi>${text}</bdi>
      <span class="pill pill--plain">${failed ? say.notSaved() : say.saving()}</span></span
    >
  </li>`;
}
