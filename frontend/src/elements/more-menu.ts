import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { say } from "../i18n/index.js";
import { dialogFrame } from "./dialog.js";
import { moreIcon } from "./icons.js";
import { LightElement } from "./light.js";

export interface Act {
  name: string;
  icon: TemplateResult;
  run: () => void;
}

/** A button that opens the list of all that can be done with the thing called `name`. */
@customElement("ml-more-menu")
export class MoreMenuElement extends LightElement {
  @property() name = "";
  /** an id of its own in the page */
  @property() key = "";
  @property({ attribute: false }) acts: readonly Act[] = [];

  #choose(act: Act): void {
    this.querySelector("dialog")?.close();
    act.run();
  }

  override render(): TemplateResult {
    return html`
      <button
        type="button"
        class="button button--quiet button--icon"
        aria-label=${say.moreFor(this.name)}
        aria-haspopup="dialog"
        @click=${() => this.querySelector("dialog")?.showModal()}
      >
        ${moreIcon()}
      </button>
      ${dialogFrame(`more-${this.key}`, this.name, this.#list())}
    `;
  }

  #list(): TemplateResult {
    return html`<ul class="menu">
      ${this.acts.map(
        (act) =>
          html`<li>
            <button
              type="button"
              class="button button--quiet wide menu__act"
              @click=${() => this.#choose(act)}
            >
              ${act.icon} <span>${act.name}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }
}
