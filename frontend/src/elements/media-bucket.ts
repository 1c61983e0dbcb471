import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ProjectCard } from "../contract/values.js";
import { isCode, say, sentenceFor } from "../i18n/index.js";
import type { Chosen, Gathering } from "../workshop/gathering.js";
import type { MediaKind } from "../workshop/media-kinds.js";
import { roomIn } from "../workshop/needs.js";
import type { Bucket } from "../workshop/open-buckets.js";
import { refusedSentence, remarkSentences } from "../workshop/remarks.js";
import { bucketHead, type LabelActions } from "./bucket-head.js";
import type { ExampleAction } from "./chosen-tools.js";
import { cameraIcon, microphoneIcon, pictureIcon, soundIcon, webIcon } from "./icons.js";
import { LightElement } from "./light.js";
import "./media-list.js";

/** As many files that did not work are named. */
const NAMED = 8;

export interface MediaActions extends LabelActions {
  act: (bucket: Bucket, action: ExampleAction) => void;
  /** Open the camera or the microphone. */
  capture: (bucket: Bucket) => void;
  load: (id: string) => Promise<Blob>;
  more: (bucket: Bucket) => void;
  /** Ask for a web address; null where the class does not do so. */
  web: ((bucket: Bucket) => void) | null;
}

/** One label with its pictures or sounds. Files can be dropped on it. */
@customElement("ml-media-bucket")
export class MediaBucketElement extends LightElement {
  @property({ attribute: false }) bucket!: Bucket;
  @property({ attribute: false }) gathering!: Gathering;
  @property({ attribute: false }) kind!: MediaKind;
  @property({ attribute: false }) card!: ProjectCard;
  @property({ attribute: false }) actions!: MediaActions;
  /** changes whenever the bucket or the gathering has changed inside */
  @property({ type: Number }) version = 0;
  @state() private over = false;

  addFiles(files: Iterable<File>, source: string): void {
    this.add(Array.from(files, (file) => ({ name: file.name, file, source })));
  }

  add(chosen: readonly Chosen[]): void {
    if (chosen.length > 0) this.gathering.add(chosen, roomIn(this.card));
  }

  #choose(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.addFiles(input.files ?? [], "file");
    // The same files can be chosen once more.
    input.value = "";
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.over = false;
    this.addFiles(event.dataTransfer?.files ?? [], "file");
  }

  override render(): TemplateResult {
    const { actions, bucket, card, kind } = this;
    const { label, queue, window } = bucket;
    const { examples = 0 } = card.counts.labels[label.id] ?? {};
    return html`<section
      class="card bucket stack stack--tight ${this.over ? "bucket--over" : ""}"
      aria-label=${label.name}
      @dragover=${() => {
        this.over = true;
      }}
      @dragleave=${() => {
        this.over = false;
      }}
      @drop=${(event: DragEvent) => this.#drop(event)}
    >
      ${bucketHead(label, actions)}
      <p class="quiet">${this.#counts()}</p>
      ${this.#ways()} ${this.gathering.isAtWork ? this.#progress() : nothing}
      <div role="status" class="stack stack--tight">${this.#remarks()}</div>
      ${this.gathering.refused.length > 0 ? this.#refused() : nothing}
      ${queue.failed.length > 0 ? this.#notSaved() : nothing}
      <ml-media-list
        class="stack stack--tight"
        .label=${label}
        .kind=${kind}
        .others=${card.project.labels.filter(({ id }) => id !== label.id)}
        .shown=${window.shown}
        .waiting=${queue.drawn}
        .load=${actions.load}
        .count=${examples}
        .more=${window.more}
        @ml-more=${() => actions.more(bucket)}
        @ml-act=${(event: CustomEvent<ExampleAction>) => actions.act(bucket, event.detail)}
      ></ml-media-list>
    </section>`;
  }

  #counts(): string {
    const { examples, heldBack } = this.card.counts.labels[this.bucket.label.id] ?? {
      examples: 0,
      heldBack: 0,
    };
    if (examples === 0) return this.kind.none();
    return heldBack === 0
      ? this.kind.count(examples)
      : `${this.kind.count(examples)} · ${say.heldBackCount(heldBack)}`;
  }

  #ways(): TemplateResult {
    const { actions, bucket, kind } = this;
    const { name } = bucket.label;
    const isCamera = kind.device === "camera";
    return html`<div class="row ways">
        <button
          type="button"
          class="button"
          aria-label=${isCamera ? say.cameraFor(name) : say.recordFor(name)}
          @click=${() => actions.capture(bucket)}
        >
          ${isCamera ? cameraIcon() : microphoneIcon()} ${isCamera ? say.camera() : say.record()}
        </button>
        <button
          type="button"
          class="button"
          aria-label=${kind.chooseFor(name)}
          @click=${() => this.querySelector<HTMLInputElement>("input[type=file]")?.click()}
        >
          ${isCamera ? pictureIcon() : soundIcon()} ${kind.choose()}
        </button>
        ${
          actions.web
            ? html`<button
                type="button"
                class="button button--quiet"
                aria-label=${say.fromWebFor(name)}
                @click=${() => actions.web?.(bucket)}
              >
                ${webIcon()} ${say.fromWeb()}
              </button>`
            : nothing
        }
      </div>
      <input
        type="file"
        multiple
        hidden
        accept=${kind.accept}
        aria-label=${kind.chooseFor(name)}
        @change=${(event: Event) => this.#choose(event)}
      />
      <p class="quiet small">${kind.drop()}</p>`;
  }

  #progress(): TemplateResult {
    const { done, total } = this.gathering;
    const id = `ready-${this.bucket.label.id}`;
    return html`<p id=${id} class="small">${say.gettingReady(done, total)}</p>
      <progress aria-labelledby=${id} max=${total} .value=${done}></progress>`;
  }

  #remarks(): TemplateResult[] {
    if (this.gathering.isAtWork) return [];
    const { label } = this.bucket;
    const sentences = remarkSentences(this.gathering.remarks, label, this.card.project.labels);
    return sentences.map((sentence) => html`<p class="small">${sentence}</p>`);
  }

  #refused(): TemplateResult {
    const { refused } = this.gathering;
    const named = refused.slice(0, NAMED);
    return html`<div class="notice notice--problem" role="alert">
      <div class="stack stack--tight">
        <p>${say.filesOut(refused.length)}</p>
        <ul>
          ${named.map((one) => html`<li>${refusedSentence(one, this.kind)}</li>`)}
          ${refused.length > NAMED ? html`<li>${say.planMore(refused.length - NAMED)}</li>` : nothing}
        </ul>
        ${
          refused.some(({ problem }) => isCode(problem, "limit_reached"))
            ? html`<p>${say.limitExamples()}</p>`
            : nothing
        }
      </div>
      <button type="button" class="button" @click=${() => this.gathering.putAway()}>${say.close()}</button>
    </div>`;
  }

  #notSaved(): TemplateResult {
    const { queue } = this.bucket;
    return html`<div class="notice notice--problem">
      <span>${this.kind.notSaved(queue.failed.length)} ${sentenceFor(queue.problem)}</span>
      <button type="button" class="button" @click=${() => queue.tryAgain()}>${say.tryAgain()}</button>
      <button type="button" class="button" @click=${() => queue.takeBack()}>${say.letGo()}</button>
    </div>`;
  }
}
