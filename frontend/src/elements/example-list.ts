import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import { textOf } from "../contract/data.js";
import type { Example, Label } from "../contract/values.js";
import { say } from "../i18n/index.js";
import type { Waiting } from "../workshop/add-queue.js";
import { chosenTools, type ExampleAction } from "./chosen-tools.js";
import { sealIcon } from "./icons.js";
import { LightElement } from "./light.js";

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
        ${repeat(this.waiting, ({ id }) => id, waitingRow)}
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
    const { others, label } = this;
    const act = (action: ExampleAction) => this.#act(action);
    return chosenTools({ key: label.id, chosen, others, moveTo: say.moveTo, act });
  }
}

function waitingRow({ data, failed }: Waiting): TemplateResult {
  return html`<li class="example example--waiting">
    <span class="example__text"
      ><bdi>${textOf(data)}</bdi>
      <span class="pill pill--plain">${failed ? say.notSaved() : say.saving()}</span></span
    >
  </li>`;
}
