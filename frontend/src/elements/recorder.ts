import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import { Microphone } from "../capture/microphone.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { board } from "../workshop/notices.js";
import { DeviceDialog } from "./device-dialog.js";
import { microphoneIcon } from "./icons.js";
import { levelMeter, levelShown, microphoneTroubles } from "./level-meter.js";
import "./sound-thumb.js";

/** Records clips for a label, or one to try. */
@customElement("ml-recorder")
export class RecorderElement extends DeviceDialog {
  @state() private level = 0;
  /** how much of a clip is there, from 0 to 1; null when none is being recorded */
  @state() private share: number | null = null;
  @state() private last: Blob | null = null;
  #microphone: Microphone | null = null;

  protected readonly device = "microphone";
  protected readonly words = {
    title: say.recordFor,
    plain: say.record,
    why: say.microphoneWhy,
    turnOn: say.microphoneOn,
    starts: say.microphoneStarts,
    troubles: microphoneTroubles,
  };

  protected async start(): Promise<void> {
    const microphone = await Microphone.open();
    microphone.onLevel = (level) => {
      this.level = levelShown(level);
    };
    microphone.onProgress = (share) => {
      this.share = share;
    };
    this.last = null;
    this.#microphone = microphone;
  }

  protected stop(): void {
    this.#microphone?.close();
    this.#microphone = null;
    this.share = null;
    this.level = 0;
  }

  async #record(microphone: Microphone): Promise<void> {
    if (this.share !== null || this.room === 0) return;
    this.share = 0;
    board.say(say.recording());
    await attempt(async () => {
      const clip = await microphone.record();
      if (clip === null) return;
      this.last = clip;
      this.captured(clip);
    });
    this.share = null;
  }

  protected controls(): TemplateResult {
    const full = this.room === 0;
    const { last, share } = this;
    return html`<p>${say.recordHow()}</p>
      ${levelMeter(this.level)}
      ${full ? html`<p class="field__error" role="alert">${say.limitExamples()}</p>` : nothing}
      <button
        type="button"
        class="button button--main button--big wide"
        aria-disabled=${share !== null || full ? "true" : "false"}
        @click=${() => (this.#microphone ? void this.#record(this.#microphone) : undefined)}
      >
        ${microphoneIcon()} ${share === null ? say.recordNow() : say.recording()}
      </button>
      <progress
        aria-label=${say.recording()}
        max="1"
        .value=${share ?? 0}
        ?hidden=${share === null}
      ></progress>
      ${
        last && share === null
          ? html`<ml-sound-thumb
              class="last-clip"
              .name=${say.soundNumber(this.count)}
              .key=${String(this.count)}
              .load=${() => Promise.resolve(last)}
            ></ml-sound-thumb>`
          : nothing
      }`;
  }

  protected countSentence(): string {
    return say.soundsRecorded(this.count);
  }
}
