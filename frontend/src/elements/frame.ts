import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import { type Hosted, makeFrame } from "../stores/hub/host.js";
import type { Open } from "../stores/hub/service.js";
import { frameOrigins } from "../workshop/frames.js";
import { LightElement } from "./light.js";

const PAGE = "/frames/";

/** A page of another origin in this one, which reaches the stores of the open project and nothing else of this page. */
@customElement("ml-frame")
export class FrameElement extends LightElement {
  /** set again, it begins anew */
  @property({ attribute: false }) open: Open | null = null;
  /** what screen readers call it */
  @property() label = "";
  #hosted: Hosted | null = null;
  #shown: Open | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  protected override willUpdate(): void {
    if (this.open !== this.#shown) this.#begin();
    if (this.#hosted) this.#hosted.frame.title = this.label;
  }

  override render(): TemplateResult | typeof nothing {
    return this.#hosted ? html`${this.#hosted.frame}` : nothing;
  }

  /** The frame is told where it belongs, for when somebody opens it on its own. */
  #begin(): void {
    this.#end();
    this.#shown = this.open;
    const allowed = frameOrigins();
    if (!this.open || allowed[0] === undefined) return;
    this.#hosted = makeFrame(`${allowed[0]}${PAGE}#${location.pathname}`, allowed, this.open);
    this.requestUpdate();
  }

  #end(): void {
    this.#hosted?.close();
    this.#hosted = null;
  }
}
