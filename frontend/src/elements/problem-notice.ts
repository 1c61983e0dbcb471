import { html, type TemplateResult } from "lit";

import { say } from "../i18n/index.js";

/** In the place of what could not be read: why, and a way to try again. */
export function problemNotice(sentence: string, again: () => unknown): TemplateResult {
  return html`<div class="notice notice--problem" role="status">
    <span>${sentence}</span>
    <button type="button" class="button" @click=${again}>${say.tryAgain()}</button>
  </div>`;
}
