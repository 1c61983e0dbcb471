import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { v7 as newId } from "uuid";

import { LABELS } from "../contract/limits.js";
import type { Label, ProjectCard } from "../contract/values.js";
import "../elements/add-label.js";
import { type AddQueue, queueOf } from "../workshop/add-queue.js";
import { attempt, leftToSignIn } from "../workshop/attempt.js";
import type { BucketActions } from "../elements/bucket.js";
import "../elements/bucket.js";
import type { ExampleAction } from "../elements/chosen-tools.js";
import { heldBackWhy } from "../elements/held-back-why.js";
import { actOnExamples, exampleWords } from "../workshop/example-acts.js";
import { ExampleWindow } from "../workshop/example-window.js";
import { sortingPicture } from "../elements/icons.js";
import { problemNotice } from "../elements/problem-notice.js";
import { trainOverview } from "../elements/train-overview.js";
import { LightElement } from "../elements/light.js";
import { board } from "../workshop/notices.js";
import { say, sentenceFor } from "../i18n/index.js";
import { KnownTexts } from "../workshop/known-texts.js";
import { addLabel, removeLabel, renameLabel } from "../workshop/label-acts.js";
import { checkLabelName } from "../workshop/name-checks.js";
import { LineWatch } from "../offline/line-watch.js";
import type { OpenProject } from "../workshop/open-project.js";

/** Collect texts: one bucket a label. */
@customElement("ml-train-texts")
export class TrainTextsPage extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;

  /** why the examples could not be read */
  @state() private problem: unknown = null;

  #windows = new Map<string, ExampleWindow>();
  #queues = new Map<string, AddQueue>();
  #known: KnownTexts | null = null;
  #version = 0;

  get #id(): string {
    return this.card.project.id;
  }

  get #labels(): Label[] {
    return this.card.project.labels;
  }

  readonly #actions: BucketActions = {
    about: (text, label) => this.#about(text, label),
    act: (label, action) => void attempt(() => this.#act(label, action)),
    checkName: (name, label) =>
      checkLabelName(
        name,
        this.#labels.filter(({ id }) => id !== label.id),
      ),
    more: (label) => void attempt(() => this.#more(label)),
    remove: (label) => void attempt(() => this.#removeLabel(label)),
    rename: (label, name) => attempt(() => renameLabel(this.project, label, name)),
  };

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has("card")) return;
    const fresh = this.#labels.filter(({ id }) => !this.#windows.has(id));
    for (const label of fresh) this.#open(label);
    if (fresh.length > 0) void this.#begin();
  }

  override firstUpdated(): void {
    this.project.reread = () => this.#reread();
    new LineWatch(this, () => {
      if (this.problem) void this.#begin();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const queue of this.#queues.values()) queue.handlers = null;
  }

  #open({ id, name }: Label): ExampleWindow {
    const { examples } = this.project.needed().stores;
    const window = new ExampleWindow(examples, this.#id, id);
    const queue = queueOf(examples, this.#id, id);
    queue.handlers = {
      changed: () => this.#redraw(),
      stored: (stored) => {
        window.put(stored);
        if (stored.length > 1) this.#known?.forget();
        this.#redraw();
        this.project.refreshSoon();
        board.say(say.added(name, stored.length));
      },
      failed: (problem) => board.say(sentenceFor(problem)),
    };
    this.#windows.set(id, window);
    this.#queues.set(id, queue);
    return window;
  }

  #redraw(): void {
    this.#version++;
    this.requestUpdate();
  }

  async #read(labels: readonly Label[]): Promise<void> {
    await Promise.all(labels.map(async ({ id }) => this.#windows.get(id)?.load()));
    this.#redraw();
  }

  async #begin(): Promise<void> {
    this.problem = null;
    try {
      await this.#read(this.#labels.filter(({ id }) => !this.#windows.get(id)?.loaded));
    } catch (problem) {
      if (!leftToSignIn(problem)) this.problem = problem;
    }
  }

  async #readAll(): Promise<void> {
    await Promise.all([this.project.refresh(), this.#reread()]);
  }

  #reread(): Promise<void> {
    this.#known?.forget();
    return this.#read(this.#labels);
  }

  async #more(label: Label): Promise<void> {
    await this.#windows.get(label.id)?.showMore();
    this.#redraw();
  }

  /** What there is to say about a text that is there already. It is a courtesy: silence when it cannot be read. */
  async #about(text: string, label: Label): Promise<string> {
    this.#known ??= new KnownTexts(this.project.needed().stores.examples, this.#id);
    const labels = await this.#known.meet(text, label.id).catch(() => new Set<string>());
    if (labels.has(label.id)) return say.sameExample();
    const elsewhere = this.#labels.find(({ id }) => labels.has(id));
    return elsewhere ? say.sameElsewhere(elsewhere.name) : "";
  }

  async #act(label: Label, action: ExampleAction): Promise<void> {
    const shown = this.#windows.get(label.id)?.shown ?? [];
    const chosen = shown.filter(({ id }) => action.ids.includes(id));
    await actOnExamples(this.project, chosen, action, exampleWords);
    await this.#readAll();
  }

  async #addLabel(label: Label): Promise<void> {
    this.#open(label).loaded = true;
    await addLabel(this.project, label);
    void this.focusOn("#new-label");
  }

  async #removeLabel(label: Label): Promise<void> {
    await removeLabel(this.project, label);
    this.#windows.delete(label.id);
    void this.focusOn(".buckets");
  }

  override render(): TemplateResult {
    if (this.#labels.length === 0) return this.#invitation();
    if (this.problem) return problemNotice(sentenceFor(this.problem), () => this.#begin());
    if (!this.#labels.some(({ id }) => this.#windows.get(id)?.loaded))
      return html`<p role="status">${say.loading()}</p>`;
    return html`<div class="stack">
      ${trainOverview(this.card, this.project.needed().place)}
      <div class="grid buckets" tabindex="-1">
        ${repeat(
          this.#labels,
          ({ id }) => id,
          (label) => this.#bucket(label),
        )}
        ${
          this.#labels.length < LABELS
            ? html`<section class="panel panel--sunk" aria-label=${say.addLabel()}>
                ${this.#newLabel()}
              </section>`
            : nothing
        }
      </div>
      ${this.card.counts.heldBack > 0 ? heldBackWhy() : nothing}
    </div>`;
  }

  #bucket(label: Label): TemplateResult {
    return html`<ml-bucket
      .label=${label}
      .card=${this.card}
      .window=${this.#windows.get(label.id)}
      .queue=${this.#queues.get(label.id)}
      .actions=${this.#actions}
      .version=${this.#version}
    ></ml-bucket>`;
  }

  #newLabel(): TemplateResult {
    return html`<ml-add-label
      .check=${(name: string) => checkLabelName(name, this.#labels)}
      .add=${(name: string) => {
        const label = { id: newId(), name };
        return attempt(() => this.#addLabel(label));
      }}
    ></ml-add-label>`;
  }

  #invitation(): TemplateResult {
    return html`<div class="empty buckets" tabindex="-1">
      ${sortingPicture()}
      <h2>${say.noLabels()}</h2>
      <p class="lede">${say.noLabelsHow()}</p>
      ${this.#newLabel()}
    </div>`;
  }
}
