import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import { say } from "../i18n/index.js";
import { Thumb } from "./thumb.js";
import { veil } from "./veil.js";

/** A small picture. */
@customElement("ml-picture-thumb")
export class PictureThumbElement extends Thumb {
  @state() private address = "";

  protected show(file: Blob): Promise<void> {
    this.address = URL.createObjectURL(file);
    return Promise.resolve();
  }

  protected letGo(): void {
    URL.revokeObjectURL(this.address);
    this.address = "";
  }

  override render(): TemplateResult {
    return html`<span class="thumb">
      ${
        this.address
          ? html`<img
              src=${this.address}
              alt=${this.name}
              @error=${() => {
                this.failed = true;
              }}
            />`
          : html`<span class="visually-hidden">${this.name}</span>`
      }
      ${veil(this.lit)} ${this.failed ? html`<span class="small">${say.notShown()}</span>` : nothing}
    </span>`;
  }
}
