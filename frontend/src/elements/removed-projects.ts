import { html, nothing, type TemplateResult } from "lit";

import { say } from "../i18n/index.js";
import type { ProjectActs } from "../workshop/project-acts.js";
import type { Removed } from "../workshop/shown-projects.js";
import { kindPicture } from "./icons.js";
import { placeName } from "./names.js";

/** The projects that were deleted a moment ago, each with a way back. */
export function removedProjects(
  removed: readonly Removed[],
  acts: ProjectActs,
): TemplateResult | typeof nothing {
  if (removed.length === 0) return nothing;
  return html`<section class="panel stack stack--tight" aria-labelledby="removed">
    <h2 id="removed" class="panel__title">${say.removedTitle()}</h2>
    <p class="quiet">${say.removedHow()}</p>
    <ul class="project-names">
      ${removed.map(
        (one) =>
          html`<li class="row kind--${one.card.project.kind}">
            ${kindPicture(one.card.project.kind, 32)}
            <span class="row__grow"
              ><strong dir="auto">${one.card.project.name}</strong>
              <span class="quiet">${placeName(one.place.look)}</span></span
            >
            <button
              type="button"
              class="button"
              aria-label=${say.bringBackIt(one.card.project.name)}
              @click=${() => void acts.restore(one)}
            >
              ${say.bringBack()}
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
