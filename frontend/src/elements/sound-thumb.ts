import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import { player } from "../capture/player.js";
import { say } from "../i18n/index.js";
import { type Spectrogram, spectrogramOf } from "../media/spectrogram.js";
import { samplesIn } from "../media/wav.js";
import { playIcon } from "./icons.js";
import { Thumb } from "./thumb.js";
import { veil } from "./veil.js";

/** From silent to loud: the same in light and in dark. */
const COLOURS = [
  [19, 32, 40],
  [16, 118, 108],
  [255, 238, 170],
] as const;

/** A clip as a picture, low tones at the bottom, with a button to hear it. */
@customElement("ml-sound-thumb")
export class SoundThumbElement extends Thumb {
  @state() private samples: Float32Array | null = null;

  protected async show(file: Blob): Promise<void> {
    const samples = samplesIn(new Uint8Array(await file.arrayBuffer()));
    this.samples = samples;
    await this.updateComplete;
    const canvas = this.querySelector("canvas");
    if (canvas) draw(canvas, spectrogramOf(samples));
  }

  protected letGo(): void {
    this.samples = null;
  }

  override render(): TemplateResult {
    return html`<span class="thumb thumb--sound">
        <canvas role="img" aria-label=${this.name} ?hidden=${this.samples === null}></canvas>
        ${veil(this.lit)} ${this.failed ? html`<span class="small">${say.notShown()}</span>` : nothing}
      </span>
      <button
        type="button"
        class="button button--quiet button--icon"
        aria-label=${say.play(this.name)}
        @click=${() => (this.samples ? void player.play(this.samples) : undefined)}
      >
        ${playIcon()}
      </button>`;
  }
}

function draw(canvas: HTMLCanvasElement, { width, height, levels }: Spectrogram): void {
  canvas.width = width;
  canvas.height = height;
  const picture = new ImageData(width, height);
  levels.forEach((level, at) => picture.data.set([...colourOf(level / 255), 255], at * 4));
  canvas.getContext("2d")?.putImageData(picture, 0, 0);
}

function colourOf(share: number): number[] {
  const [silent, middle, loud] = COLOURS;
  const [from, to, part] = share < 0.5 ? [silent, middle, share * 2] : [middle, loud, share * 2 - 1];
  return from.map((level, at) => level + ((to[at] ?? 0) - level) * part);
}
