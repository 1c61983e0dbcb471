import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";

import { type Device, DeviceError, type DeviceTrouble, isAllowed } from "../capture/devices.js";
import type { Label } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { dialogFrame } from "./dialog.js";
import { LightElement } from "./light.js";

type Step = "closed" | "why" | "starting" | "on" | DeviceTrouble;

interface Words {
  title: (label: string) => string;
  /** where there is no label */
  plain: () => string;
  why: () => string;
  turnOn: () => string;
  starts: () => string;
  troubles: Record<DeviceTrouble, () => string>;
}

export interface Captured {
  /** null when it is not for a label, but to be tried */
  label: Label | null;
  file: Blob;
}

/** Uses a device for one label, or for one file to try, as long as the dialog is open and looked at. Why the browser asks is said before it does.
 * Fires `ml-captured`. */
export abstract class DeviceDialog extends LightElement {
  /** for how many more there is room; null without limit */
  @property({ attribute: false }) room: number | null = null;
  /** whether what is captured stays in this browser */
  @property({ type: Boolean }) stays = false;
  @state() private step: Step = "closed";
  @state() protected count = 0;
  #label: Label | null = null;
  #opened = 0;

  protected abstract readonly device: Device;
  protected abstract readonly words: Words;
  /** Throws `DeviceError`. */
  protected abstract start(): Promise<void>;
  protected abstract stop(): void;
  /** What is there when the device is on. */
  protected abstract controls(): TemplateResult;
  /** How many have been captured, in a sentence. */
  protected abstract countSentence(): string;

  readonly #hidden = (): void => {
    if (document.hidden) this.close();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#hidden);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#hidden);
    this.#closed();
  }

  async open(label: Label | null): Promise<void> {
    this.#label = label;
    this.count = 0;
    this.step = "why";
    await this.updateComplete;
    this.querySelector("dialog")?.showModal();
    if (await isAllowed(this.device)) await this.#turnOn();
  }

  protected close(): void {
    this.querySelector("dialog")?.close();
  }

  protected captured(file: Blob): void {
    this.count += 1;
    const detail: Captured = { label: this.#label, file };
    this.dispatchEvent(new CustomEvent("ml-captured", { detail }));
    // The guess is shown behind the dialog.
    if (this.#label === null) this.close();
  }

  async #turnOn(): Promise<void> {
    const opened = ++this.#opened;
    this.step = "starting";
    try {
      await this.start();
      if (opened !== this.#opened) this.stop();
      else this.step = "on";
    } catch (fault) {
      if (!(fault instanceof DeviceError)) reportError(fault);
      if (opened === this.#opened) this.step = fault instanceof DeviceError ? fault.trouble : "busy";
    }
    await this.focusOn(".capture .button--main");
  }

  #closed(): void {
    this.#opened += 1;
    this.stop();
    this.step = "closed";
  }

  override render(): TemplateResult {
    return html`<div @close=${{ capture: true, handleEvent: () => this.#closed() }}>
      ${dialogFrame(`${this.device}-dialog`, this.#title(), this.#content())}
    </div>`;
  }

  #title(): string {
    return this.#label ? this.words.title(this.#label.name) : this.words.plain();
  }

  #where(): string {
    if (this.stays) return say.staysHere();
    return this.#label ? say.goesToWebsite() : say.triedOnWebsite();
  }

  #content(): TemplateResult {
    return html`<div class="capture stack">
      ${this.#now()}
      <p role="status">${this.count > 0 ? this.countSentence() : nothing}</p>
    </div>`;
  }

  #now(): TemplateResult | typeof nothing {
    if (this.step === "closed") return nothing;
    if (this.step === "on") return this.controls();
    if (this.step === "starting") return html`<p role="status">${this.words.starts()}</p>`;
    if (this.step === "why")
      return html`<p>${this.words.why()}</p>
        <p class="quiet">${this.#where()}</p>
        ${this.#onButton(this.words.turnOn())}`;
    return html`<p class="notice notice--problem" role="alert">${this.words.troubles[this.step]()}</p>
      ${this.step === "unsafe" ? nothing : this.#onButton(say.tryAgain())}`;
  }

  #onButton(name: string): TemplateResult {
    return html`<button type="button" class="button button--main" @click=${() => this.#turnOn()}>
      ${name}
    </button>`;
  }
}
