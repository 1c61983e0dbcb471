import { html, nothing, type TemplateResult } from "lit";

import type { Me } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import { projectsHref } from "../workshop/router.js";
import { logo } from "./icons.js";

/** The top of every page of the workshop; the Django pages have the same in `base.html`. */
export function siteHeader(me: Me | null, atProjects: boolean): TemplateResult {
  return html`<header class="site-header">
    <div class="site-header__inner">
      <a class="brand" href="/">${logo()}<span class="brand__name">${say.siteName()}</span></a>
      ${me ? navigation(me, atProjects) : nothing}
    </div>
  </header>`;
}

function navigation({ person, csrfToken }: Me, atProjects: boolean): TemplateResult {
  return html`<nav aria-label=${say.mainMenu()}>
    <ul class="nav">
      ${
        person.role === "teacher"
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
        <form method="post" action="/sign-out/">
          <input type="hidden" name="csrfmiddlewaretoken" value=${csrfToken} />
          <button class="site-header__link">${say.signOut()}</button>
        </form>
      </li>
    </ul>
  </nav>`;
}
