import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import { turnOff, turnOn } from "../capture/devices.js";
import { stillOf } from "../capture/still.js";
import { say } from "../i18n/index.js";
import { attempt } from "../workshop/attempt.js";
import { DeviceDialog } from "./device-dialog.js";
import { cameraIcon } from "./icons.js";

/** Takes pictures for a label, or one to try. */
@customElement("ml-camera")
export class CameraElement extends DeviceDialog {
  /** the first picture of the camera has come */
  @state() private sees = false;
  #stream: MediaStream | null = null;

  protected readonly device = "camera";
  protected readonly words = {
    title: say.cameraFor,
    plain: say.camera,
    why: say.cameraWhy,
    turnOn: say.cameraOn,
    starts: say.cameraStarts,
    troubles: {
      blocked: say.cameraBlocked,
      missing: say.noCamera,
      busy: say.cameraBusy,
      unsafe: say.cameraUnsafe,
    },
  };

  protected async start(): Promise<void> {
    this.#stream = await turnOn("camera");
  }

  protected stop(): void {
    if (this.#stream) turnOff(this.#stream);
    this.#stream = null;
    this.sees = false;
  }

  override updated(): void {
    const video = this.querySelector("video");
    if (video && video.srcObject !== this.#stream) video.srcObject = this.#stream;
  }

  /** As often as it is pressed: what the camera shows at that moment is kept. */
  #take(): void {
    const video = this.querySelector("video");
    if (!video || !this.#canTake) return;
    void attempt(async () => this.captured(await stillOf(video)));
  }

  get #canTake(): boolean {
    return this.sees && this.room !== 0;
  }

  protected controls(): TemplateResult {
    return html`<video
        class="camera"
        autoplay
        .muted=${true}
        playsinline
        aria-label=${say.cameraShows()}
        @loadeddata=${() => {
          this.sees = true;
        }}
      ></video>
      ${this.room === 0 ? html`<p class="field__error" role="alert">${say.limitExamples()}</p>` : null}
      <button
        type="button"
        class="button button--main button--big wide"
        aria-disabled=${this.#canTake ? "false" : "true"}
        @click=${() => this.#take()}
      >
        ${cameraIcon()} ${say.takePicture()}
      </button>`;
  }

  protected countSentence(): string {
    return say.picturesTaken(this.count);
  }
}
