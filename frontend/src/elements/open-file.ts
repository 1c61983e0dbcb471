import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { v7 as newId } from "uuid";

import type { OpenedFile, Skipped } from "../contract/values.js";
import type { Copying, Place, Workshop } from "../contract/workshop.js";
import { say, skippedSentence } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { board } from "../workshop/notices.js";
import { dialogFrame } from "./dialog.js";
import { openIcon, placeIcon } from "./icons.js";
import { LightElement } from "./light.js";
import { aboutPlace, placeName } from "./names.js";

/** Opens a project file, and asks first in which place when there are several. Fires `ml-opened`. */
@customElement("ml-open-file")
export class OpenFileElement extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  /** those that have room */
  @property({ attribute: false }) places: readonly Place[] = [];
  @state() private share: number | null = null;
  /** what could not be used of a file that was opened */
  @state() private skipped: readonly Skipped[] = [];
  #file: File | null = null;
  #stop = new AbortController();

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog") as HTMLDialogElement;
  }

  #choose(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.#file = input.files?.[0] ?? null;
    // The same file can be chosen once more.
    input.value = "";
    const [only, ...others] = this.places;
    if (this.#file === null || only === undefined) return;
    this.skipped = [];
    this.#dialog.showModal();
    if (others.length === 0) void this.#open(this.#file, only);
  }

  async #open(file: File, place: Place): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.share = 0;
    const progress = (share: number) => {
      this.share = share;
    };
    const { files } = this.workshop.stores(place.id);
    const copying: Copying = { signal: stop.signal, progress };
    await attempt(async () => {
      const opened = await unlessStopped(stop.signal, files.open(file, newId(), copying));
      if (opened) this.#tell(opened);
      else board.add(say.openingStopped());
    });
    this.share = null;
    // Closing the dialog stops what is under way, and nothing that has ended.
    this.#stop = new AbortController();
    if (this.skipped.length === 0) this.#dialog.close();
  }

  #tell({ card, skipped }: OpenedFile): void {
    board.add(say.fileOpened(card.project.name), { tone: "good" });
    this.skipped = skipped;
    this.dispatchEvent(new CustomEvent("ml-opened"));
  }

  override render(): TemplateResult {
    return html`
      <button type="button" class="button" @click=${() => this.querySelector("input")?.click()}>
        ${openIcon()} ${say.openFile()}
      </button>
      <input
        type="file"
        accept=".mlproject,.zip"
        hidden
        aria-label=${say.openFile()}
        @change=${(event: Event) => {
          this.#choose(event);
        }}
      />
      <div
        @close=${{
          capture: true,
          handleEvent: () => {
            this.#stop.abort();
          },
        }}
      >
        ${dialogFrame("open-file", say.openFile(), this.#content())}
      </div>
    `;
  }

  #content(): TemplateResult {
    if (this.share !== null) return this.#opening(this.share);
    return this.skipped.length > 0 ? this.#left() : this.#where();
  }

  #left(): TemplateResult {
    return html`<p>${say.openedWithout()}</p>
      <ul>
        ${this.skipped.map((skipped) => html`<li>${skippedSentence(skipped)}</li>`)}
      </ul>
      <button type="button" class="button button--main" @click=${() => this.#dialog.close()}>
        ${say.close()}
      </button>`;
  }

  #where(): TemplateResult {
    return html`<p>${say.openWhere()}</p>
      <ul class="menu">
        ${this.places.map(
          (place) =>
            html`<li>
              <button
                type="button"
                class="button wide menu__act"
                @click=${() => (this.#file ? void this.#open(this.#file, place) : nothing)}
              >
                ${placeIcon(place.look)}
                <span
                  >${placeName(place.look)} <span class="quiet menu__about">${aboutPlace(place)}</span></span
                >
              </button>
            </li>`,
        )}
      </ul>`;
  }

  #opening(share: number): TemplateResult {
    return html`<p id="opening-how">${say.openingFile()}</p>
      <progress aria-labelledby="opening-how" max="1" .value=${share}></progress>
      <button type="button" class="button" @click=${() => this.#dialog.close()}>${say.stop()}</button>`;
  }
}

/** Null when it was stopped. */
async function unlessStopped<Done>(signal: AbortSignal, work: Promise<Done>): Promise<Done | null> {
  try {
    return await work;
  } catch (problem) {
    if (signal.aborted) return null;
    throw problem;
  }
}
