import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ProjectCard } from "../contract/values.js";
import type { Found } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { board } from "../workshop/notices.js";
import { kindPicture } from "./icons.js";
import { LightElement } from "./light.js";
import { countIn } from "./names.js";

/** Asks whether what a guest has left in this browser is this person's. Fires `ml-claimed`. */
@customElement("ml-found-projects")
export class FoundProjectsElement extends LightElement {
  @property({ attribute: false }) found!: Found;
  @state() private cards: readonly ProjectCard[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    // Whoever cannot be asked now is asked the next time.
    void this.#load().catch(() => undefined);
  }

  async #load(): Promise<void> {
    this.cards = await this.found.all();
  }

  async #claim(): Promise<void> {
    const count = this.cards.length;
    await this.found.claim();
    this.cards = [];
    this.dispatchEvent(new CustomEvent("ml-claimed"));
    board.say(say.foundTaken(count));
  }

  async #refuse(): Promise<void> {
    await this.found.refuse();
    this.cards = [];
  }

  override render(): TemplateResult | typeof nothing {
    if (this.cards.length === 0) return nothing;
    return html`<section class="card stack" aria-labelledby="found">
      <h2 id="found">${say.foundTitle()}</h2>
      <p>${say.foundHow()}</p>
      <ul class="project-names">
        ${this.cards.map(
          ({ project, counts }) =>
            html`<li class="row kind--${project.kind}">
              ${kindPicture(project.kind, 32)}
              <span class="row__grow"
                ><strong dir="auto">${project.name}</strong>
                <span class="quiet">${countIn(project.kind, counts.examples)}</span></span
              >
            </li>`,
        )}
      </ul>
      <div class="row">
        <button type="button" class="button button--main" @click=${() => attempt(() => this.#claim())}>
          ${say.foundYes()}
        </button>
        <button type="button" class="button" @click=${() => attempt(() => this.#refuse())}>
          ${say.foundNo()}
        </button>
      </div>
    </section>`;
  }
}
