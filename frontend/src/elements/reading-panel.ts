import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ModelFile, ProjectCard } from "../contract/values.js";
import { languageName, say, size } from "../i18n/index.js";
import { arrivals } from "../offline/arrivals.js";
import type { PackState } from "../offline/asking.js";
import { packsHere } from "../offline/updates.js";
import { extractorFor, type ExtractorName, extractorSaid } from "../training/core/extractors/known.js";
import { board } from "../workshop/notices.js";
import { LightElement } from "./light.js";

/** How the texts of a project are read, and what is still missing to read them better. */
@customElement("ml-reading")
export class ReadingElement extends LightElement {
  @property({ attribute: false }) card!: ProjectCard;
  @property({ attribute: false }) model: ModelFile | null = null;
  @property({ attribute: false }) learn: () => void = () => undefined;
  @state() private packs: PackState[] | null = null;

  #stop: (() => void) | undefined;

  /** Only now it has what it was given before its code had come. */
  override firstUpdated(): void {
    let before = this.#arrival;
    this.#stop = arrivals.listen(() => {
      if (before === "coming" && this.#arrival === "here" && this.#isBehind) board.say(say.sentencesHere());
      before = this.#arrival;
      this.requestUpdate();
    });
    if (this.#mayFetch) void packsHere().then((packs) => (this.packs = packs));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  override updated(): void {
    if (!this.#mayFetch || !this.#pack) return;
    if (this.#used && this.#arrival !== "away") void arrivals.fetch(this.#pack);
    else void arrivals.offer(this.#pack);
  }

  /** What is trained on the website needs nothing here. */
  get #mayFetch(): boolean {
    return this.card.offers.offline;
  }

  get #best(): ExtractorName | null {
    return extractorFor("text", this.card.project.language);
  }

  get #used(): ExtractorName | null {
    return this.model && extractorSaid(this.model.features);
  }

  get #pack(): ExtractorName | null {
    return this.#used ?? this.#best;
  }

  get #arrival() {
    return this.#pack ? arrivals.of(this.#pack) : undefined;
  }

  /** A model that looks at letters where one could read sentences. */
  get #isBehind(): boolean {
    return this.model !== null && this.#used === null && this.#best !== null;
  }

  override render(): TemplateResult | typeof nothing {
    // How a service elsewhere reads is not ours to tell.
    if (this.model?.head.type === "remote") return nothing;
    return html`<section class="panel stack stack--tight" aria-labelledby="reading-title">
      <h2 id="reading-title">${say.howItReads()}</h2>
      ${this.#now()} ${this.#mayFetch && this.#pack ? this.#missing() : nothing}
    </section>`;
  }

  #now(): TemplateResult {
    const language = languageName(this.card.project.language);
    const reads = this.model ? this.#used : this.#mayFetch && this.#arrival !== "here" ? null : this.#best;
    if (reads) {
      const first = this.model ? say.readsSentences() : say.willReadSentences();
      return html`<p>${first} <span class="quiet">${say.readsSentencesWhy(language)}</span></p>`;
    }
    const first = this.model ? say.readsLetters() : say.willReadLetters();
    return html`<p>
      ${first}
      <span class="quiet">
        ${say.readsLettersWhy()} ${this.#best ? nothing : say.unknownLanguage(language)}
      </span>
    </p>`;
  }

  /** Of a project on this computer. */
  #missing(): TemplateResult | typeof nothing {
    const pack = this.#pack as ExtractorName;
    switch (this.#arrival) {
      case "coming":
        return html`<p>${this.#used ? say.sentencesNeeded(this.#size) : say.sentencesComing(this.#size)}</p>`;
      case "here":
        return this.#isBehind ? learnAgain(this.learn) : nothing;
      case "waits":
        return getReady(say.sentencesWait(), say.getReadyToRead(this.#size), pack);
      case "heavy":
        return getReady(say.sentencesHeavy(), say.getReadyToRead(this.#size), pack);
      case "away":
        return getReady(say.sentencesAway(), say.tryAgain(), pack);
      case undefined:
        return nothing;
    }
  }

  /** " (34 MB)", or nothing where it is not known. */
  get #size(): string {
    const bytes = this.packs?.find(({ pack }) => pack === this.#pack)?.bytes;
    return bytes === undefined ? "" : say.inSize(size(bytes));
  }
}

function learnAgain(learn: () => void): TemplateResult {
  return html`<p class="notice notice--good">${say.sentencesHere()}</p>
    <button type="button" class="button button--main" @click=${learn}>${say.trainAgain()}</button>`;
}

function getReady(why: string, name: string, pack: ExtractorName): TemplateResult {
  return html`<p>${why}</p>
    <button type="button" class="button" @click=${() => arrivals.fetch(pack)}>${name}</button>`;
}
