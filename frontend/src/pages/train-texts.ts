import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { Label, ProjectCard } from "../contract/values.js";
import type { BucketActions } from "../elements/bucket.js";
import "../elements/bucket.js";
import { heldBackWhy } from "../elements/held-back-why.js";
import { sortingPicture } from "../elements/icons.js";
import "../elements/language-choice.js";
import { LightElement } from "../elements/light.js";
import { NewLabel } from "../elements/new-label.js";
import { problemNotice } from "../elements/problem-notice.js";
import { trainOverview } from "../elements/train-overview.js";
import { say, sentenceFor } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { exampleWords } from "../workshop/example-acts.js";
import { KnownTexts } from "../workshop/known-texts.js";
import { LabelAnchor } from "../workshop/label-anchor.js";
import { renameLabel } from "../workshop/label-acts.js";
import { checkLabelName } from "../workshop/name-checks.js";
import { type Bucket, OpenBuckets } from "../workshop/open-buckets.js";
import type { OpenProject } from "../workshop/open-project.js";

/** Collect texts: one bucket a label. */
@customElement("ml-train-texts")
export class TrainTextsPage extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;

  #buckets!: OpenBuckets;
  #known!: KnownTexts;

  constructor() {
    super();
    new LabelAnchor(this, (label) => this.querySelector(`[data-label="${label}"] .add-example input`));
  }

  get #labels(): Label[] {
    return this.card.project.labels;
  }

  readonly #actions: BucketActions = {
    about: (text, label) => this.#about(text, label),
    act: (label, action) => this.#buckets.act(label, action),
    checkName: (name, label) =>
      checkLabelName(
        name,
        this.#labels.filter(({ id }) => id !== label.id),
      ),
    more: (label) => this.#buckets.more(label),
    remove: (label) =>
      void attempt(async () => {
        await this.#buckets.remove(label);
        void this.focusOn(".buckets");
      }),
    rename: (label, name) => attempt(() => renameLabel(this.project, label, name)),
  };

  override connectedCallback(): void {
    super.connectedCallback();
    const { stores, card } = this.project.needed();
    this.#known = new KnownTexts(stores.examples, card.project.id);
    this.#buckets = new OpenBuckets(this, this.project, {
      words: exampleWords,
      added: say.added,
      forget: () => this.#known.forget(),
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeController(this.#buckets);
  }

  /** What there is to say about a text that is there already. It is a courtesy: silence when it cannot be read. */
  async #about(text: string, label: Label): Promise<string> {
    const labels = await this.#known.meet(text, label.id).catch(() => new Set<string>());
    if (labels.has(label.id)) return say.sameExample();
    const elsewhere = this.#labels.find(({ id }) => labels.has(id));
    return elsewhere ? say.sameElsewhere(elsewhere.name) : "";
  }

  readonly #newLabel = new NewLabel(async (label) => {
    await this.#buckets.add(label);
    void this.focusOn("#new-label");
  });

  override render(): TemplateResult {
    const { problem, loaded, all } = this.#buckets;
    if (this.#labels.length === 0) return this.#invitation();
    if (problem) return problemNotice(sentenceFor(problem), () => this.#buckets.begin());
    if (!loaded) return html`<p role="status">${say.loading()}</p>`;
    return html`<div class="stack">
      ${trainOverview(this.card, this.project.needed().place)}
      <div class="grid buckets" tabindex="-1">
        ${repeat(
          all,
          ({ label }) => label.id,
          (bucket) => this.#bucket(bucket),
        )}
        ${this.#newLabel.panel(this.#labels)}
      </div>
      ${this.card.counts.heldBack > 0 ? heldBackWhy() : null}
      <ml-language .project=${this.project} .card=${this.card}></ml-language>
    </div>`;
  }

  #bucket({ label, window, queue }: Bucket): TemplateResult {
    return html`<ml-bucket
      data-label=${label.id}
      .label=${label}
      .card=${this.card}
      .window=${window}
      .queue=${queue}
      .actions=${this.#actions}
      .version=${this.#buckets.version}
    ></ml-bucket>`;
  }

  #invitation(): TemplateResult {
    return html`<div class="empty buckets" tabindex="-1">
      ${sortingPicture()}
      <h2>${say.noLabels()}</h2>
      <p class="lede">${say.noLabelsHow()}</p>
      ${this.#newLabel.beside(this.#labels)}
    </div>`;
  }
}
