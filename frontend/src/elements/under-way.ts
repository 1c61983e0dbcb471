import { html, nothing, type TemplateResult } from "lit";

import type { MovingProject, Place } from "../contract/workshop.js";
import { percent, say } from "../i18n/index.js";
import type { Transfer } from "../workshop/transfers.js";

const ways: Record<Place["look"], () => string> = {
  website: say.movingToWebsite,
  computer: say.movingToComputer,
};

/** What a card shows of a project while this page moves or copies it. */
export function transferPanel({ what, to, share }: Transfer, name: string, stop: () => void): TemplateResult {
  const how = what === "copy" ? say.copying() : wayTo(to);
  return panel(how, share, name, html`${button(say.stop(), name, stop)}`);
}

/** The same while another page or another computer moves it, or when a move has broken off. */
export function movingPanel(
  { to, share, underWay }: MovingProject,
  name: string,
  { goOn, stop }: { goOn: () => void; stop: () => void },
): TemplateResult {
  const broken = to !== null && !underWay;
  const buttons = html`
    ${broken ? button(say.goOn(), name, goOn) : nothing}
    ${share < 1 || !broken ? button(say.stopMoving(), name, stop) : nothing}
  `;
  return panel(broken ? say.moveBroken() : wayTo(to), share, name, buttons);
}

function panel(how: string, share: number, name: string, buttons: TemplateResult): TemplateResult {
  return html`<p>${how}</p>
    <progress aria-label=${say.movedShare(name, percent(share))} max="1" .value=${share}></progress>
    <div class="row project-card__foot">${buttons}</div>`;
}

function button(words: string, name: string, run: () => void): TemplateResult {
  return html`<button type="button" class="button" @click=${run}>
    ${words} <span class="visually-hidden">${name}</span>
  </button>`;
}

function wayTo(to: Place | null): string {
  return to === null ? say.movingAway() : ways[to.look]();
}
