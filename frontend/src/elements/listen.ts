import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { DeviceError, type DeviceTrouble, isAllowed } from "../capture/devices.js";
import { Microphone } from "../capture/microphone.js";
import { LastSecond } from "../capture/ring.js";
import type { Guess, ModelFile, ProjectCard } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { soundOf } from "../media/sound.js";
import { tell } from "../workshop/attempt.js";
import { isSure, labelName } from "../workshop/certainty.js";
import { Calm, Guessing, Steady } from "../workshop/live.js";
import { board } from "../workshop/notices.js";
import type { OpenProject } from "../workshop/open-project.js";
import { guessBars } from "./guess-bars.js";
import { microphoneIcon } from "./icons.js";
import { levelMeter, levelShown, microphoneTroubles } from "./level-meter.js";
import { LightElement } from "./light.js";

type Step = "off" | "why" | "starting" | "on" | DeviceTrouble;

/** A microphone that was forgotten does not stay on. */
const LONGEST_MS = 120_000;
const SPOKEN_EVERY_MS = 3000;
/** How often the bars move for people who asked for little motion. */
const STILL_MS = 1000;

/** A button that lets the model listen on and on, and what it guesses meanwhile. Fires `ml-listening` as it begins. */
@customElement("ml-listen")
export class ListenElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @property({ attribute: false }) model!: ModelFile;
  @state() private step: Step = "off";
  @state() private level = 0;
  @state() private guess: Guess | null = null;
  @state() private sentence = "";
  /** why it has stopped by itself */
  @state() private ended = "";
  #microphone: Microphone | null = null;
  #guessing: Guessing<Blob, Guess | undefined> | null = null;
  #timer = 0;
  #opened = 0;
  #shownAt = 0;

  readonly #hidden = (): void => {
    if (document.hidden && this.step !== "off") this.stop(say.listenedUntil());
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#hidden);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#hidden);
    this.stop();
  }

  /** The microphone is off then. */
  stop(why = ""): void {
    this.#opened += 1;
    clearTimeout(this.#timer);
    this.#guessing?.stop();
    this.#microphone?.close();
    this.#guessing = null;
    this.#microphone = null;
    this.step = "off";
    this.ended = why;
    if (why) board.say(why);
  }

  async #press(): Promise<void> {
    if (this.step !== "off") {
      this.stop();
      return;
    }
    this.ended = "";
    this.dispatchEvent(new CustomEvent("ml-listening"));
    this.step = "why";
    const opened = this.#opened;
    const allowed = await isAllowed("microphone");
    if (opened !== this.#opened) return;
    if (allowed) await this.#turnOn();
    else await this.focusOn(".button--main");
  }

  async #turnOn(): Promise<void> {
    const opened = ++this.#opened;
    this.step = "starting";
    try {
      const microphone = await Microphone.open();
      if (opened === this.#opened) this.#begin(microphone);
      else microphone.close();
    } catch (fault) {
      if (!(fault instanceof DeviceError)) reportError(fault);
      if (opened === this.#opened) this.step = fault instanceof DeviceError ? fault.trouble : "busy";
    }
    // In a refusal that is "Try again".
    if (opened === this.#opened) await this.focusOn(this.#microphone ? ".toggle" : ".button--main");
  }

  #begin(microphone: Microphone): void {
    const last = new LastSecond(microphone.rate);
    microphone.onSound = (samples) => last.hear(samples);
    microphone.onLevel = (level) => {
      this.level = levelShown(level);
    };
    microphone.onLost = () => this.stop(say.listenedUntil());
    this.#microphone = microphone;
    this.guess = null;
    this.#guessing = this.#guesses(last);
    this.#timer = window.setTimeout(() => this.stop(say.listenedLong()), LONGEST_MS);
    this.step = "on";
  }

  #guesses(last: LastSecond): Guessing<Blob, Guess | undefined> {
    const { stores, place } = this.project.needed();
    const steady = new Steady<string>();
    const calm = new Calm((text) => board.say(text), SPOKEN_EVERY_MS);
    const look = (): Blob | null => {
      const samples = last.samples();
      return samples && soundOf(samples);
    };
    const guess = async (file: Blob) => (await stores.trainer.guess(this.card.project.id, [{ file }]))[0];
    const show = (heard: Guess | undefined): void => {
      if (!heard) return;
      this.sentence = steady.hear(this.#sentence(heard));
      calm.hear(this.sentence);
      this.#show(heard);
    };
    const failed = (problem: unknown): void => {
      this.stop(say.listenedUntil());
      tell(problem, () => void (this.step === "off" && this.#press()));
    };
    return new Guessing({ look, guess, show, failed }, place.guessesASecond);
  }

  #sentence(guess: Guess): string {
    const name = labelName(this.card.project, this.model, guess.confidences[0]?.labelId ?? "");
    return isSure(guess) ? say.hears(name) : say.mayHear(name);
  }

  #show(guess: Guess): void {
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const now = performance.now();
    if (this.guess && isStill && now - this.#shownAt < STILL_MS) return;
    this.#shownAt = now;
    this.guess = guess;
  }

  override render(): TemplateResult {
    const isOn = this.step === "on";
    return html`<button type="button" class="button toggle" @click=${() => void this.#press()}>
        ${microphoneIcon()} ${isOn ? say.stop() : say.listen()}
      </button>
      ${this.step === "off" ? nothing : html`<div class="listening stack">${this.#now(this.step)}</div>`}
      ${this.ended ? html`<p class="listening">${this.ended}</p>` : nothing}`;
  }

  #now(step: Exclude<Step, "off">): TemplateResult {
    if (step === "on") return this.#heard();
    if (step === "starting") return html`<p role="status">${say.microphoneStarts()}</p>`;
    if (step === "why")
      return html`<p>${say.listenWhy()}</p>
        <p class="quiet">${this.project.needed().place.here ? say.staysHere() : say.triedOnWebsite()}</p>
        ${this.#onButton(say.microphoneOn())}`;
    return html`<p class="notice notice--problem" role="alert">${microphoneTroubles[step]()}</p>
      ${step === "unsafe" ? nothing : this.#onButton(say.tryAgain())}`;
  }

  #onButton(name: string): TemplateResult {
    return html`<button type="button" class="button button--main" @click=${() => void this.#turnOn()}>
      ${name}
    </button>`;
  }

  #heard(): TemplateResult {
    const { guess } = this;
    return html`<p>${say.listenHow()}</p>
      ${levelMeter(this.level)}
      ${
        guess
          ? html`<p class="guess__sentence" dir="auto">${this.sentence}</p>
              ${guessBars(this.card.project, this.model, this.#inOrder(guess))}`
          : html`<p role="status">${say.guessComes()}</p>`
      }`;
  }

  /** The labels stay where they are, whichever is the best. */
  #inOrder(guess: Guess): Guess {
    const places = new Map(this.model.labels.map(({ id }, at) => [id, at]));
    const place = ({ labelId }: Guess["confidences"][number]) => places.get(labelId) ?? places.size;
    return { ...guess, confidences: [...guess.confidences].sort((one, two) => place(one) - place(two)) };
  }
}
