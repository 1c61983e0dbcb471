import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { OpenedProject, Place, Workshop } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { board } from "../workshop/notices.js";
import { saveProjectFile } from "../workshop/save-file.js";
import { kindPicture } from "./icons.js";
import { LightElement } from "./light.js";
import { countIn } from "./names.js";

/** One project that would stay behind, and the ways to take it along. Fires `ml-moved` when it is not here any more. */
@customElement("ml-project-to-take")
export class ProjectToTakeElement extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property({ attribute: false }) opened!: OpenedProject;
  /** where it can go; null when the class allows no other place */
  @property({ attribute: false }) elsewhere: Place | null = null;
  @state() private share: number | null = null;
  @state() private saved = false;
  @state() private busy = false;

  async #save(): Promise<void> {
    const { stores, card } = this.opened;
    const { id, name } = card.project;
    this.busy = true;
    await attempt(async () => {
      saveProjectFile(await stores.files.save(id), name);
      this.saved = true;
      board.say(say.takenToFile());
    });
    this.busy = false;
  }

  async #move(to: Place): Promise<void> {
    const { id, name } = this.opened.card.project;
    this.share = 0;
    const moved = await attempt(async () => {
      await this.workshop.move(id, to.id, { progress: (share) => (this.share = share) });
    });
    this.share = null;
    if (!moved) return;
    board.say(say.takenToWebsite(name));
    this.dispatchEvent(new CustomEvent("ml-moved"));
  }

  override render(): TemplateResult {
    const { project, counts } = this.opened.card;
    return html`<div class="panel stack stack--tight kind--${project.kind}">
      <div class="row">
        ${kindPicture(project.kind, 32)}
        <p class="row__grow">
          <strong dir="auto">${project.name}</strong>
          <span class="quiet">${countIn(project.kind, counts.examples)}</span>
        </p>
      </div>
      ${this.saved ? html`<p>${say.takenToFile()}</p>` : nothing}
      ${this.share === null ? this.#ways() : this.#moving(this.share)}
    </div>`;
  }

  #ways(): TemplateResult {
    const to = this.elsewhere;
    return html`<div class="row">
      <button type="button" class="button" ?disabled=${this.busy} @click=${() => this.#save()}>
        ${say.takeToFile()} <span class="visually-hidden">${this.opened.card.project.name}</span>
      </button>
      ${
        to
          ? html`<button type="button" class="button" @click=${() => this.#move(to)}>
              ${say.takeToWebsite()} <span class="visually-hidden">${this.opened.card.project.name}</span>
            </button>`
          : nothing
      }
    </div>`;
  }

  #moving(share: number): TemplateResult {
    return html`<p id="moving-${this.opened.card.project.id}">${say.takingToWebsite()}</p>
      <progress aria-labelledby="moving-${this.opened.card.project.id}" max="1" .value=${share}></progress>`;
  }
}
