import { html, type TemplateResult } from "lit";

import type { Project } from "../contract/values.js";
import { say } from "../i18n/index.js";
import type { Column, Table } from "../table/layout.js";
import { type ColumnUse, sameUse, usesOffered } from "../table/uses.js";

interface Columns {
  /** what the table is called */
  name: string;
  table: Table;
  project: Project;
  uses: readonly ColumnUse[];
  use: (column: number, use: ColumnUse) => void;
}

const SHOWN = 5;

/** The first rows of a table, and above each column what it is for. */
export function columnsTable(columns: Columns): TemplateResult {
  const { name, table } = columns;
  const rows = table.lines.slice(0, SHOWN);
  return html`<div class="table-scroll" role="group" tabindex="0" aria-label=${say.tableRows(name)}>
    <table class="table table-columns">
      <thead>
        <tr>
          ${table.columns.map(
            (column, at) =>
              html`<th scope="col">
                <span dir="auto">${columnName(column, at)}</span>
                ${useField(columns, at)}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ cells }) =>
            html`<tr>
              ${table.columns.map((_, at) => html`<td dir="auto">${cells[at] ?? ""}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function columnName({ name }: Column, at: number): string {
  return name || say.columnNumber(at + 1);
}

function useField({ table, project, uses, use }: Columns, at: number): TemplateResult {
  const column = table.columns[at];
  if (!column) return html``;
  const offered = usesOffered(column, table.layout.decimal, project);
  return html`<select
    class="input"
    aria-label=${say.columnIs(columnName(column, at))}
    @change=${(event: Event) => {
      const chosen = offered[(event.target as HTMLSelectElement).selectedIndex];
      if (chosen) use(at, chosen);
    }}
  >
    ${offered.map(
      (one) => html`<option .selected=${sameUse(one, uses[at])}>${wordsFor(one, project)}</option>`,
    )}
  </select>`;
}

function wordsFor(use: ColumnUse, { fields }: Project): string {
  switch (use.as) {
    case "field":
      return say.useField(fields.find(({ id }) => id === use.field)?.name ?? "");
    case "label":
      return say.useLabel();
    case "nothing":
      return say.useNothing();
    case "new":
      if (use.role === "output") return say.useNewOutput();
      return use.type === "number" ? say.useNewNumber() : say.useNewChoice();
  }
}
