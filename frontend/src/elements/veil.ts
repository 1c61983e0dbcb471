import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { brightness } from "../workshop/reasons.js";
import { LightElement } from "./light.js";

/** How much each part counted, row by row. */
export interface Lit {
  columns: number;
  rows: number;
  effects: readonly number[];
}

/** How much of the picture below is hidden where nothing counted. */
const DARKEST = 0.68;

/** Lies over a picture and lets through what counted. What it shows is said in words beside it. */
@customElement("ml-veil")
export class VeilElement extends LightElement {
  @property({ attribute: false }) lit!: Lit;

  override updated(changed: PropertyValues): void {
    const canvas = this.querySelector("canvas");
    if (changed.has("lit") && canvas) draw(canvas, this.lit);
  }

  override render(): TemplateResult {
    return html`<canvas aria-hidden="true"></canvas>`;
  }
}

export function veil(lit: Lit | null): TemplateResult | typeof nothing {
  return lit ? html`<ml-veil .lit=${lit}></ml-veil>` : nothing;
}

/** A dot for each part; the browser makes it as large as the picture, without edges between the parts. */
function draw(canvas: HTMLCanvasElement, { columns, rows, effects }: Lit): void {
  canvas.width = columns;
  canvas.height = rows;
  const picture = new ImageData(columns, rows);
  brightness(effects).forEach((bright, at) => (picture.data[at * 4 + 3] = 255 * DARKEST * (1 - bright)));
  canvas.getContext("2d")?.putImageData(picture, 0, 0);
}
