import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Me, OpenedProject } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { board } from "../workshop/notices.js";
import { toldHref } from "../workshop/router.js";
import type { Telling } from "../workshop/telling.js";
import { LightElement } from "./light.js";

/** Under the name of a project: the way to what the website knows, and the switch that shows it to the teacher. */
@customElement("ml-told-row")
export class ToldRowElement extends LightElement {
  @property({ attribute: false }) opened!: OpenedProject;
  @property({ attribute: false }) telling!: Telling;
  @property({ attribute: false }) me!: Me;
  @state() private shown: boolean | null = null;
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#canShow) void this.#read().catch(() => undefined);
  }

  /** The teacher sees all of what the website keeps, and somebody without a class has no teacher. */
  get #canShow(): boolean {
    return this.opened.place.here && this.me.schoolClass !== null;
  }

  get #project(): string {
    return this.opened.card.project.id;
  }

  /** A website that does not answer leaves the switch out: nothing would come of pressing it. */
  async #read(): Promise<void> {
    if (this.telling.grants === null) await this.telling.read();
    this.shown = this.telling.shown(this.#project) !== null;
  }

  async #turn(box: HTMLInputElement): Promise<void> {
    const wanted = box.checked;
    this.busy = true;
    await attempt(() => (wanted ? this.#show() : this.#stop()));
    this.busy = false;
    // What was not done must not look as if it were.
    this.shown = box.checked = this.telling.shown(this.#project) !== null;
  }

  async #show(): Promise<void> {
    await this.telling.show(this.opened);
    board.say(say.shows());
  }

  async #stop(): Promise<void> {
    await this.telling.stopShowing(this.#project);
    board.say(say.stoppedShowing());
  }

  override render(): TemplateResult {
    return html`<div class="row told-row">
      ${this.shown === null ? nothing : this.#switch(this.shown)}
      <a class="told-row__link" href=${toldHref(this.#project)}>${say.told()}</a>
    </div>`;
  }

  #switch(shown: boolean): TemplateResult {
    return html`<label class="switch">
      <input
        type="checkbox"
        role="switch"
        .checked=${shown}
        ?disabled=${this.busy}
        @change=${(event: Event) => this.#turn(event.target as HTMLInputElement)}
      />
      <span>${say.show()}. <span class="quiet">${say.showHow()}</span></span>
    </label>`;
  }
}
