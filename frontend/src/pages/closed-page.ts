import { html, nothing, type TemplateResult } from "lit";

import type { Me } from "../contract/workshop.js";
import { say, sentenceFor } from "../i18n/index.js";
import type { Ending } from "../offline/session.js";

/** In the place of every page while the workshop cannot open. It opens by itself when the website answers again. */
export function closedPage(problem: unknown, away: boolean, again: () => void): TemplateResult {
  return page(
    away ? say.offlineTitle() : say.broken(),
    away ? say.offlineNobody() : sentenceFor(problem),
    html`<button type="button" class="button button--main" @click=${again}>${say.tryAgain()}</button>`,
  );
}

/** In the place of every page when the person that they were opened for is gone. */
export function endedPage(ending: Ending, me: Me | null, away: boolean): TemplateResult {
  switch (ending.how) {
    case "leaving":
      return away
        ? page(say.leftTitle(), say.leavingOffline())
        : html`<p class="page" role="status">${say.loading()}</p>`;
    case "left":
      return page(
        say.leftTitle(),
        say.leftHow(),
        html`<a class="button button--main" href="/">${say.signIn()}</a>`,
      );
    case "other":
      return page(
        say.otherTitle(),
        say.otherHow(me?.person.name ?? "", ending.name),
        html`<button type="button" class="button button--main" @click=${reload}>
          ${say.goOnAs(ending.name)}
        </button>`,
      );
  }
}

function reload(): void {
  location.reload();
}

function page(
  title: string,
  sentence: string,
  action: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="page page--narrow stack" role="status">
    <h1 tabindex="-1">${title}</h1>
    <p class="lede">${sentence}</p>
    ${action}
  </div>`;
}
