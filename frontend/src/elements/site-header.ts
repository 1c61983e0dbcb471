import { html, nothing, type TemplateResult } from "lit";

import type { Me } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import { projectsHref } from "../workshop/router.js";
import { awayIcon, logo } from "./icons.js";

interface Header {
  me: Me | null;
  atProjects: boolean;
  /** the website does not answer, so what only the website has is not offered */
  away: boolean;
  leave: () => void;
}

/** The top of every page of the workshop; the Django pages have the same in `base.html`. */
export function siteHeader({ me, away, ...rest }: Header): TemplateResult {
  return html`<header class="site-header">
    <div class="site-header__inner">
      <a class="brand" href=${away ? projectsHref : "/"}
        >${logo()}<span class="brand__name">${say.siteName()}</span></a
      >
      ${away ? html`<p class="site-header__away">${awayIcon()} ${say.offline()}</p>` : nothing}
      ${me ? navigation(me, { me, away, ...rest }) : nothing}
    </div>
  </header>`;
}

function navigation({ person }: Me, { atProjects, away, leave }: Header): TemplateResult {
  return html`<nav aria-label=${say.mainMenu()}>
    <ul class="nav">
      ${
        person.role === "teacher" && !away
          ? html`<li><a class="site-header__link" href="/classes/">${say.classes()}</a></li>`
          : nothing
      }
      <li>
        <a class="site-header__link" href=${projectsHref} aria-current=${atProjects ? "page" : nothing}
          >${say.projects()}</a
        >
      </li>
      <li class="site-header__name" dir="auto">${person.name}</li>
      <li>
        <button type="button" class="site-header__link" @click=${leave}>${say.signOut()}</button>
      </li>
    </ul>
  </nav>`;
}
