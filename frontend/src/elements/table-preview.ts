import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { v7 as newId } from "uuid";

import { Problem } from "../contract/problems.js";
import type { Project } from "../contract/values.js";
import { say, sentenceFor } from "../i18n/index.js";
import { decodeTable, pastedTable } from "../table/decode.js";
import { type Layout, readTable, type Table } from "../table/layout.js";
import { type Plan, planFor } from "../table/plan.js";
import { type ColumnUse, guessUses, withUse } from "../table/uses.js";
import { decimalSign } from "../workshop/row-values.js";
import { dialogFrame } from "./dialog.js";
import { LightElement } from "./light.js";
import { columnsTable } from "./table-columns.js";
import { layoutFields } from "./table-layout.js";
import { planSummary } from "./table-summary.js";

/** Shows what a table would add to a project before anything is added. `adder` answers how a plan is stored; that can be
 * tried again, and what goes wrong is told here. */
@customElement("ml-table-preview")
export class TablePreviewElement extends LightElement {
  @property({ attribute: false }) project!: Project;
  /** how many rows fit; null without limit */
  @property({ attribute: false }) room: number | null = null;
  @property({ attribute: false }) adder!: (plan: Plan) => () => Promise<void>;
  /** what the table is called: its file */
  @state() private name = "";
  @state() private table: Table | null = null;
  @state() private uses: readonly ColumnUse[] = [];
  @state() private labelId: string | null = null;
  /** why there is nothing to see */
  @state() private problem: unknown = null;
  @state() private busy = false;
  /** why it could not be stored */
  @state() private refusal: unknown = null;
  #text = "";
  #said: Partial<Layout> = {};
  #plan: Plan | null = null;
  #add: (() => Promise<void>) | null = null;
  /** as it was when the table was opened: what is added half must not be planned once more */
  #into: { project: Project; room: number | null } | null = null;

  async openFile(file: File): Promise<void> {
    await this.#open(file.name, async () => decodeTable(new Uint8Array(await file.arrayBuffer())));
  }

  async openPaste(text: string): Promise<void> {
    await this.#open(say.thePaste(), () => Promise.resolve(pastedTable(text)));
  }

  async #open(name: string, read: () => Promise<string>): Promise<void> {
    this.name = name;
    this.table = null;
    this.problem = null;
    this.#said = {};
    this.labelId = null;
    this.refusal = null;
    this.#into = { project: this.project, room: this.room };
    this.querySelector("dialog")?.showModal();
    try {
      this.#text = await read();
      await this.#read();
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** Read it as it is written, and guess what each column is for. */
  async #read(): Promise<void> {
    const names = this.project.fields.map(({ name }) => name);
    const table = await readTable(this.#text, { names, decimal: decimalSign() }, this.#said);
    if (table.lines.length === 0)
      throw new Problem("invalid", "There is no row in this table.", "empty_table");
    this.uses = guessUses(table, this.project);
    this.table = table;
  }

  #sayLayout(said: Partial<Layout>): void {
    this.#said = { ...this.#said, ...said };
    this.#read().catch((problem: unknown) => {
      this.problem = problem;
    });
  }

  override willUpdate(changed: PropertyValues): void {
    if (!["table", "uses", "labelId"].some((name) => changed.has(name))) return;
    this.#plan = this.table && this.#into && this.#planFor(this.table, this.#into);
    this.#add = this.#plan && this.adder(this.#plan);
  }

  #planFor(table: Table, { project, room }: { project: Project; room: number | null }): Plan {
    const nameOf = (column: number) => say.columnNumber(column + 1);
    return planFor(table, project, { uses: this.uses, nameOf, labelId: this.labelId, room, newId });
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!this.#add || this.busy) return;
    this.busy = true;
    this.refusal = null;
    try {
      await this.#add();
      this.querySelector("dialog")?.close();
    } catch (problem) {
      this.refusal = problem;
    }
    this.busy = false;
  }

  override render(): TemplateResult {
    return dialogFrame("table", say.lookFirst(), this.#content());
  }

  #content(): TemplateResult {
    if (this.problem) return html`<p class="notice notice--problem">${sentenceFor(this.problem)}</p>`;
    if (!this.table || !this.#plan) return html`<p role="status">${say.loading()}</p>`;
    return this.#form(this.table, this.#plan);
  }

  #form(table: Table, plan: Plan): TemplateResult {
    const count = plan.rows.length;
    return html`<form class="stack" @submit=${(event: SubmitEvent) => this.#submit(event)}>
      ${columnsTable({
        name: this.name,
        table,
        project: this.project,
        uses: this.uses,
        use: (column, use) => {
          this.uses = withUse(this.uses, column, use);
        },
      })}
      ${this.#needsLabel() ? this.#labelField() : nothing}
      ${planSummary(plan, this.#needsLabel() && this.labelId === null)}
      <p class="field__error" role="alert">${this.refusal ? sentenceFor(this.refusal) : nothing}</p>
      <button class="button button--main" ?disabled=${count === 0 || this.busy}>
        ${this.busy ? say.saving() : count > 0 ? say.planAdd(count) : say.add()}
      </button>
      ${layoutFields(table.layout, (said) => this.#sayLayout(said))}
    </form>`;
  }

  #needsLabel(): boolean {
    return this.project.kind === "numbers" && !this.uses.some(({ as }) => as === "label");
  }

  #labelField(): TemplateResult | typeof nothing {
    const { labels } = this.project;
    if (labels.length === 0) return nothing;
    return html`<div class="field">
      <label for="table-label">${say.allRowsTo()}</label>
      <select
        id="table-label"
        @change=${(event: Event) => {
          this.labelId = (event.target as HTMLSelectElement).value || null;
        }}
      >
        <option value="" ?selected=${this.labelId === null}>${say.pickOne()}</option>
        ${labels.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.labelId}>${name}</option>`)}
      </select>
    </div>`;
  }
}
