import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { Backup } from "../contract/values.js";
import { daysAgo, say } from "../i18n/index.js";
import { needsFile } from "../workshop/needs-file.js";
import { teacherReminder } from "../workshop/teacher-reminder.js";
import { LightElement } from "./light.js";

/** When it is time: how much of a project is in no file, and a way to mend that. Fires `ml-save-file` and `ml-later`. */
@customElement("ml-backup-line")
export class BackupLineElement extends LightElement {
  @property() name = "";
  @property({ attribute: false }) backup: Backup | null = null;
  #deaf: (() => void) | undefined;
  #hadFocus = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#deaf = teacherReminder.listen(() => {
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#deaf?.();
  }

  override willUpdate(): void {
    this.#hadFocus = this.contains(document.activeElement);
  }

  /** When the buttons are gone, the card's next step gets the focus. */
  override updated(): void {
    if (!this.#hadFocus || this.contains(document.activeElement)) return;
    this.closest("article")?.querySelector<HTMLElement>(".project-card__foot :is(a, button)")?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { backup, name } = this;
    if (backup === null) return nothing;
    const reminded = teacherReminder.isOn && backup.changes > 0;
    if (!reminded && !needsFile(backup, Date.now())) return nothing;
    return html`<div class="backup-line stack stack--tight">
      <p>${this.#since(backup)}</p>
      <div class="row">
        <button
          type="button"
          class="button"
          aria-label=${say.saveAsFile(name)}
          @click=${() => this.#fire("save-file")}
        >
          ${say.saveToFile()}
        </button>
        ${
          reminded
            ? nothing
            : html`<button
                type="button"
                class="button button--quiet"
                aria-label=${say.laterFor(name)}
                @click=${() => this.#fire("later")}
              >
                ${say.later()}
              </button>`
        }
      </div>
    </div>`;
  }

  #since({ savedAt, changes }: Backup): string {
    if (savedAt === null) return say.inNoFile();
    return `${say.savedToFile(daysAgo(savedAt, Date.now()))} ${say.changesSince(changes)}`;
  }

  #fire(what: "save-file" | "later"): void {
    this.dispatchEvent(new CustomEvent(`ml-${what}`));
  }
}
