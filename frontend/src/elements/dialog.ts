import { html, type TemplateResult } from "lit";

import { say } from "../i18n/index.js";
import { crossIcon } from "./icons.js";

/** The frame of every dialog: a heading, a way out, and the content. The browser keeps the focus inside and gives it back. */
export function dialogFrame(id: string, heading: string, content: TemplateResult): TemplateResult {
  return html`<dialog aria-labelledby="${id}-heading">
    <div class="stack">
      <div class="row row--corner">
        <h2 id="${id}-heading" class="row__grow">${heading}</h2>
        <form method="dialog">
          <button class="button button--quiet button--icon" aria-label=${say.close()}>${crossIcon()}</button>
        </form>
      </div>
      ${content}
    </div>
  </dialog>`;
}
