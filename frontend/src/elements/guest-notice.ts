import { html, nothing, type TemplateResult } from "lit";

import type { Me } from "../contract/workshop.js";
import { clock, say } from "../i18n/index.js";

/** What a guest must know: how long it lasts, and who sees what is kept here. */
export function guestNotice({ guestUntil }: Me): TemplateResult | typeof nothing {
  if (!guestUntil) return nothing;
  return html`<p class="notice">
    <span
      ><strong>${say.guestUntil(clock(guestUntil))}</strong> ${say.guestWebsite()} ${say.guestHere()}
      ${say.guestKeep()}</span
    >
  </p>`;
}
