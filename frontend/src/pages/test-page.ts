import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { hasFields, hasFile } from "../contract/data.js";
import type { Method, ModelFile, ProjectCard, Run } from "../contract/values.js";
import { attempt, leftToSignIn } from "../workshop/attempt.js";
import { LightElement } from "../elements/light.js";
import { board } from "../workshop/notices.js";
import { lendingNote } from "../elements/lending-note.js";
import { problemNotice } from "../elements/problem-notice.js";
import { scorePanel } from "../elements/score-panel.js";
import { trainingPanel } from "../elements/training-panel.js";
import "../elements/try-it.js";
import { say, sentenceFor, whyFailed } from "../i18n/index.js";
import { Learning } from "../workshop/learning.js";
import { methodOf } from "../workshop/methods.js";
import { LineWatch } from "../offline/line-watch.js";
import type { OpenProject } from "../workshop/open-project.js";

/** Let it learn, see how good it is, and try it. */
@customElement("ml-test")
export class TestPage extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @state() private starting = false;
  /** the way to learn that the child has chosen here */
  @state() private chosen: Method | null = null;
  /** why the model or the run could not be read */
  @state() private problem: unknown = null;

  #learning!: Learning;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#learning = new Learning(this.project, {
      changed: () => {
        this.requestUpdate();
      },
      ended: (run) => {
        this.#end(run);
      },
    });
    void this.#begin();
    void attempt(() => this.#loadForKind());
  }

  /** What is not needed for every kind, or not at first, comes when it is needed. */
  async #loadForKind(): Promise<void> {
    const { kind } = this.card.project;
    await import("../elements/score-details.js");
    if (hasFields(kind)) await import("../elements/try-row.js");
    if (hasFile(kind)) await import("../elements/try-media.js");
    await import("../elements/data-doctor.js");
    if (kind === "text") await import("../elements/reading-panel.js");
  }

  override firstUpdated(): void {
    new LineWatch(this, () => {
      if (this.problem) void this.#begin();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#learning.leave();
  }

  async #begin(): Promise<void> {
    this.problem = null;
    try {
      await this.#learning.open();
    } catch (problem) {
      if (!leftToSignIn(problem)) this.problem = problem;
    }
  }

  get #method(): Method {
    return this.chosen ?? methodOf(this.#learning.model);
  }

  async #start(): Promise<void> {
    this.starting = true;
    try {
      const { id } = await this.#learning.start(this.#method);
      // Of its own: trying again what went wrong from here on must not train once more.
      void attempt(() => this.#learning.watch(id));
    } finally {
      this.starting = false;
    }
    board.say(say.trainingStarted());
    void this.focusOn(".training");
  }

  /** The focus goes on to the score, but not away from a child who is typing. */
  #end(ended: Run): void {
    const focused = document.activeElement;
    const waiting = focused === document.body || this.querySelector(".training")?.contains(focused) === true;
    board.say(this.#outcome(ended));
    if (waiting) void this.focusOn(ended.state === "ready" ? ".score" : ".training");
  }

  #outcome(run: Run): string {
    if (run.state === "cancelled") return say.trainingStopped();
    if (run.state === "failed") return whyFailed(run);
    const { right = 0, of = 0 } = this.#learning.model?.scores.heldBack ?? {};
    return of > 0 ? say.trainedScore(say.score(right, of)) : say.trained();
  }

  override render(): TemplateResult {
    if (this.problem) return problemNotice(sentenceFor(this.problem), () => this.#begin());
    const { run, model, report } = this.#learning;
    const { place } = this.project.needed();
    return html`<div class="stack">
      <div class="test-page">
        <div class="stack">
          ${lendingNote(this.project.needed(), run, model)}
          ${trainingPanel({
            card: this.card,
            run,
            model,
            // A run that is under way is shown as soon as it is known; until then no other one can begin.
            starting: this.starting || this.card.modelState === "training",
            start: () => void attempt(() => this.#start()),
            method: this.#method,
            choose: (method) => {
              this.chosen = method;
            },
            cancel: (run) => void attempt(() => this.#learning.cancel(run)),
          })}
          <ml-data-doctor .project=${this.project} .card=${this.card}></ml-data-doctor>
          ${this.card.project.kind === "text" && place.lends === null ? this.#reading() : nothing}
          ${model ? scorePanel(this.card.project, model) : nothing}
        </div>
        ${model ? this.#tryIt(model) : nothing}
      </div>
      ${
        model
          ? html`<ml-score-details
              .project=${this.project}
              .card=${this.card}
              .model=${model}
              .report=${report}
            ></ml-score-details>`
          : nothing
      }
    </div>`;
  }

  #reading(): TemplateResult {
    return html`<ml-reading
      .card=${this.card}
      .model=${this.#learning.model}
      .learn=${() => void attempt(() => this.#start())}
    ></ml-reading>`;
  }

  #tryIt(model: ModelFile): TemplateResult {
    if (hasFile(model.kind))
      return html`<ml-try-media .project=${this.project} .card=${this.card} .model=${model}></ml-try-media>`;
    return hasFields(model.kind)
      ? html`<ml-try-row .project=${this.project} .card=${this.card} .model=${model}></ml-try-row>`
      : html`<ml-try-it .project=${this.project} .card=${this.card} .model=${model}></ml-try-it>`;
  }
}
