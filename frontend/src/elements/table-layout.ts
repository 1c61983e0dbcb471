import { html, type TemplateResult } from "lit";

import { say } from "../i18n/index.js";
import type { Layout } from "../table/layout.js";
import { type DecimalSign, writeNumber } from "../table/numbers.js";
import { type Delimiter, DELIMITERS } from "../table/split.js";

/** How a table is read. Whoever sees that it looks odd can say it better. */
export function layoutFields(layout: Layout, tell: (said: Partial<Layout>) => void): TemplateResult {
  return html`<details class="table-layout">
    <summary>${say.howWritten()}</summary>
    <div class="row table-layout__fields">
      ${delimiterField(layout, tell)} ${decimalField(layout, tell)}
      <label class="check">
        <input
          type="checkbox"
          .checked=${layout.header}
          @change=${(event: Event) => tell({ header: (event.target as HTMLInputElement).checked })}
        />
        ${say.firstRowNames()}
      </label>
    </div>
  </details>`;
}

function delimiterField({ delimiter }: Layout, tell: (said: Partial<Layout>) => void): TemplateResult {
  return html`<div class="field">
    <label for="table-delimiter">${say.cutBy()}</label>
    <select
      id="table-delimiter"
      @change=${(event: Event) => tell({ delimiter: (event.target as HTMLSelectElement).value as Delimiter })}
    >
      ${DELIMITERS.map((sign) => html`<option value=${sign} .selected=${sign === delimiter}>${delimiterName(sign)}</option>`)}
    </select>
  </div>`;
}

function delimiterName(delimiter: Delimiter): string {
  if (delimiter === "\t") return say.cutByTab();
  return delimiter === "," ? say.cutByComma() : say.cutBySign(delimiter);
}

function decimalField({ decimal }: Layout, tell: (said: Partial<Layout>) => void): TemplateResult {
  const signs: readonly DecimalSign[] = [".", ","];
  return html`<div class="field">
    <label for="table-decimal">${say.numbersLike()}</label>
    <select
      id="table-decimal"
      @change=${(event: Event) => tell({ decimal: (event.target as HTMLSelectElement).value as DecimalSign })}
    >
      ${signs.map((sign) => html`<option value=${sign} .selected=${sign === decimal}>${writeNumber(3.5, sign)}</option>`)}
    </select>
  </div>`;
}
