import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ModelFile, ProjectCard, Run } from "../contract/values.js";
import { attempt, leftToSignIn } from "../workshop/attempt.js";
import { LightElement } from "../elements/light.js";
import { board } from "../workshop/notices.js";
import { problemNotice } from "../elements/problem-notice.js";
import { scorePanel } from "../elements/score-panel.js";
import { trainingPanel } from "../elements/training-panel.js";
import "../elements/try-it.js";
import { say, sentenceFor } from "../i18n/index.js";
import type { OpenProject } from "../workshop/open-project.js";
import { watchRun } from "../workshop/watch-run.js";

/** Let it learn, see how good it is, and try it. */
@customElement("ml-test")
export class TestPage extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @state() private run: Run | null = null;
  @state() private model: ModelFile | null = null;
  @state() private starting = false;
  /** why the model or the run could not be read */
  @state() private problem: unknown = null;

  #leave = new AbortController();

  get #id(): string {
    return this.card.project.id;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = new AbortController();
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave.abort();
  }

  /** The card may be old: a run can have begun or ended since, also in another tab. */
  async #begin(): Promise<void> {
    this.problem = null;
    try {
      await this.#readAll();
    } catch (problem) {
      if (!leftToSignIn(problem)) this.problem = problem;
    }
  }

  async #readAll(): Promise<void> {
    await this.updateComplete;
    this.project.reread = (card) => this.#readLearned(card);
    const [card] = await Promise.all([this.project.refresh(), this.#readLearned(this.card)]);
    if (!this.model) await this.#readLearned(card);
    if (card.runId) await this.#watch(card.runId);
  }

  /** Read the model, when this card says that there is one. */
  async #readLearned({ modelState, lastScore }: ProjectCard): Promise<void> {
    const learned = modelState === "training" ? lastScore !== null : modelState !== "none";
    if (learned) await this.#readModel();
  }

  async #readModel(): Promise<void> {
    this.model = (await this.project.needed().stores.models.latest(this.#id)).model;
  }

  async #start(): Promise<void> {
    this.starting = true;
    try {
      this.run = await this.project.needed().stores.trainer.start(this.#id);
    } finally {
      this.starting = false;
    }
    board.say(say.trainingStarted());
    void this.focusOn(".training");
    const { id } = this.run;
    // Of its own: trying again what went wrong from here on must not train once more.
    void attempt(() => this.#watch(id));
  }

  async #watch(id: string): Promise<void> {
    try {
      await this.#follow(id);
    } catch (problem) {
      this.run = null;
      throw problem;
    }
  }

  async #follow(id: string): Promise<void> {
    const { trainer } = this.project.needed().stores;
    for await (const run of watchRun(trainer, this.#id, id, this.#leave.signal)) this.run = run;
    if (this.#leave.signal.aborted || !this.run) return;
    const ended = this.run;
    await this.project.refresh();
    if (ended.state === "ready") await this.#readModel();
    this.#end(ended);
  }

  /** The focus goes on to the score, but not away from a child who is typing. */
  #end(ended: Run): void {
    const focused = document.activeElement;
    const waiting = focused === document.body || this.querySelector(".training")?.contains(focused) === true;
    this.run = ended.state === "failed" ? ended : null;
    board.say(this.#outcome(ended));
    if (waiting) void this.focusOn(ended.state === "ready" ? ".score" : ".training");
  }

  #outcome({ state }: Run): string {
    if (state === "cancelled") return say.trainingStopped();
    if (state === "failed") return say.trainingFailed();
    const { right = 0, of = 0 } = this.model?.scores.heldBack ?? {};
    return of > 0 ? `${say.trained()} ${say.score(right, of)}.` : say.trained();
  }

  async #cancel(run: Run): Promise<void> {
    this.run = await this.project.needed().stores.trainer.cancel(this.#id, run.id);
  }

  override render(): TemplateResult {
    if (this.problem) return problemNotice(sentenceFor(this.problem), () => this.#begin());
    return html`<div class="test-page">
      <div class="stack">
        ${trainingPanel({
          card: this.card,
          run: this.run,
          model: this.model,
          starting: this.starting,
          start: () => void attempt(() => this.#start()),
          cancel: (run) => void attempt(() => this.#cancel(run)),
        })}
        ${this.model ? scorePanel(this.card.project, this.model) : nothing}
      </div>
      ${
        this.model
          ? html`<ml-try-it .project=${this.project} .card=${this.card} .model=${this.model}></ml-try-it>`
          : nothing
      }
    </div>`;
  }
}
