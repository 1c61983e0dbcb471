import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { textOf } from "../contract/data.js";
import type { Label, ProjectCard } from "../contract/values.js";
import { say, sentenceFor } from "../i18n/index.js";
import { roomIn } from "../workshop/needs.js";
import type { AddExampleElement } from "./add-example.js";
import "./add-example.js";
import { bucketHead, type LabelActions } from "./bucket-head.js";
import type { AddQueue } from "../workshop/add-queue.js";
import type { ExampleAction } from "./chosen-tools.js";
import "./example-list.js";
import type { ExampleWindow } from "../workshop/example-window.js";
import { LightElement } from "./light.js";

export interface BucketActions extends LabelActions {
  about: (text: string, label: Label) => Promise<string>;
  act: (label: Label, action: ExampleAction) => void;
  more: (label: Label) => void;
}

/** One label and its examples. */
@customElement("ml-bucket")
export class BucketElement extends LightElement {
  @property({ attribute: false }) label!: Label;
  @property({ attribute: false }) card!: ProjectCard;
  @property({ attribute: false }) window!: ExampleWindow;
  @property({ attribute: false }) queue!: AddQueue;
  @property({ attribute: false }) actions!: BucketActions;
  /** changes whenever the window or the queue has changed inside */
  @property({ type: Number }) version = 0;

  #tryAgain(): void {
    this.queue.tryAgain();
    void this.focusOn("ml-add-example input");
  }

  #takeBack(): void {
    const texts = this.queue.takeBack().map(({ data }) => textOf(data));
    this.querySelector<AddExampleElement>("ml-add-example")?.takeBack(texts);
  }

  override render(): TemplateResult {
    const { label, actions, card } = this;
    return html`<section class="card bucket stack stack--tight" aria-label=${label.name}>
      ${bucketHead(label, actions)}
      <p class="quiet">${this.#counts()}</p>
      <ml-add-example
        class="stack stack--tight"
        .label=${label}
        .language=${card.project.language}
        .room=${roomIn(card)}
        .about=${(text: string) => actions.about(text, label)}
        @ml-add=${({ detail: { texts, source } }: CustomEvent<{ texts: string[]; source: string }>) => {
          this.queue.push(
            texts.map((text) => ({ labelId: label.id, data: { text } })),
            source,
          );
        }}
      ></ml-add-example>
      ${this.queue.failed.length > 0 ? this.#notSaved() : nothing}
      <ml-example-list
        class="stack stack--tight"
        .label=${label}
        .others=${card.project.labels.filter(({ id }) => id !== label.id)}
        .shown=${this.window.shown}
        .waiting=${this.queue.drawn}
        .more=${this.window.more}
        .language=${card.project.language}
        @ml-more=${() => actions.more(label)}
        @ml-act=${(event: CustomEvent<ExampleAction>) => actions.act(label, event.detail)}
      ></ml-example-list>
    </section>`;
  }

  #counts(): string {
    const { examples, heldBack } = this.card.counts.labels[this.label.id] ?? { examples: 0, heldBack: 0 };
    if (examples === 0) return say.noExamples();
    return heldBack === 0
      ? say.examples(examples)
      : `${say.examples(examples)} · ${say.heldBackCount(heldBack)}`;
  }

  #notSaved(): TemplateResult {
    return html`<div class="notice notice--problem">
      <span>${say.notSavedCount(this.queue.failed.length)} ${sentenceFor(this.queue.problem)}</span>
      <button type="button" class="button" @click=${() => this.#tryAgain()}>${say.tryAgain()}</button>
      <button type="button" class="button" @click=${() => this.#takeBack()}>${say.takeBack()}</button>
    </div>`;
  }
}
