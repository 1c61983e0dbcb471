import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Example, Label } from "../contract/values.js";
import { say } from "../i18n/index.js";
import type { Waiting } from "../workshop/add-queue.js";
import type { MediaKind } from "../workshop/media-kinds.js";
import { chosenTools, type ExampleAction } from "./chosen-tools.js";
import { sealIcon } from "./icons.js";
import { LightElement } from "./light.js";
import "./picture-thumb.js";
import "./sound-thumb.js";

/** The pictures or sounds of a bucket, newest first; choose some to move or delete them. Fires `ml-act` and `ml-more`. */
@customElement("ml-media-list")
export class MediaListElement extends LightElement {
  @property({ attribute: false }) label!: Label;
  @property({ attribute: false }) kind!: MediaKind;
  @property({ attribute: false }) others: readonly Label[] = [];
  @property({ attribute: false }) shown: readonly Example[] = [];
  @property({ attribute: false }) waiting: readonly Waiting[] = [];
  @property({ attribute: false }) load!: (id: string) => Promise<Blob>;
  /** of all of this label: the newest has this number */
  @property({ type: Number }) count = 0;
  @property({ type: Boolean }) more = false;
  @state() private chosen: ReadonlySet<string> = new Set();

  #toggle(id: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  #act(action: ExampleAction): void {
    this.chosen = new Set();
    this.dispatchEvent(new CustomEvent("ml-act", { detail: action }));
    void this.focusOn(".thumbs");
  }

  override render(): TemplateResult {
    const chosen = this.shown.filter(({ id }) => this.chosen.has(id));
    const { label, others, kind } = this;
    const newest = Math.max(this.count, this.shown.length);
    const act = (action: ExampleAction) => this.#act(action);
    return html`
      ${
        chosen.length > 0 ? chosenTools({ key: label.id, chosen, others, moveTo: kind.moveTo, act }) : nothing
      }
      <ul class="thumbs" tabindex="-1" aria-label=${say.examplesOf(label.name)}>
        ${repeat(
          this.waiting,
          ({ id }) => id,
          (one) => this.#waiting(one),
        )}
        ${repeat(
          this.shown,
          ({ id }) => id,
          (example, at) => this.#tile(example, kind.name(newest - at)),
        )}
      </ul>
      ${
        this.more
          ? html`<button
              type="button"
              class="button button--quiet wide"
              aria-label=${say.showMoreOf(label.name)}
              @click=${() => this.dispatchEvent(new CustomEvent("ml-more"))}
            >
              ${say.showMore()}
            </button>`
          : nothing
      }
    `;
  }

  #tile({ id, heldBack }: Example, name: string): TemplateResult {
    const load = () => this.load(id);
    const box = html`<input
      type="checkbox"
      aria-label=${heldBack ? `${name}, ${say.heldBack()}` : name}
      .checked=${this.chosen.has(id)}
      @change=${() => this.#toggle(id)}
    />`;
    const seal = heldBack
      ? html`<span class="tile__seal" title=${say.heldBack()}>${sealIcon()}</span>`
      : nothing;
    return this.kind.device === "camera"
      ? html`<li>
          <label class="tile">
            ${box}<ml-picture-thumb .key=${id} .name=${name} .load=${load}></ml-picture-thumb>${seal}
          </label>
        </li>`
      : html`<li class="tile tile--sound">
          <label class="tile__box">${box}</label>
          <ml-sound-thumb .key=${id} .name=${name} .load=${load}></ml-sound-thumb>${seal}
        </li>`;
  }

  #waiting({ id, data, failed }: Waiting): TemplateResult {
    const load = () => ("file" in data ? Promise.resolve(data.file) : this.load(id));
    const state = failed ? say.notSaved() : say.saving();
    return html`<li class="tile tile--waiting">
      ${
        this.kind.device === "camera"
          ? html`<ml-picture-thumb .key=${id} .load=${load}></ml-picture-thumb>`
          : html`<ml-sound-thumb .key=${id} .name=${state} .load=${load}></ml-sound-thumb>`
      }
      <span class="pill pill--plain tile__state">${state}</span>
    </li>`;
  }
}
