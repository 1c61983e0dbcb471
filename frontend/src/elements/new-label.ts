import { html, nothing, type TemplateResult } from "lit";
import { v7 as newId } from "uuid";

import { LABELS } from "../contract/limits.js";
import type { Label } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { checkLabelName } from "../workshop/name-checks.js";
import "./add-label.js";

type Add = (label: Label) => Promise<void>;

/** Where a label beside these is named. */
export function newLabel(labels: readonly Label[], add: Add): TemplateResult {
  return html`<ml-add-label
    .check=${(name: string) => checkLabelName(name, labels)}
    .add=${(name: string) => {
      const label = { id: newId(), name };
      return attempt(() => add(label));
    }}
  ></ml-add-label>`;
}

/** The same as one bucket more; nothing when there are as many labels as there may be. */
export function newLabelPanel(labels: readonly Label[], add: Add): TemplateResult | typeof nothing {
  if (labels.length >= LABELS) return nothing;
  return html`<section class="panel panel--sunk" aria-label=${say.addLabel()}>
    ${newLabel(labels, add)}
  </section>`;
}
