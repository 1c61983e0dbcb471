import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { v7 as newId } from "uuid";

import { TEXT_TO_GUESS_LENGTH } from "../contract/limits.js";
import { lengthOf } from "../contract/text.js";
import type { Explanation, Guess, Label, ModelFile, ProjectCard } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { labelName, wordsThatCounted } from "../workshop/certainty.js";
import type { OpenProject } from "../workshop/open-project.js";
import { attempt } from "../workshop/attempt.js";
import { guessBars, guessSentence, whatIsIt } from "./guess-bars.js";
import { LightElement } from "./light.js";
import "./nearest-examples.js";
import { board } from "../workshop/notices.js";

/** Write something, see what the model guesses and why, and put it right. */
@customElement("ml-try-it")
export class TryItElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @property({ attribute: false }) model!: ModelFile;
  @state() private text = "";
  @state() private guess: Guess | null = null;
  @state() private explanation: Explanation | null = null;
  @state() private correcting = false;
  @state() private wrong = "";
  @state() private busy = false;
  /** one id for each correction: a second press, or trying again, stores it once */
  #correction = newId();

  override updated(changed: PropertyValues): void {
    const before = changed.get("model") as ModelFile | undefined;
    if (before && before.id !== this.model.id && this.text) void attempt(() => this.#guess(this.text));
  }

  get #best(): string {
    return labelName(this.card.project, this.model, this.guess?.confidences[0]?.labelId ?? "");
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = this.querySelector("input")?.value.trim() ?? "";
    this.wrong =
      text === "" ? say.textNeeded() : lengthOf(text) > TEXT_TO_GUESS_LENGTH ? say.textTooLong() : "";
    if (this.wrong) void this.focusOn("input");
    else await attempt(() => this.#guess(text));
  }

  async #guess(text: string): Promise<void> {
    this.busy = true;
    try {
      const [guess] = await this.project.needed().stores.trainer.guess(this.card.project.id, [{ text }]);
      this.guess = guess ?? null;
      this.text = text;
      this.explanation = null;
      this.correcting = false;
      this.#correction = newId();
      board.say(this.#sentence());
    } finally {
      this.busy = false;
    }
  }

  #sentence(): string {
    return this.guess ? guessSentence(this.card.project, this.model, this.guess) : "";
  }

  async #why(): Promise<void> {
    const { trainer } = this.project.needed().stores;
    this.explanation = await trainer.explain(this.card.project.id, { text: this.text });
    void this.focusOn(".why");
  }

  async #correct({ id: labelId, name }: Label, id: string): Promise<void> {
    const { examples } = this.project.needed().stores;
    await examples.add(this.card.project.id, [
      { id, labelId, data: { text: this.text }, source: "corrected" },
    ]);
    this.correcting = false;
    this.#correction = newId();
    board.add(say.corrected(name), { tone: "good" });
    void this.focusOn("input");
    await this.project.refresh();
  }

  override render(): TemplateResult {
    return html`<section class="panel stack" aria-labelledby="try-title">
      <h2 id="try-title">${say.tryIt()}</h2>
      <form class="field" @submit=${(event: SubmitEvent) => this.#submit(event)}>
        <label for="try">${say.tryHow()}</label>
        <div class="add-example">
          <input
            id="try"
            class="input"
            dir="auto"
            lang=${this.card.project.language}
            autocomplete="off"
            enterkeyhint="go"
            aria-invalid=${this.wrong ? "true" : "false"}
            aria-describedby="try-wrong"
          />
          <button class="button button--main" ?disabled=${this.busy}>${say.guess()}</button>
        </div>
        <p id="try-wrong" class="field__error" role="alert">${this.wrong}</p>
      </form>
      ${this.guess ? this.#answer(this.guess) : nothing}
    </section>`;
  }

  #answer(guess: Guess): TemplateResult {
    return html`
      <p class="quiet" dir="auto">${say.guessAbout(this.text)}</p>
      <p class="guess__sentence">${this.#sentence()}</p>
      ${guessBars(this.card.project, this.model, guess)}
      <div class="row">
        <button type="button" class="button" @click=${() => attempt(() => this.#why())}>${say.why()}</button>
        <button
          type="button"
          class="button"
          aria-expanded=${this.correcting ? "true" : "false"}
          @click=${() => {
            this.correcting = !this.correcting;
          }}
        >
          ${say.wasWrong()}
        </button>
      </div>
      ${this.correcting ? whatIsIt(this.card.project, guess, (label) => this.#correctLabel(label)) : nothing}
      ${this.explanation ? this.#words(this.explanation) : nothing}
    `;
  }

  #correctLabel(label: Label): void {
    const id = this.#correction;
    void attempt(() => this.#correct(label, id));
  }

  #words(explanation: Explanation): TemplateResult {
    const counted = wordsThatCounted(this.text, explanation);
    return html`<div class="why stack stack--tight" tabindex="-1">
      ${wordList(say.whyFor(this.#best), counted.for)}
      ${wordList(say.whyAgainst(this.#best), counted.against)}
      ${counted.for.length + counted.against.length === 0 ? html`<p>${say.whyNone()}</p>` : nothing}
      <ml-nearest
        .project=${this.project}
        .card=${this.card}
        .model=${this.model}
        .nearest=${explanation.nearest}
      ></ml-nearest>
    </div>`;
  }
}

function wordList(sentence: string, words: string[]): TemplateResult | typeof nothing {
  if (words.length === 0) return nothing;
  return html`<p>${sentence}</p>
    <ul class="row words">
      ${words.map((word) => html`<li class="word" dir="auto">${word}</li>`)}
    </ul>`;
}
