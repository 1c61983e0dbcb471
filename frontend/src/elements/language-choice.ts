import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { ProjectCard } from "../contract/values.js";
import { languageName, say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { languagesOffered } from "../workshop/languages.js";
import { board } from "../workshop/notices.js";
import type { OpenProject } from "../workshop/open-project.js";
import { LightElement } from "./light.js";

/** The language that the texts of a project are in. */
@customElement("ml-language")
export class LanguageElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;

  async #choose(select: HTMLSelectElement): Promise<void> {
    const language = select.value;
    await attempt(async () => {
      const { modelState } = await this.project.update(() => ({ language }));
      board.say(modelState === "changed" ? say.languageChanged() : say.saved());
    });
    // What was not done must not look as if it were.
    select.value = this.project.needed().card.project.language;
  }

  override render(): TemplateResult {
    const { language } = this.card.project;
    const offered = [...new Set([language, ...languagesOffered(navigator.languages)])];
    return html`<div class="row language">
      <label for="language">${say.projectLanguageNow()}</label>
      <select
        id="language"
        class="input"
        .value=${language}
        @change=${(event: Event) => this.#choose(event.target as HTMLSelectElement)}
      >
        ${offered.map(
          (tag) => html`<option value=${tag} ?selected=${tag === language}>${languageName(tag)}</option>`,
        )}
      </select>
    </div>`;
  }
}
