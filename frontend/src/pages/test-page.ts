import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ModelFile, ProjectCard, Run } from "../contract/values.js";
import { attempt } from "../workshop/attempt.js";
import { LightElement } from "../elements/light.js";
import { board } from "../workshop/notices.js";
import { scorePanel } from "../elements/score-panel.js";
import { trainingPanel } from "../elements/training-panel.js";
import "../elements/try-it.js";
import { isCode, say } from "../i18n/index.js";
import type { OpenProject } from "../workshop/open-project.js";
import { watchRun } from "../workshop/watch-run.js";

/** Let it learn, see how good it is, and try it. */
@customElement("ml-test")
export class TestPage extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @state() private run: Run | null = null;
  @state() private model: ModelFile | null = null;

  #leave = new AbortController();

  get #id(): string {
    return this.card.project.id;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = new AbortController();
    void attempt(() => this.#begin());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave.abort();
  }

  /** The card may be old: a run can have begun or ended since, also in another tab. */
  async #begin(): Promise<void> {
    await this.updateComplete;
    const [card] = await Promise.all([this.project.refresh(), this.#readModel()]);
    if (card.runId) await this.#watch(card.runId);
  }

  async #readModel(): Promise<void> {
    try {
      this.model = (await this.project.needed().stores.models.latest(this.#id)).model;
    } catch (problem) {
      if (!isCode(problem, "not_trained")) throw problem;
      this.model = null;
    }
  }

  async #start(): Promise<void> {
    this.run = await this.project.needed().stores.trainer.start(this.#id);
    board.say(say.trainingStarted());
    void this.focusOn(".training");
    await this.#watch(this.run.id);
  }

  async #watch(id: string): Promise<void> {
    const { trainer } = this.project.needed().stores;
    for await (const run of watchRun(trainer, this.#id, id, this.#leave.signal)) this.run = run;
    if (this.#leave.signal.aborted || !this.run) return;
    const ended = this.run;
    await Promise.all([this.project.refresh(), this.#readModel()]);
    this.run = ended.state === "failed" ? ended : null;
    board.say(this.#outcome(ended));
    if (ended.state === "ready") void this.focusOn(".score");
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
    return html`<div class="test-page">
      <div class="stack">
        ${trainingPanel({
          card: this.card,
          run: this.run,
          model: this.model,
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
