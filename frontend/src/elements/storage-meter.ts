import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Room, Workshop } from "../contract/workshop.js";
import { say, size } from "../i18n/index.js";
import { keepSafe } from "../workshop/keep-safe.js";
import { LightElement } from "./light.js";
import { shieldIcon } from "./icons.js";

/** How much room this browser has, whether it keeps what is here, and what to do before it is full. */
@customElement("ml-storage-meter")
export class StorageMeterElement extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property({ attribute: false }) room!: Room;
  /** where the browser was asked since `room` was read */
  @state() private kept = false;

  get #isKept(): boolean {
    return this.kept || this.room.kept;
  }

  async #keep(): Promise<void> {
    this.kept = await keepSafe(this.workshop);
    // The button that was pressed is gone.
    if (this.kept) void this.focusOn("h2");
  }

  override render(): TemplateResult {
    return html`<section class="panel storage-meter stack stack--tight" aria-labelledby="storage-meter">
      <h2 id="storage-meter" class="storage-meter__title" tabindex="-1">${say.room()}</h2>
      ${this.room.low ? this.#warning() : nothing} ${this.#amount()}
      <div class="row storage-meter__safety">${this.#safety()}</div>
    </section>`;
  }

  #warning(): TemplateResult {
    const mayMove = this.workshop.places.some(({ look }) => look === "website");
    return html`<p class="notice notice--problem">
      <span
        ><strong>${say.roomLow()}</strong> ${say.roomLowHow()} ${mayMove ? say.roomLowMove() : nothing}</span
      >
    </p>`;
  }

  #amount(): TemplateResult {
    const { used, free, low } = this.room;
    if (used === null) return html`<p>${say.roomUnknown()}</p>`;
    if (free === null)
      return html`<p>${low ? say.roomUsedOnly(size(used)) : say.roomUsedMore(size(used))}</p>`;
    const words = say.roomUsed(size(used), size(free));
    const percent = Math.round((used / Math.max(1, used + free)) * 100);
    return html`<p>${words}</p>
      <div
        class="bar bar--thin ${low ? "bar--low" : ""}"
        role="meter"
        aria-labelledby="storage-meter"
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${percent}
        aria-valuetext=${words}
      >
        <span class="bar__fill" .style=${`--share: ${percent}%`}></span>
      </div>`;
  }

  #safety(): TemplateResult {
    if (this.#isKept) return html`<p class="storage-meter__kept">${shieldIcon()} ${say.roomKept()}</p>`;
    return html`<p class="quiet row__grow">${say.roomNotKept()} ${say.roomToBeSafe()}</p>
      ${
        this.room.decides === null
          ? nothing
          : html`<button type="button" class="button" @click=${() => this.#keep()}>
              ${shieldIcon()} ${say.keepSafe()}
            </button>`
      }`;
  }
}
