import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";

import { say } from "../i18n/index.js";
import { crossIcon } from "./icons.js";
import { LightElement } from "./light.js";
import { board, type Notice } from "../workshop/notices.js";

/** Shows the notices at the foot of the page and speaks through a live region. */
@customElement("ml-notices")
export class NoticesElement extends LightElement {
  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = board.listen(() => {
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  /** The button that was pressed goes, and the focus must not go with it. */
  #close({ id }: Notice): void {
    board.remove(id);
    document.getElementById("main")?.focus();
  }

  #press(notice: Notice): void {
    this.#close(notice);
    notice.action?.run();
  }

  override render(): TemplateResult {
    return html`
      <p class="visually-hidden" role="status">${board.spoken}</p>
      <section class="notices" aria-label=${say.notices()} ?hidden=${board.notices.length === 0}>
        ${board.notices.map((notice) => this.#notice(notice))}
      </section>
    `;
  }

  #notice(notice: Notice): TemplateResult {
    const tone = notice.tone === "plain" ? "" : `notice--${notice.tone}`;
    return html`
      <div class="notice ${tone}">
        <span>${notice.text}</span>
        ${
          notice.action
            ? html`<button type="button" class="button" @click=${() => this.#press(notice)}>
                ${notice.action.name}
              </button>`
            : nothing
        }
        <button
          type="button"
          class="button button--quiet button--icon"
          aria-label=${say.close()}
          @click=${() => this.#close(notice)}
        >
          ${crossIcon()}
        </button>
      </div>
    `;
  }
}
