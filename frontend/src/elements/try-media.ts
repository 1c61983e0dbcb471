import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { v7 as newId } from "uuid";

import type { Explanation, Guess, Label, ModelFile, ProjectCard } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { FileCatcher } from "../workshop/file-catcher.js";
import { type Made, madeOf } from "../workshop/gathering.js";
import { type MediaKind, mediaKind } from "../workshop/media-kinds.js";
import { board } from "../workshop/notices.js";
import type { OpenProject } from "../workshop/open-project.js";
import { refusedSentence } from "../workshop/remarks.js";
import type { CameraElement } from "./camera.js";
import "./camera.js";
import type { Captured } from "./device-dialog.js";
import { guessBars, guessSentence, whatIsIt } from "./guess-bars.js";
import { cameraIcon, microphoneIcon, pictureIcon, soundIcon } from "./icons.js";
import { LightElement } from "./light.js";
import type { ListenElement } from "./listen.js";
import "./listen.js";
import "./media-why.js";
import "./nearest-examples.js";
import "./picture-thumb.js";
import type { RecorderElement } from "./recorder.js";
import "./recorder.js";
import "./sound-thumb.js";

interface Tried extends Pick<Made, "file" | "isCut"> {
  id: string;
}

/** Show it a picture or let it hear a sound, see what the model guesses, and put it right. */
@customElement("ml-try-media")
export class TryMediaElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @property({ attribute: false }) model!: ModelFile;
  @state() private tried: Tried | null = null;
  @state() private guess: Guess | null = null;
  @state() private explanation: Explanation | null = null;
  @state() private correcting = false;
  /** why a file cannot be tried */
  @state() private wrong = "";
  @state() private over = false;
  /** how many guesses have not come yet */
  @state() private coming = 0;
  /** one id for each correction: a second press, or trying again, stores it once */
  #correction = newId();
  /** how many files have been taken */
  #taken = 0;

  constructor() {
    super();
    new FileCatcher(this, "section", ([file]) => this.#try(file));
  }

  override updated(changed: PropertyValues): void {
    const before = changed.get("model") as ModelFile | undefined;
    const { tried } = this;
    if (before && before.id !== this.model.id && tried) void attempt(() => this.#guess(tried));
  }

  get #kind(): MediaKind {
    return mediaKind(this.card.project.kind);
  }

  #try(file: File | undefined): void {
    if (file) void this.#take(file, file.name);
  }

  /** What is taken last counts, however long the one before takes. */
  async #take(file: Blob, name: string): Promise<void> {
    const taken = ++this.#taken;
    this.querySelector<ListenElement>("ml-listen")?.stop();
    this.wrong = "";
    try {
      const { file: kept, isCut } = await madeOf(file, this.#kind.make);
      if (taken !== this.#taken) return;
      const tried = { id: String(taken), file: kept, isCut };
      this.tried = tried;
      this.guess = null;
      this.explanation = null;
      await attempt(() => this.#guess(tried));
    } catch (problem) {
      if (taken === this.#taken) this.wrong = refusedSentence({ name, problem }, this.#kind);
    }
  }

  /** What it hears from now on takes the place of what was tried. */
  #listens(): void {
    this.#taken += 1;
    this.wrong = "";
    this.tried = null;
    this.guess = null;
    this.explanation = null;
  }

  #open(): void {
    this.querySelector<ListenElement>("ml-listen")?.stop();
    void this.querySelector<CameraElement | RecorderElement>(".device")?.open(null);
  }

  async #guess(tried: Tried): Promise<void> {
    if (tried !== this.tried) return;
    this.coming += 1;
    try {
      const { trainer } = this.project.needed().stores;
      const [guess] = await trainer.guess(this.card.project.id, [{ file: tried.file }]);
      if (tried !== this.tried || !guess) return;
      this.guess = guess;
      this.explanation = null;
      this.correcting = false;
      this.#correction = newId();
      board.say(this.#sentence(guess));
    } finally {
      this.coming -= 1;
    }
  }

  async #why(tried: Tried): Promise<void> {
    this.coming += 1;
    try {
      const { trainer } = this.project.needed().stores;
      const explanation = await trainer.explain(this.card.project.id, { file: tried.file });
      if (tried !== this.tried) return;
      this.explanation = explanation;
      void this.focusOn(".why");
    } finally {
      this.coming -= 1;
    }
  }

  #sentence(guess: Guess): string {
    return guessSentence(this.card.project, this.model, guess);
  }

  async #correct({ id: labelId, name }: Label, { file }: Tried, id: string): Promise<void> {
    const { examples } = this.project.needed().stores;
    await examples.add(this.card.project.id, [{ id, labelId, data: { file }, source: "corrected" }]);
    this.correcting = false;
    this.#correction = newId();
    board.add(say.corrected(name), { tone: "good" });
    void this.focusOn(".ways button");
    await this.project.refresh();
  }

  #choose(input: HTMLInputElement): void {
    this.#try(input.files?.[0]);
    // The same file can be chosen once more.
    input.value = "";
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.over = false;
    this.#try(event.dataTransfer?.files[0]);
  }

  override render(): TemplateResult {
    const { tried, guess } = this;
    return html`<section
        class="panel stack ${this.over ? "bucket--over" : ""}"
        aria-labelledby="try-title"
        @dragover=${() => {
          this.over = true;
        }}
        @dragleave=${() => {
          this.over = false;
        }}
        @drop=${(event: DragEvent) => this.#drop(event)}
      >
        <h2 id="try-title">${say.tryIt()}</h2>
        <p>${this.#kind.trying.how()}</p>
        ${this.#ways()}
        <p class="field__error" role="alert">${this.wrong}</p>
        ${tried ? this.#shown(tried) : nothing}
        <p role="status">${this.coming > 0 ? say.guessComes() : nothing}</p>
        ${tried && guess ? this.#answer(tried, guess) : nothing}
      </section>
      ${this.#device()}`;
  }

  #ways(): TemplateResult {
    const { accept, device, trying } = this.#kind;
    const isCamera = device === "camera";
    return html`<div class="row ways">
        <button type="button" class="button" @click=${() => this.#open()}>
          ${isCamera ? cameraIcon() : microphoneIcon()} ${isCamera ? say.camera() : say.record()}
        </button>
        <button
          type="button"
          class="button"
          @click=${() => this.querySelector<HTMLInputElement>("input[type=file]")?.click()}
        >
          ${isCamera ? pictureIcon() : soundIcon()} ${trying.choose()}
        </button>
        ${isCamera ? nothing : this.#listen()}
      </div>
      <input
        type="file"
        hidden
        accept=${accept}
        aria-label=${trying.choose()}
        @change=${(event: Event) => this.#choose(event.target as HTMLInputElement)}
      />
      <p class="quiet small">${trying.drop()}</p>`;
  }

  #listen(): TemplateResult {
    return html`<ml-listen
      .project=${this.project}
      .card=${this.card}
      .model=${this.model}
      @ml-listening=${() => this.#listens()}
    ></ml-listen>`;
  }

  #shown({ id, file, isCut }: Tried): TemplateResult {
    const name = this.#kind.trying.name();
    const load = () => Promise.resolve(file);
    return html`${
      this.#kind.device === "camera"
        ? html`<ml-picture-thumb class="tried" .name=${name} .key=${id} .load=${load}></ml-picture-thumb>`
        : html`<ml-sound-thumb class="tried" .name=${name} .key=${id} .load=${load}></ml-sound-thumb>`
    }
    ${isCut ? html`<p class="small">${say.loudestKept(1)}</p>` : nothing}`;
  }

  #answer(tried: Tried, guess: Guess): TemplateResult {
    const correct = (label: Label) => {
      const id = this.#correction;
      void attempt(() => this.#correct(label, tried, id));
    };
    return html`
      <p class="guess__sentence" dir="auto">${this.#sentence(guess)}</p>
      ${guessBars(this.card.project, this.model, guess)}
      <div class="row">
        <button
          type="button"
          class="button"
          ?disabled=${this.coming > 0}
          @click=${() => void attempt(() => this.#why(tried))}
        >
          ${say.why()}
        </button>
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
      ${this.correcting ? whatIsIt(this.card.project, guess, correct) : nothing}
      ${this.explanation ? this.#reasons(tried, this.explanation) : nothing}
    `;
  }

  #reasons({ id, file }: Tried, explanation: Explanation): TemplateResult {
    return html`<div class="why stack stack--tight" tabindex="-1">
      <ml-media-why .explanation=${explanation} .file=${file} .key=${id}></ml-media-why>
      <ml-nearest
        .project=${this.project}
        .card=${this.card}
        .model=${this.model}
        .nearest=${explanation.nearest}
      ></ml-nearest>
    </div>`;
  }

  #device(): TemplateResult {
    const { here } = this.project.needed().place;
    const captured = ({ detail }: CustomEvent<Captured>) =>
      void this.#take(detail.file, this.#kind.trying.name());
    return this.#kind.device === "camera"
      ? html`<ml-camera class="device" .stays=${here} @ml-captured=${captured}></ml-camera>`
      : html`<ml-recorder class="device" .stays=${here} @ml-captured=${captured}></ml-recorder>`;
  }
}
