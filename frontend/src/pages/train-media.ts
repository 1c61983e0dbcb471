import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { ProjectCard } from "../contract/values.js";
import type { CameraElement } from "../elements/camera.js";
import "../elements/camera.js";
import type { Captured } from "../elements/device-dialog.js";
import { heldBackWhy } from "../elements/held-back-why.js";
import { kindPicture } from "../elements/icons.js";
import { LightElement } from "../elements/light.js";
import type { MediaActions, MediaBucketElement } from "../elements/media-bucket.js";
import "../elements/media-bucket.js";
import { NewLabel } from "../elements/new-label.js";
import { problemNotice } from "../elements/problem-notice.js";
import type { RecorderElement } from "../elements/recorder.js";
import "../elements/recorder.js";
import { trainOverview } from "../elements/train-overview.js";
import type { WebPictureElement } from "../elements/web-picture.js";
import "../elements/web-picture.js";
import { say, sentenceFor } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { FileCatcher } from "../workshop/file-catcher.js";
import { type Gathering, gatheringOf } from "../workshop/gathering.js";
import { KnownMedia } from "../workshop/known-media.js";
import { LabelAnchor } from "../workshop/label-anchor.js";
import { renameLabel } from "../workshop/label-acts.js";
import { type MediaKind, mediaKind } from "../workshop/media-kinds.js";
import { checkLabelName } from "../workshop/name-checks.js";
import { roomIn } from "../workshop/needs.js";
import { board } from "../workshop/notices.js";
import { type Bucket, OpenBuckets } from "../workshop/open-buckets.js";
import type { OpenProject } from "../workshop/open-project.js";

/** Collect pictures or sounds: one bucket a label. */
@customElement("ml-train-media")
export class TrainMediaPage extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  /** the picture at a web address; null where the class does not get any */
  @property({ attribute: false }) fromWeb: ((address: string) => Promise<Blob>) | null = null;

  #buckets!: OpenBuckets;
  #known!: KnownMedia;

  constructor() {
    super();
    new LabelAnchor(this, (label) => this.querySelector(`[data-label="${label}"] .ways button`));
    new FileCatcher(this, "ml-media-bucket", (files, into) => this.#pasted(files, into));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { stores, card } = this.project.needed();
    const { acts: words, added } = mediaKind(card.project.kind);
    this.#known = new KnownMedia(stores.examples, card.project.id);
    this.#buckets = new OpenBuckets(this, this.project, { words, added, forget: () => this.#known.forget() });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const { queue, label } of this.#buckets.all) this.#gathering({ queue, label }).changed = null;
    this.removeController(this.#buckets);
  }

  get #kind(): MediaKind {
    return mediaKind(this.card.project.kind);
  }

  readonly #actions: MediaActions = {
    act: ({ label }, action) => this.#buckets.act(label, action),
    capture: ({ label }) => void this.querySelector<CameraElement | RecorderElement>(".device")?.open(label),
    checkName: (name, label) =>
      checkLabelName(
        name,
        this.card.project.labels.filter(({ id }) => id !== label.id),
      ),
    load: (id) => this.project.needed().stores.examples.media(this.card.project.id, id),
    more: ({ label }) => this.#buckets.more(label),
    remove: (label) =>
      void attempt(async () => {
        await this.#buckets.remove(label);
        void this.focusOn(".buckets");
      }),
    rename: (label, name) => attempt(() => renameLabel(this.project, label, name)),
    web: null,
  };

  #gathering({ queue, label: { id } }: Pick<Bucket, "queue" | "label">): Gathering {
    const gathering = gatheringOf(queue, id, {
      make: this.#kind.make,
      meet: (media) => this.#known.meet(media, id).catch(() => null),
    });
    gathering.changed = () => this.#buckets.redraw();
    return gathering;
  }

  #bucketOf(label: string): MediaBucketElement | null {
    const buckets = [...this.querySelectorAll<MediaBucketElement>("ml-media-bucket")];
    return buckets.find(({ bucket }) => bucket.label.id === label) ?? null;
  }

  #pasted(files: File[], into: Element | null): void {
    const only = this.card.project.labels.length === 1 ? this.querySelector("ml-media-bucket") : null;
    const bucket = (into ?? only) as MediaBucketElement | null;
    if (bucket) bucket.addFiles(files, "pasted");
    else board.add(say.pasteWhere());
  }

  #captured({ label, file }: Captured, source: string, name: string): void {
    if (label) this.#bucketOf(label.id)?.add([{ name, file, source }]);
  }

  readonly #newLabel = new NewLabel(async (label) => {
    await this.#buckets.add(label);
    void this.focusOn("#new-label");
  });

  override render(): TemplateResult {
    const { problem, loaded } = this.#buckets;
    const { labels } = this.card.project;
    if (labels.length === 0) return this.#invitation();
    if (problem) return problemNotice(sentenceFor(problem), () => this.#buckets.begin());
    if (!loaded) return html`<p role="status">${say.loading()}</p>`;
    return html`<div class="stack">
        ${trainOverview(this.card, this.project.needed().place)}
        ${this.#kind.device === "microphone" ? noiseWhy() : nothing}
        <div class="grid buckets" tabindex="-1">
          ${repeat(
            this.#buckets.all,
            ({ label }) => label.id,
            (bucket) => this.#bucket(bucket),
          )}
          ${this.#newLabel.panel(labels)}
        </div>
        ${this.card.counts.heldBack > 0 ? heldBackWhy() : nothing}
      </div>
      ${this.#dialogs()}`;
  }

  #bucket(bucket: Bucket): TemplateResult {
    const { fromWeb } = this;
    const web = ({ label }: Bucket) =>
      void this.querySelector<WebPictureElement>("ml-web-picture")?.open(label);
    return html`<ml-media-bucket
      data-label=${bucket.label.id}
      .bucket=${bucket}
      .gathering=${this.#gathering(bucket)}
      .kind=${this.#kind}
      .card=${this.card}
      .actions=${fromWeb && this.#kind.device === "camera" ? { ...this.#actions, web } : this.#actions}
      .version=${this.#buckets.version}
    ></ml-media-bucket>`;
  }

  #dialogs(): TemplateResult {
    const room = roomIn(this.card);
    const { here } = this.project.needed().place;
    return this.#kind.device === "camera"
      ? html`<ml-camera
            class="device"
            .room=${room}
            .stays=${here}
            @ml-captured=${({ detail }: CustomEvent<Captured>) => this.#captured(detail, "camera", say.camera())}
          ></ml-camera>
          ${
            this.fromWeb
              ? html`<ml-web-picture
                  .get=${this.fromWeb}
                  @ml-captured=${({ detail }: CustomEvent<Captured>) =>
                    this.#captured(detail, "web", say.fromWeb())}
                ></ml-web-picture>`
              : nothing
          }`
      : html`<ml-recorder
          class="device"
          .room=${room}
          .stays=${here}
          @ml-captured=${({ detail }: CustomEvent<Captured>) => this.#captured(detail, "recorded", say.record())}
        ></ml-recorder>`;
  }

  #invitation(): TemplateResult {
    return html`<div class="empty buckets" tabindex="-1">
      ${kindPicture(this.card.project.kind, 112)}
      <h2>${say.noLabels()}</h2>
      <p class="lede">${say.noLabelsHow()}</p>
      ${this.#newLabel.beside(this.card.project.labels)}
    </div>`;
  }
}

function noiseWhy(): TemplateResult {
  return html`<details class="panel">
    <summary>${say.noiseWhy()}</summary>
    <p>${say.noiseBecause()}</p>
  </details>`;
}
