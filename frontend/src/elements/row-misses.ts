import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { Field, ModelFile, ProjectCard, ReportLine } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { type MissedRow, missedRows } from "../workshop/missed-rows.js";
import type { OpenProject } from "../workshop/open-project.js";
import { showRounded, showValue } from "../workshop/row-values.js";
import { LightElement } from "./light.js";

const AT_ONCE = 10;

/** The rows that were kept for testing, with what was guessed and how far off that is. */
@customElement("ml-row-misses")
export class RowMissesElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @property({ attribute: false }) model!: ModelFile;
  @property({ attribute: false }) report: readonly ReportLine[] = [];
  @state() private rows: readonly MissedRow[] | null = null;
  @state() private wanted = AT_ONCE;
  @state() private busy = false;

  override willUpdate(changed: PropertyValues): void {
    const before = changed.get("model") as ModelFile | undefined;
    if (before && before.id !== this.model.id) this.rows = null;
  }

  async #read(): Promise<void> {
    const { stores, card } = this.project.needed();
    const output = this.model.fields.find(({ role }) => role === "output")?.id ?? "";
    this.busy = true;
    try {
      this.rows = await missedRows(stores.examples.read(card.project.id), output, this.report);
      this.wanted = AT_ONCE;
      void this.focusOn(".table-scroll");
    } finally {
      this.busy = false;
    }
  }

  override render(): TemplateResult {
    return html`<section class="panel stack" aria-labelledby="misses-title">
      <h2 id="misses-title">${say.missesTitle()}</h2>
      ${
        this.rows
          ? this.#found(this.rows)
          : html`<button
              type="button"
              class="button"
              ?disabled=${this.busy}
              @click=${() => attempt(() => this.#read())}
            >
              ${say.missesShow()}
            </button>`
      }
    </section>`;
  }

  #found(rows: readonly MissedRow[]): TemplateResult {
    const gone = this.report.length - rows.length;
    const fields = this.card.project.fields.filter(({ role }) => role === "input");
    return html`<p class="quiet">${say.missesHow()}</p>
      <div class="table-scroll" role="group" tabindex="0" aria-labelledby="misses-title">
        <table class="table rows">
          <thead>
            <tr>
              <th scope="col">${say.missesOff()}</th>
              <th scope="col">${say.missesReally()}</th>
              <th scope="col">${say.missesGuessed()}</th>
              ${fields.map(({ name }) => html`<th scope="col"><span dir="auto">${name}</span></th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, this.wanted).map((row) => missedRow(row, fields))}
          </tbody>
        </table>
      </div>
      ${gone > 0 ? html`<p class="quiet">${say.goneSince(gone)}</p>` : nothing}
      ${
        rows.length > this.wanted
          ? html`<button
              type="button"
              class="button button--quiet wide"
              @click=${() => {
                this.wanted += AT_ONCE;
              }}
            >
              ${say.showMore()}
            </button>`
          : nothing
      }`;
  }
}

function missedRow({ values, truth, guessed, off }: MissedRow, fields: readonly Field[]): TemplateResult {
  const number = (text: string) => html`<td class="rows__number"><span dir="ltr">${text}</span></td>`;
  return html`<tr>
    <th scope="row" class="rows__number"><span dir="ltr">${showRounded(off)}</span></th>
    ${number(showValue(truth))} ${number(showRounded(guessed))}
    ${fields.map(({ id }) => html`<td><span dir="auto">${showValue(values[id] ?? null) || "–"}</span></td>`)}
  </tr>`;
}
