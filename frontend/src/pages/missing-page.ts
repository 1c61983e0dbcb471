import { html, type TemplateResult } from "lit";

import { say } from "../i18n/index.js";
import { projectsHref } from "../workshop/router.js";

function missing(heading: string, how: string): TemplateResult {
  return html`<div class="page page--narrow stack">
    <h1 tabindex="-1">${heading}</h1>
    <p class="lede">${how}</p>
    <p><a class="button button--main" href=${projectsHref}>${say.toProjects()}</a></p>
  </div>`;
}

export const missingProject = (): TemplateResult => missing(say.missing(), say.missingHow());
export const missingPage = (): TemplateResult => missing(say.missingPage(), say.missingPageHow());
