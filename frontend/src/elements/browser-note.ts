import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Me, Trouble, Workshop } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import type { Telling } from "../workshop/telling.js";
import { LightElement } from "./light.js";
import { aboutTrouble } from "./names.js";

/** What a child must know of this browser before anything else: that it keeps nothing, or holds nothing of theirs. */
@customElement("ml-browser-note")
export class BrowserNoteElement extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property({ attribute: false }) telling!: Telling;
  @property({ attribute: false }) me!: Me;
  @state() private trouble: Trouble | null = null;
  @state() private isEmpty = false;
  /** the one that was used last, where this person let the website know */
  @state() private computer: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look().catch(() => undefined);
  }

  async #look(): Promise<void> {
    this.trouble = await this.workshop.keeping.trouble();
    if (this.trouble || this.me.person.role === "guest") return;
    this.isEmpty = (await this.workshop.here()).length === 0;
    if (this.isEmpty) this.computer = this.telling.computer(this.me.lastComputer);
  }

  override render(): TemplateResult | typeof nothing {
    if (this.trouble) return html`<p class="notice notice--problem">${aboutTrouble(this.trouble)}</p>`;
    if (!this.isEmpty || this.computer === null) return nothing;
    return html`<p class="notice">
      <span
        >${say.noneHere()} <strong dir="auto">${say.lastUsed(this.computer)}</strong> ${say.haveFile()}</span
      >
    </p>`;
  }
}
