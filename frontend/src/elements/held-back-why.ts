import { html, type TemplateResult } from "lit";

import { say } from "../i18n/index.js";

export function heldBackWhy(): TemplateResult {
  return html`<details class="panel">
    <summary>${say.heldBackWhy()}</summary>
    <p>${say.heldBackBecause()}</p>
  </details>`;
}
