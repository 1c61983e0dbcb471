import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { LabelScore, ModelFile } from "../contract/values.js";
import type { OpenedProject, Workshop } from "../contract/workshop.js";
import { kindPicture } from "../elements/icons.js";
import { LightElement } from "../elements/light.js";
import { problemNotice } from "../elements/problem-notice.js";
import { isCode, list, moment, say, sentenceFor } from "../i18n/index.js";
import "../styles/scores.css";
import { attempt, leftToSignIn } from "../workshop/attempt.js";
import { labelName } from "../workshop/certainty.js";
import { bestLook, failures, sourcesOf, unsureLabels } from "../workshop/model-card.js";
import { sum, wayOf } from "../workshop/model-changes.js";
import { board } from "../workshop/notices.js";
import { Purpose, PURPOSE_LENGTH } from "../workshop/purpose.js";
import { stepHref } from "../workshop/router.js";
import { showAbout, showRounded } from "../workshop/row-values.js";
import { setTitle } from "../workshop/title.js";
import { missingProject } from "./missing-page.js";

/** One page about the model in use, to print: what it is for, what it learned from, how good it is and where it fails. */
@customElement("ml-card")
export class CardPage extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property() project = "";
  @state() private opened: OpenedProject | null = null;
  @state() private model: ModelFile | null = null;
  @state() private sources = "";
  @state() private purpose: Purpose | null = null;
  @state() private problem: unknown = null;

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(say.card());
    void this.#load().then(() => this.showsItself());
  }

  async #load(): Promise<void> {
    this.problem = null;
    try {
      const opened = await this.workshop.open(this.project);
      const { stores } = opened;
      const purpose = new Purpose(stores.works, this.project);
      const [{ model }] = await Promise.all([stores.models.latest(this.project), purpose.read()]);
      this.sources = await sourcesOf(stores.examples.read(this.project));
      if (!this.isConnected) return;
      setTitle(say.cardOf(opened.card.project.name));
      [this.opened, this.model, this.purpose] = [opened, model, purpose];
    } catch (problem) {
      if (!leftToSignIn(problem)) this.problem = problem;
    }
  }

  async #write(purpose: Purpose, text: string): Promise<void> {
    await purpose.write(text.trim());
    this.requestUpdate();
    board.say(say.saved());
  }

  /** What was typed a moment ago is on the paper, too. */
  async #print(): Promise<void> {
    await this.updateComplete;
    window.print();
  }

  override render(): TemplateResult {
    if (isCode(this.problem, "not_found")) return missingProject();
    if (isCode(this.problem, "not_trained")) return this.#untrained();
    const { opened, model, purpose } = this;
    return html`<div class="page page--narrow stack">
      ${
        opened && model && purpose
          ? this.#card(opened, model, purpose)
          : html`<h1 tabindex="-1">${say.card()}</h1>`
      }
      ${this.problem ? problemNotice(sentenceFor(this.problem), () => this.#load()) : nothing}
      ${this.problem || opened ? nothing : html`<p role="status">${say.loading()}</p>`}
    </div>`;
  }

  #untrained(): TemplateResult {
    return html`<div class="page page--narrow stack">
      <h1 tabindex="-1">${say.card()}</h1>
      <p class="lede">${say.cardNoModel()}</p>
      <a class="button button--main" href=${stepHref(this.project, "test")}>${say.testStep()}</a>
    </div>`;
  }

  #card({ card }: OpenedProject, model: ModelFile, purpose: Purpose): TemplateResult {
    const { id, name, kind } = card.project;
    return html`
      <p class="no-print"><a class="back" href=${stepHref(id, "test")}>${say.backTo(name)}</a></p>
      <article class="model-card stack kind--${kind}">
        <div class="row">
          ${kindPicture(kind)}
          <h1 class="row__grow" tabindex="-1" dir="auto">${say.cardOf(name)}</h1>
        </div>
        <p class="quiet">
          ${say.cardMade(moment(model.trainedAt))}
          ${card.modelState === "changed" ? say.cardChanged() : nothing}
        </p>
        ${this.#purpose(purpose)} ${this.#data(model)} ${score(model)} ${this.#fails(model)} ${way(model)}
      </article>
      <div class="row no-print">
        <button type="button" class="button button--main" @click=${() => this.#print()}>
          ${say.cardPrint()}
        </button>
      </div>
    `;
  }

  #purpose(purpose: Purpose): TemplateResult {
    return html`<section aria-labelledby="card-for">
      <h2 id="card-for">${say.cardFor()}</h2>
      <div class="no-print field">
        <p class="field__help" id="card-for-how">${say.cardForHow()} ${say.cardKept()}</p>
        <textarea
          class="input"
          rows="3"
          dir="auto"
          maxlength=${PURPOSE_LENGTH}
          aria-labelledby="card-for"
          aria-describedby="card-for-how"
          .value=${purpose.text}
          @change=${({ currentTarget }: Event) => {
            const { value } = currentTarget as HTMLTextAreaElement;
            void attempt(() => this.#write(purpose, value));
          }}
        ></textarea>
      </div>
      <p class="print-only" dir="auto">${purpose.text || say.cardForNothing()}</p>
    </section>`;
  }

  #data(model: ModelFile): TemplateResult {
    return html`<section class="stack stack--tight" aria-labelledby="card-data">
      <h2 id="card-data">${say.cardData()}</h2>
      ${
        model.labels.length > 0
          ? this.#labels(model)
          : html`<p>${say.historyLearned(sum(model.counts))}</p>
              <p>${say.cardFields(list(model.fields.map(({ name }) => name)))}</p>`
      }
      ${this.sources ? html`<p>${say.cardSources(this.sources)}</p>` : nothing}
    </section>`;
  }

  #labels(model: ModelFile): TemplateResult {
    const { heldBack } = model.scores;
    const tested: Record<string, LabelScore> = "perLabel" in heldBack ? heldBack.perLabel : {};
    return html`<table class="table">
      <thead>
        <tr>
          <th scope="col">${say.scoreLabel()}</th>
          <th scope="col">${say.cardCount()}</th>
          <th scope="col">${say.cardTested()}</th>
        </tr>
      </thead>
      <tbody>
        ${model.labels.map(
          ({ id }) =>
            html`<tr>
              <th scope="row" dir="auto">${this.#nameOf(id)}</th>
              <td>${say.examples(model.counts[id] ?? 0)}</td>
              <td>${say.examples(tested[id]?.of ?? 0)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #fails(model: ModelFile): TemplateResult {
    const fails = failures(model, (id) => this.#nameOf(id));
    const unsure = unsureLabels(model).map((id) => this.#nameOf(id));
    return html`<section class="stack stack--tight" aria-labelledby="card-fails">
      <h2 id="card-fails">${say.cardFails()}</h2>
      ${fails.length > 0 ? sentences(fails) : html`<p>${withoutFail(model)}</p>`}
      ${unsure.length > 0 ? html`<p>${say.cardUnsure(list(unsure))}</p>` : nothing}
    </section>`;
  }

  #nameOf(label: string): string {
    return this.opened && this.model ? labelName(this.opened.card.project, this.model, label) : "";
  }
}

function score({ scores: { heldBack, crossValidated } }: ModelFile): TemplateResult {
  const { right, of } = heldBack;
  return html`<section class="stack stack--tight" aria-labelledby="card-score">
    <h2 id="card-score">${say.cardScore()}</h2>
    ${of > 0 ? html`<p class="score__big">${say.score(right, of)}</p>` : html`<p>${say.cardNotTested()}</p>`}
    ${
      crossValidated
        ? html`<p>${say.crossScore(say.score(crossValidated.right, crossValidated.of))}</p>`
        : nothing
    }
    ${"near" in heldBack ? html`<p>${say.scoreNear(showRounded(heldBack.near))}</p>` : nothing}
  </section>`;
}

function withoutFail(model: ModelFile): string {
  const look = bestLook(model);
  if (look.of === 0) return say.cardNotTested();
  if ("near" in look && look.meanError !== null && look.usualError !== null)
    return say.scoreOff(showAbout(look.meanError), showAbout(look.usualError));
  return say.cardNoFail();
}

function way(model: ModelFile): TemplateResult | typeof nothing {
  const how = wayOf(model);
  if (how === "") return nothing;
  return html`<section class="stack stack--tight" aria-labelledby="card-how">
    <h2 id="card-how">${say.cardHowItWorks()}</h2>
    <p>${how}</p>
    ${model.kind === "text" ? html`<p>${model.features?.sha256 ? say.readsSentences() : say.readsLetters()}</p>` : nothing}
    ${model.features ? html`<p class="quiet">${say.cardReader(model.features.name)}</p>` : nothing}
  </section>`;
}

function sentences(each: readonly string[]): TemplateResult {
  return html`<ul class="way">
    ${each.map((one) => html`<li dir="auto">${one}</li>`)}
  </ul>`;
}
