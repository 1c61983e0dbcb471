import { html, nothing, type TemplateResult } from "lit";
import { v7 as newId } from "uuid";

import { LABELS } from "../contract/limits.js";
import type { Label } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { checkLabelName } from "../workshop/name-checks.js";
import { AddLabelElement } from "./add-label.js";

type Add = (label: Label) => Promise<void>;

/** Where a label beside those of a page is named. The page shows it in one place or another, and what is half typed goes along. */
export class NewLabel {
  readonly #element = new AddLabelElement();

  constructor(private readonly add: Add) {
    this.#element.add = (name) => {
      const label = { id: newId(), name };
      return attempt(() => this.add(label));
    };
  }

  beside(labels: readonly Label[]): AddLabelElement {
    this.#element.check = (name) => checkLabelName(name, labels);
    return this.#element;
  }

  /** As one bucket more; nothing when there are as many labels as there may be. */
  panel(labels: readonly Label[]): TemplateResult | typeof nothing {
    if (labels.length >= LABELS) return nothing;
    return html`<section class="panel panel--sunk" aria-label=${say.addLabel()}>
      ${this.beside(labels)}
    </section>`;
  }
}
