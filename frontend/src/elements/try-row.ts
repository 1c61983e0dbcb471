import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { v7 as newId } from "uuid";

import type {
  Explanation,
  Field,
  Guess,
  Label,
  ModelFile,
  NewExample,
  ProjectCard,
} from "../contract/values.js";
import { say } from "../i18n/index.js";
import "../styles/rows.css";
import { attempt } from "../workshop/attempt.js";
import { board } from "../workshop/notices.js";
import type { OpenProject } from "../workshop/open-project.js";
import { readRow, readTyped, type RowValues, showRounded, showValue } from "../workshop/row-values.js";
import { fieldInputs, sendOnEnter } from "./field-inputs.js";
import { guessBars, guessSentence, whatIsIt } from "./guess-bars.js";
import { LightElement } from "./light.js";
import { rowWhy } from "./row-why.js";

/** Fill in a row, see what the model guesses and why, and put it right. */
@customElement("ml-try-row")
export class TryRowElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @property({ attribute: false }) model!: ModelFile;
  @state() private values: RowValues = {};
  @state() private guess: Guess | null = null;
  @state() private explanation: Explanation | null = null;
  @state() private correcting = false;
  @state() private wrong: ReadonlyMap<string, string> = new Map();
  @state() private wrongRow = "";
  @state() private wrongNumber = "";
  @state() private busy = false;
  /** one id for each correction: a second press, or trying again, stores it once */
  #correction = newId();

  override updated(changed: PropertyValues): void {
    const before = changed.get("model") as ModelFile | undefined;
    if (before && before.id !== this.model.id && this.guess) void attempt(() => this.#guess(this.values));
  }

  /** What the model has learned from, as the fields are called now. */
  get #inputs(): Field[] {
    return this.model.fields.filter(({ role }) => role === "input").map((field) => this.#named(field));
  }

  get #output(): Field | undefined {
    const output = this.model.fields.find(({ role }) => role === "output");
    return output && this.#named(output);
  }

  #named(field: Field): Field {
    const now = this.card.project.fields.find(({ id }) => id === field.id);
    return now ? { ...field, name: now.name } : field;
  }

  #control({ id }: Field): HTMLInputElement | HTMLSelectElement {
    return this.querySelector(`[name="${id}"]`) as HTMLInputElement | HTMLSelectElement;
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { values, wrong } = readRow(this.#inputs, (field) => this.#control(field).value);
    this.wrong = wrong;
    const isEmpty = Object.values(values).every((value) => value === null);
    this.wrongRow = isEmpty && wrong.size === 0 ? say.rowEmpty() : "";
    const first = this.#inputs.find(({ id }) => wrong.has(id));
    if (first) this.#control(first).focus();
    else if (!isEmpty) await attempt(() => this.#guess(values));
  }

  async #guess(values: RowValues): Promise<void> {
    this.busy = true;
    try {
      const { trainer } = this.project.needed().stores;
      const [guess] = await trainer.guess(this.card.project.id, [{ values }]);
      this.guess = guess ?? null;
      this.values = values;
      this.explanation = null;
      this.correcting = false;
      this.#correction = newId();
      if (guess) board.say(this.#sentence(guess));
    } finally {
      this.busy = false;
    }
  }

  #sentence(guess: Guess): string {
    if (guess.number === null) return guessSentence(this.card.project, this.model, guess);
    return say.iPredict(this.#output?.name ?? "", showRounded(guess.number));
  }

  async #why(): Promise<void> {
    const { trainer } = this.project.needed().stores;
    this.explanation = await trainer.explain(this.card.project.id, { values: this.values });
    void this.focusOn(".why");
  }

  async #correct(
    said: { labelId: string | null; values: RowValues },
    told: string,
    id: string,
  ): Promise<void> {
    const { labelId, values } = said;
    const example: NewExample = { id, labelId, data: { values }, source: "corrected" };
    await this.project.needed().stores.examples.add(this.card.project.id, [example]);
    this.correcting = false;
    this.#correction = newId();
    board.add(told, { tone: "good" });
    void this.focusOn("form input, form select");
    await this.project.refresh();
  }

  #correctLabel({ id, name }: Label): void {
    const correction = this.#correction;
    void attempt(() => this.#correct({ labelId: id, values: this.values }, say.corrected(name), correction));
  }

  #correctNumber(event: SubmitEvent, output: Field): void {
    event.preventDefault();
    const number = readTyped(this.querySelector<HTMLInputElement>("#really")?.value ?? "");
    this.wrongNumber = number === null ? say.notANumber(output.name, showValue(3.5)) : "";
    if (number === null) {
      void this.focusOn("#really");
      return;
    }
    const correction = this.#correction;
    const values = { ...this.values, [output.id]: number };
    void attempt(() => this.#correct({ labelId: null, values }, say.numberCorrected(), correction));
  }

  override render(): TemplateResult {
    const { language } = this.card.project;
    return html`<section class="panel stack" aria-labelledby="try-title">
      <h2 id="try-title">${say.tryIt()}</h2>
      <form
        class="stack stack--tight"
        novalidate
        @submit=${(event: SubmitEvent) => this.#submit(event)}
        @keydown=${sendOnEnter}
      >
        <p class="quiet">${say.tryRowHow()}</p>
        <div class="row-entry__fields">
          ${fieldInputs(this.#inputs, { key: "try", language, wrong: this.wrong })}
        </div>
        <p class="field__error" role="alert">${this.wrongRow}</p>
        <button class="button button--main" ?disabled=${this.busy}>${say.guess()}</button>
      </form>
      ${this.guess ? this.#answer(this.guess) : nothing}
    </section>`;
  }

  #answer(guess: Guess): TemplateResult {
    const { project } = this.card;
    return html`
      <p class="guess__sentence" dir="auto">${this.#sentence(guess)}</p>
      ${guess.number === null ? guessBars(project, this.model, guess) : nothing}
      <div class="row">
        <button type="button" class="button" @click=${() => attempt(() => this.#why())}>${say.why()}</button>
        <button
          type="button"
          class="button"
          aria-expanded=${this.correcting ? "true" : "false"}
          @click=${() => {
            this.correcting = !this.correcting;
            this.wrongNumber = "";
          }}
        >
          ${say.wasWrong()}
        </button>
      </div>
      ${this.correcting ? this.#corrections(guess) : nothing}
      ${
        this.explanation
          ? rowWhy({
              project: this.project,
              card: this.card,
              model: this.model,
              explanation: this.explanation,
              fields: this.model.fields.map((field) => this.#named(field)),
            })
          : nothing
      }
    `;
  }

  #corrections(guess: Guess): TemplateResult {
    const output = this.#output;
    if (output) return this.#numberForm(output);
    return whatIsIt(this.card.project, guess, (label) => this.#correctLabel(label));
  }

  #numberForm(output: Field): TemplateResult {
    return html`<form
      class="field"
      novalidate
      @submit=${(event: SubmitEvent) => this.#correctNumber(event, output)}
    >
      <label for="really">${say.correctNumber(output.name)}</label>
      <div class="add-example">
        <input
          id="really"
          class="input"
          inputmode="decimal"
          autocomplete="off"
          aria-invalid=${this.wrongNumber ? "true" : "false"}
          aria-describedby="really-wrong"
        />
        <button class="button">${say.add()}</button>
      </div>
      <p id="really-wrong" class="field__error" role="alert">${this.wrongNumber}</p>
    </form>`;
  }
}
