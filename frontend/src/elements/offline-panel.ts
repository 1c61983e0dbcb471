import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { PlacedProject } from "../contract/workshop.js";

import { size, say } from "../i18n/index.js";
import type { PackState } from "../offline/asking.js";
import { session } from "../offline/here.js";
import { keepPack, packsHere } from "../offline/updates.js";
import { board } from "../workshop/notices.js";
import { LightElement } from "./light.js";
import { extractorFor } from "../training/core/extractors/known.js";
import { packName } from "./names.js";

/** What works offline in this browser, and what can be made to, with its size. */
@customElement("ml-offline")
export class OfflinePanel extends LightElement {
  /** of this person */
  @property({ attribute: false }) projects: readonly PlacedProject[] = [];
  /** undefined until it is known; null when this browser keeps nothing */
  @state() private packs: PackState[] | null | undefined;
  @state() private busy = false;

  /** The largest of all is only for projects in certain languages. */
  get #offered(): PackState[] {
    const needed = this.projects.map(({ card: { project } }) => extractorFor(project.kind, project.language));
    return (this.packs ?? []).filter(({ pack, kept }) => pack !== "text-e5" || kept || needed.includes(pack));
  }

  async #read(event: Event): Promise<void> {
    if ((event.target as HTMLDetailsElement).open) this.packs = await packsHere();
  }

  async #keep(): Promise<void> {
    this.busy = true;
    try {
      for (const { pack, kept } of this.#offered) {
        if (!kept) this.packs = (await keepPack(pack)) ?? this.packs;
      }
    } finally {
      this.busy = false;
    }
    const isReady = this.packs !== null && this.#offered.every(({ kept }) => kept);
    board.add(isReady ? say.offlineReady() : say.offlineFailed(), { tone: isReady ? "good" : "problem" });
  }

  override render(): TemplateResult {
    return html`<details class="panel" @toggle=${(event: Event) => this.#read(event)}>
      <summary>${say.workOffline()}</summary>
      ${this.packs === undefined ? nothing : this.packs === null ? html`<p>${say.offlineNot()}</p>` : this.#list(this.#offered)}
    </details>`;
  }

  #list(packs: PackState[]): TemplateResult {
    const missing = packs.filter(({ kept }) => !kept);
    const bytes = missing.reduce((sum, pack) => sum + pack.bytes, 0);
    return html`<div class="stack" aria-busy=${this.busy ? "true" : "false"}>
      <ul class="stack stack--tight">
        ${packs.map((pack) => html`<li>${stateOf(pack)}</li>`)}
      </ul>
      ${
        missing.length > 0
          ? html`<button
              type="button"
              class="button"
              ?disabled=${this.busy || session.away}
              @click=${() => this.#keep()}
            >
              ${say.getReady(size(bytes))}
            </button>`
          : nothing
      }
    </div>`;
  }
}

function stateOf({ pack, bytes, kept }: PackState): string {
  const name = pack === null ? say.theWorkshop() : packName(pack);
  return kept ? say.packKept(name, size(bytes)) : say.packMissing(name, size(bytes));
}
