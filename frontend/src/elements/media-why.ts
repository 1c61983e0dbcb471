import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { player } from "../capture/player.js";
import type { Areas, Explanation } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { samplesIn } from "../media/wav.js";
import "../styles/why.css";
import { loudestPart, partOf, type Side, sideOf, strongest, strongestArea } from "../workshop/reasons.js";
import { playIcon } from "./icons.js";
import { LightElement } from "./light.js";
import "./picture-thumb.js";
import "./sound-thumb.js";

const AREAS: Record<Side, Record<Side, () => string>> = {
  start: { start: say.areaTopLeft, middle: say.areaTop, end: say.areaTopRight },
  middle: { start: say.areaLeft, middle: say.areaMiddle, end: say.areaRight },
  end: { start: say.areaBottomLeft, middle: say.areaBottom, end: say.areaBottomRight },
};
const MOMENTS = { start: say.momentStart, middle: say.momentMiddle, end: say.momentEnd };
const LOUDEST = { start: say.loudestStart, middle: say.loudestMiddle, end: say.loudestEnd };

/** Which part of a picture or a sound counted: shown, and said. */
@customElement("ml-media-why")
export class MediaWhyElement extends LightElement {
  @property({ attribute: false }) explanation!: Explanation;
  @property({ attribute: false }) file!: Blob;
  /** of which file it is */
  @property() key = "";
  @state() private samples: Float32Array | null = null;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("file") && this.explanation.moments.length > 0) void this.#listen(this.file);
  }

  async #listen(file: Blob): Promise<void> {
    const samples = samplesIn(new Uint8Array(await file.arrayBuffer()));
    if (file === this.file) this.samples = samples;
  }

  override render(): TemplateResult | typeof nothing {
    const { areas, moments } = this.explanation;
    if (areas) return this.#picture(areas);
    return this.samples && moments.length > 0 ? this.#sound(this.samples, moments) : nothing;
  }

  #load = () => Promise.resolve(this.file);

  #picture(areas: Areas): TemplateResult {
    const place = strongestArea(areas);
    return html`<div class="counted">
      <ml-picture-thumb .name=${say.pictureLit()} .key=${this.key} .load=${this.#load} .lit=${areas}>
      </ml-picture-thumb>
      <div class="stack stack--tight">
        <p>${place ? AREAS[place.down][place.across]() : say.areaNone()}</p>
        ${place ? html`<p class="quiet small">${say.areaHow()}</p>` : nothing}
      </div>
    </div>`;
  }

  #sound(samples: Float32Array, effects: readonly number[]): TemplateResult {
    const count = effects.length;
    const [place, loudest] = [strongest(effects), loudestPart(samples, count)];
    const lit = { columns: count, rows: 1, effects };
    return html`<div class="counted">
      <ml-sound-thumb
        .name=${say.soundLit()}
        .key=${this.key}
        .load=${this.#load}
        .lit=${lit}
      ></ml-sound-thumb>
      <div class="stack stack--tight">
        <p>${place === null ? say.momentNone() : MOMENTS[sideOf(place, count)]()}</p>
        <p>${place === loudest ? say.loudestToo() : LOUDEST[sideOf(loudest, count)]()}</p>
        ${place === null ? nothing : playPart(partOf(samples, place, count))}
      </div>
    </div>`;
  }
}

function playPart(samples: Float32Array): TemplateResult {
  return html`<p>
      <button type="button" class="button" @click=${() => void player.play(samples)}>
        ${playIcon()} ${say.momentPlay()}
      </button>
    </p>
    <p class="quiet small">${say.momentHow()}</p>`;
}
