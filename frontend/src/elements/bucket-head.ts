import { html, type TemplateResult } from "lit";

import type { Label } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { binIcon } from "./icons.js";
import "./rename.js";

export interface LabelActions {
  checkName: (name: string, label: Label) => string;
  remove: (label: Label) => void;
  rename: (label: Label, name: string) => Promise<boolean>;
}

/** The name of a label, and what can be done with the label itself. */
export function bucketHead(label: Label, actions: LabelActions): TemplateResult {
  return html`<div class="bucket__head">
    <ml-rename
      class="row__grow"
      .name=${label.name}
      .check=${(name: string) => actions.checkName(name, label)}
      .rename=${(name: string) => actions.rename(label, name)}
    ></ml-rename>
    <button
      type="button"
      class="button button--quiet button--icon"
      aria-label=${say.deleteIt(label.name)}
      @click=${() => actions.remove(label)}
    >
      ${binIcon()}
    </button>
  </div>`;
}
