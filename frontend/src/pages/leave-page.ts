import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Me, OpenedProject, Place, Workshop } from "../contract/workshop.js";
import { dialogFrame } from "../elements/dialog.js";
import { LightElement } from "../elements/light.js";
import "../elements/project-to-take.js";
import { say } from "../i18n/index.js";
import { somethingIsWaiting } from "../workshop/add-queue.js";
import { attempt } from "../workshop/attempt.js";
import type { Telling } from "../workshop/telling.js";
import { setTitle } from "../workshop/title.js";

const LOOK_EVERY = 100;
const PATIENCE = 30;

/** Before somebody signs out: what stays in this browser, and how to take it along. With nothing here it is over at once.
 * Fires `ml-sign-out`. */
@customElement("ml-leave")
export class LeavePage extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property({ attribute: false }) telling!: Telling;
  @property({ attribute: false }) me!: Me;
  @state() private projects: readonly OpenedProject[] = [];
  @state() private ready = false;
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(say.signOut());
    void this.#load();
  }

  /** Where nothing can be read, nothing can be left behind either. */
  async #load(): Promise<void> {
    await allSaved();
    this.projects = await this.workshop.here().catch(() => []);
    if (this.projects.length === 0 && !somethingIsWaiting()) this.#signOut();
    else {
      this.ready = true;
      void this.showsItself();
    }
  }

  #signOut(): void {
    this.dispatchEvent(new CustomEvent("ml-sign-out", { bubbles: true }));
  }

  async #remove(): Promise<void> {
    this.busy = true;
    const done = await attempt(() => this.workshop.clearHere());
    // A website that does not answer now forgets it when its time is over.
    if (done)
      await Promise.allSettled(this.projects.map(({ card }) => this.telling.withdrawFor(card.project.id)));
    this.busy = false;
    if (done) this.#signOut();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector("dialog");
  }

  override render(): TemplateResult {
    if (!this.ready) return html`<p class="page" role="status">${say.loading()}</p>`;
    return html`<div class="page page--narrow stack">
      <h1 tabindex="-1">${say.leaveTitle()}</h1>
      ${somethingIsWaiting() ? html`<p class="notice notice--problem">${say.leaveWaiting()}</p>` : nothing}
      ${this.projects.length > 0 ? this.#staying() : nothing}
      <div class="row">
        <button type="button" class="button button--main button--big" @click=${() => this.#signOut()}>
          ${say.leaveNow()}
        </button>
        ${this.projects.length > 0 ? this.#removing() : nothing}
      </div>
    </div>`;
  }

  #staying(): TemplateResult {
    const shared = this.projects.some(({ place }) => place.shared);
    return html`
      <p class="lede">${say.leaveStay(this.projects.length)}</p>
      <p>${shared ? say.leaveShared() : say.leaveHidden()}</p>
      <h2>${say.leaveTake()}</h2>
      <ul class="project-names">
        ${this.projects.map((opened) => this.#project(opened))}
      </ul>
    `;
  }

  #project(opened: OpenedProject): TemplateResult {
    return html`<li>
      <ml-project-to-take
        .workshop=${this.workshop}
        .opened=${opened}
        .elsewhere=${this.#elsewhere}
        @ml-moved=${() => this.#reload()}
      ></ml-project-to-take>
    </li>`;
  }

  /** The place that is not in this browser, if the class allows one. */
  get #elsewhere(): Place | null {
    return this.workshop.places.find(({ here }) => !here) ?? null;
  }

  async #reload(): Promise<void> {
    await attempt(async () => {
      this.projects = await this.workshop.here();
    });
    void this.focusOn("h1");
  }

  #removing(): TemplateResult {
    const sure = html`
      <p>${say.removeHow()}</p>
      <div class="row">
        <button
          type="button"
          class="button button--danger"
          ?disabled=${this.busy}
          @click=${() => this.#remove()}
        >
          ${say.removeYes()}
        </button>
        <button type="button" class="button" @click=${() => this.#dialog?.close()}>${say.removeNo()}</button>
      </div>
    `;
    return html`
      <button type="button" class="button button--danger" @click=${() => this.#dialog?.showModal()}>
        ${say.remove()}
      </button>
      ${dialogFrame("remove", say.removeSure(this.projects.length), sure)}
    `;
  }
}

/** What was typed last is mostly saved in a moment; what takes longer is said. */
async function allSaved(): Promise<void> {
  for (let looks = 0; somethingIsWaiting() && looks < PATIENCE; looks++)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
}
