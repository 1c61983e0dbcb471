import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { say } from "../i18n/index.js";
import { LineWatch } from "../offline/line-watch.js";
import { LightElement } from "./light.js";
import { problemNotice } from "./problem-notice.js";

/** A part of the page whose code comes only when it is shown. It says so while that is on its way, and when it does not come;
 * then it is fetched again when the line is back. */
@customElement("ml-later")
export class LaterElement extends LightElement {
  @property({ attribute: false }) load!: () => Promise<unknown>;
  @property({ attribute: false }) show!: () => TemplateResult;
  /** what has come */
  @state() private loaded: LaterElement["load"] | null = null;
  /** it did not come */
  @state() private missing = false;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("load") && this.loaded !== this.load) void this.#fetch();
  }

  override firstUpdated(): void {
    new LineWatch(this, () => {
      if (this.missing) void this.#fetch();
    });
  }

  async #fetch(): Promise<void> {
    const { load } = this;
    this.missing = false;
    try {
      await load();
      this.loaded = load;
    } catch {
      this.missing = load === this.load;
    }
  }

  override render(): TemplateResult {
    if (this.missing) return problemNotice(say.problemNotFetched(), () => this.#fetch());
    if (this.loaded !== this.load) return html`<p role="status">${say.loading()}</p>`;
    return this.show();
  }
}
