import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Example, Field, Label, Value } from "../contract/values.js";
import { list, say } from "../i18n/index.js";
import type { Waiting } from "../workshop/add-queue.js";
import { type RowValues, showValue } from "../workshop/row-values.js";
import { chosenTools, type ExampleAction } from "./chosen-tools.js";
import { sealIcon } from "./icons.js";
import { LightElement } from "./light.js";

/** The rows of a project, newest first; choose some to move or delete them. Fires `ml-act` and `ml-more`. */
@customElement("ml-row-table")
export class RowTableElement extends LightElement {
  /** in the order in which a row is read */
  @property({ attribute: false }) fields: readonly Field[] = [];
  /** null where rows have no label */
  @property({ attribute: false }) labels: readonly Label[] | null = null;
  @property({ attribute: false }) shown: readonly Example[] = [];
  @property({ attribute: false }) waiting: readonly Waiting[] = [];
  @property({ type: Boolean }) more = false;
  @property() language = "";
  @state() private chosen: ReadonlySet<string> = new Set();

  get #chosen(): Example[] {
    return this.shown.filter(({ id }) => this.chosen.has(id));
  }

  #toggle(id: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.chosen = chosen;
  }

  #toggleAll(): void {
    const all = this.#chosen.length === this.shown.length;
    this.chosen = new Set(all ? [] : this.shown.map(({ id }) => id));
  }

  #act(action: ExampleAction): void {
    this.chosen = new Set();
    this.dispatchEvent(new CustomEvent("ml-act", { detail: action, bubbles: true }));
    void this.focusOn(".table-scroll");
  }

  override render(): TemplateResult {
    if (this.shown.length + this.waiting.length === 0) return html`<p class="quiet">${say.noRows()}</p>`;
    return html`
      ${this.#chosen.length > 0 ? this.#tools() : nothing}
      <div class="table-scroll" role="group" tabindex="0" aria-label=${say.rowsTitle()}>
        <table class="table rows">
          <thead>
            ${this.#head()}
          </thead>
          <tbody>
            ${repeat(
              this.waiting,
              ({ id }) => id,
              (row) => this.#waitingRow(row),
            )}
            ${repeat(
              this.shown,
              ({ id }) => id,
              (row) => this.#row(row),
            )}
          </tbody>
        </table>
      </div>
      ${
        this.more
          ? html`<button
              type="button"
              class="button button--quiet wide"
              @click=${() => this.dispatchEvent(new CustomEvent("ml-more", { bubbles: true }))}
            >
              ${say.showMore()}
            </button>`
          : nothing
      }
    `;
  }

  #head(): TemplateResult {
    const some = this.#chosen.length > 0;
    const all = this.#chosen.length === this.shown.length;
    return html`<tr>
      <th scope="col" class="rows__choose">
        ${this.#box(say.chooseAll(), some && all, () => this.#toggleAll(), some && !all)}
      </th>
      ${this.fields.map(
        ({ name, role }) =>
          html`<th scope="col">
            <span dir="auto">${name}</span>
            ${role === "output" ? html`<span class="pill">${say.isOutput()}</span>` : nothing}
          </th>`,
      )}
      ${this.labels ? html`<th scope="col">${say.rowLabel()}</th>` : nothing}
      <td></td>
    </tr>`;
  }

  #row(example: Example): TemplateResult {
    const { id, heldBack, labelId } = example;
    const values = valuesOf(example);
    const told = list(this.#told(values, labelId));
    return html`<tr>
      <td class="rows__choose">
        ${this.#box(say.chooseRow(told), this.chosen.has(id), () => this.#toggle(id))}
      </td>
      ${this.#cells(values, labelId)}
      <td>
        ${heldBack ? html`<span class="pill pill--plain">${sealIcon()} ${say.heldBack()}</span>` : nothing}
      </td>
    </tr>`;
  }

  #waitingRow({ data, labelId, failed }: Waiting): TemplateResult {
    return html`<tr class="rows__waiting">
      <td class="rows__choose"></td>
      ${this.#cells("values" in data ? data.values : {}, labelId)}
      <td><span class="pill pill--plain">${failed ? say.notSaved() : say.saving()}</span></td>
    </tr>`;
  }

  #cells(values: RowValues, labelId: string | null): TemplateResult {
    return html`${this.fields.map(({ id, type }) => cell(values[id] ?? null, type))}
    ${this.labels ? html`<td><span class="pill" dir="auto">${this.#nameOf(labelId)}</span></td>` : nothing}`;
  }

  #told(values: RowValues, labelId: string | null): string[] {
    const written = this.fields.map(({ id }) => showValue(values[id] ?? null) || say.noValue());
    return this.labels ? [...written, this.#nameOf(labelId)] : written;
  }

  #nameOf(label: string | null): string {
    return this.labels?.find(({ id }) => id === label)?.name ?? "";
  }

  #box(name: string, checked: boolean, toggle: () => void, some = false): TemplateResult {
    return html`<label class="check"
      ><input type="checkbox" .checked=${checked} .indeterminate=${some} @change=${toggle} />
      <span class="visually-hidden">${name}</span></label
    >`;
  }

  #tools(): TemplateResult {
    const chosen = this.#chosen;
    const of = new Set(chosen.map(({ labelId }) => labelId));
    return chosenTools({
      key: "rows",
      chosen,
      others: (this.labels ?? []).filter(({ id }) => of.size > 1 || !of.has(id)),
      moveTo: say.moveRowsTo,
      act: (action) => this.#act(action),
    });
  }
}

function valuesOf({ data }: Example): RowValues {
  return "values" in data ? data.values : {};
}

function cell(value: Value, type: Field["type"]): TemplateResult {
  if (value === null) {
    return html`<td class="quiet">
      <span aria-hidden="true">–</span><span class="visually-hidden">${say.noValue()}</span>
    </td>`;
  }
  // Otherwise the sign of a negative number would stand behind it in a page that is read from right to left.
  return type === "number"
    ? html`<td class="rows__number"><span dir="ltr">${showValue(value)}</span></td>`
    : html`<td><span dir="auto">${value}</span></td>`;
}
