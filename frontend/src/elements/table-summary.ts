import { html, nothing, type TemplateResult } from "lit";

import { list, say } from "../i18n/index.js";
import type { Misfit, Plan, Why } from "../table/plan.js";

const NAMED = 5;
/** Enough of a cell to find it again. */
const CELL_SHOWN = 30;

const sentences: Record<Why, (row: string, column: string, cell: string) => string> = {
  number: say.outNumber,
  choice: say.outChoice,
  label: say.outLabel,
  no_label: say.outNoLabel,
  empty: say.outEmpty,
  quote: say.outQuote,
  no_room: say.outNoRoom,
};

/** What would be added, and which rows stay out and why. */
export function planSummary({ fields, labels, rows, misfits }: Plan, lacksLabel: boolean): TemplateResult {
  return html`<div role="status" class="stack stack--tight">
    <p><strong>${rows.length > 0 ? say.planRows(rows.length) : say.planNone()}</strong></p>
    ${lacksLabel ? html`<p class="field__error">${say.planLabelColumn()}</p>` : nothing}
    ${fields.length > 0 ? html`<p>${say.planFields(list(fields.map(({ name }) => name)))}</p>` : nothing}
    ${labels.length > 0 ? html`<p>${say.planLabels(list(labels.map(({ name }) => name)))}</p>` : nothing}
    ${misfits.length > 0 && !lacksLabel ? staysOut(misfits) : nothing}
  </div>`;
}

function staysOut(misfits: readonly Misfit[]): TemplateResult {
  const more = misfits.length - NAMED;
  return html`<p class="field__error">${say.planOut(misfits.length)}</p>
    <ul class="misfits">
      ${misfits.slice(0, NAMED).map((misfit) => html`<li>${sentenceOf(misfit)}</li>`)}
      ${more > 0 ? html`<li>${say.planMore(more)}</li>` : nothing}
    </ul>`;
}

/** A row's number is a name: it is written as a spreadsheet does. */
function sentenceOf({ row, column, cell, why }: Misfit): string {
  const shown = cell.length > CELL_SHOWN ? `${cell.slice(0, CELL_SHOWN)}…` : cell;
  return sentences[why](String(row), column, shown);
}
