import { html, nothing, type TemplateResult } from "lit";

import { remoteHead } from "../contract/portable.js";
import { isUnderWay } from "../contract/rules.js";
import type { ModelFile, Run } from "../contract/values.js";
import type { OpenedProject } from "../contract/workshop.js";
import { moment, say } from "../i18n/index.js";
import { toldHref } from "../workshop/router.js";

/** Where the Watson Assistant of the class learns: what goes there, and for how long, before the button is pressed; that it
 * takes its time; why it did not learn. Also as long as it holds a model. */
export function lendingNote(
  { card, place }: OpenedProject,
  run: Run | null,
  model: ModelFile | null,
): TemplateResult | typeof nothing {
  const head = model === null ? null : remoteHead(model);
  const lends = card.project.kind === "text" ? place.lends : null;
  if (lends === null && head === null) return nothing;
  return html`<section class="panel stack stack--tight lending" aria-labelledby="lending-title">
    <h2 id="lending-title">${say.lendTitle()}</h2>
    ${run?.state === "failed" && lends ? html`<p class="notice notice--problem">${whyNot(run)}</p>` : nothing}
    ${run && isUnderWay(run) ? waiting() : nothing}
    ${head ? html`<p>${say.lendUntil(moment(head.expiresAt))}</p>` : nothing}
    ${lends ? what(lends.hours) : nothing}
    ${place.here ? html`<p><a href=${toldHref(card.project.id)}>${say.lendTakeBack()}</a></p>` : nothing}
  </section>`;
}

function what(hours: number): TemplateResult {
  return html`<p>${say.lendWho()}</p>
    <p>${say.lendLeaves()}</p>
    <p>${say.lendStays(hours)}</p>`;
}

function waiting(): TemplateResult {
  return html`<p role="status">${say.lendSlow()} ${say.lendComeBack()}</p>`;
}

function whyNot({ problem }: Run): string {
  switch (problem) {
    case "limit_reached":
      return say.lendFull();
    case "not_allowed":
      return say.lendKey();
    case "rate_limited":
      return say.lendBusy();
    case "storage_unavailable":
      return say.lendSilent();
    case "not_found":
    case "not_trained":
      return say.lendForgotten();
    default:
      return say.trainingFailed();
  }
}
