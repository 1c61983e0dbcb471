import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import { size, say } from "../i18n/index.js";
import type { PackState } from "../offline/asking.js";
import { session } from "../offline/here.js";
import { keepPack, packsHere } from "../offline/updates.js";
import { board } from "../workshop/notices.js";
import { LightElement } from "./light.js";
import { kindName } from "./names.js";

/** What works offline in this browser, and what can be made to, with its size. */
@customElement("ml-offline")
export class OfflinePanel extends LightElement {
  /** undefined until it is known; null when this browser keeps nothing */
  @state() private packs: PackState[] | null | undefined;
  @state() private busy = false;

  async #read(event: Event): Promise<void> {
    if ((event.target as HTMLDetailsElement).open) this.packs = await packsHere();
  }

  async #keep(): Promise<void> {
    this.busy = true;
    try {
      for (const { kind, kept } of this.packs ?? []) {
        if (!kept) this.packs = (await keepPack(kind)) ?? this.packs;
      }
    } finally {
      this.busy = false;
    }
    const isReady = this.packs?.every(({ kept }) => kept) ?? false;
    board.add(isReady ? say.offlineReady() : say.offlineFailed(), { tone: isReady ? "good" : "problem" });
  }

  override render(): TemplateResult {
    return html`<details class="panel" @toggle=${(event: Event) => this.#read(event)}>
      <summary>${say.workOffline()}</summary>
      ${this.packs === undefined ? nothing : this.packs === null ? html`<p>${say.offlineNot()}</p>` : this.#list(this.packs)}
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

function stateOf({ kind, bytes, kept }: PackState): string {
  const name = kind === null ? say.theWorkshop() : kindName(kind);
  return kept ? say.packKept(name, size(bytes)) : say.packMissing(name, size(bytes));
}
