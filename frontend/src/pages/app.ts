import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";

import type { Me, Workshop } from "../contract/workshop.js";
import { chooseLanguage, currentLanguage, directionOf, say, sentenceFor } from "../i18n/index.js";
import { fetchMe } from "../workshop/me.js";
import { missingPage } from "./missing-page.js";
import "./new-project-page.js";
import "./project-page.js";
import "./projects-page.js";
import "./told-page.js";
import { addressOfClick, navigate, type Route, routeOf, type Step } from "../workshop/router.js";
import { openWorkshop } from "../stores/index.js";
import { leftToSignIn } from "../workshop/attempt.js";
import { board } from "../workshop/notices.js";
import { somethingIsWaiting } from "../workshop/add-queue.js";
import { Telling } from "../workshop/telling.js";
import { LightElement } from "../elements/light.js";
import "../elements/notice-board.js";
import { siteHeader } from "../elements/site-header.js";

/** The workshop: who is there, which page shows, and where the focus goes. */
@customElement("ml-workshop")
export class WorkshopElement extends LightElement {
  @state() private me: Me | null = null;
  @state() private workshop: Workshop | null = null;
  @state() private problem: unknown = null;
  @state() private route: Route = routeOf(location.pathname);
  #telling: Telling | null = null;
  #stopTelling: (() => void) | undefined;
  #hasTurned = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("popstate", this.#turn);
    window.addEventListener("beforeunload", this.#hold);
    document.addEventListener("click", this.#follow);
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("popstate", this.#turn);
    window.removeEventListener("beforeunload", this.#hold);
    document.removeEventListener("click", this.#follow);
    this.#stopTelling?.();
  }

  readonly #turn = (): void => {
    this.route = routeOf(location.pathname);
    this.#hasTurned = true;
    board.turn();
    window.scrollTo(0, 0);
    this.#focusHeading();
  };

  /** After turning to another page the focus goes there; when the shell has just opened it stays at the top. */
  #focusHeading(): void {
    if (this.#hasTurned && this.route.page !== "new") void this.focusOn("h1");
  }

  readonly #follow = (event: MouseEvent): void => {
    const path = addressOfClick(event, new URL(location.href));
    if (path === null) return;
    event.preventDefault();
    navigate(path, path === location.pathname ? "replace" : "push");
  };

  /** Ask before leaving while examples are not saved. */
  readonly #hold = (event: BeforeUnloadEvent): void => {
    if (somethingIsWaiting()) event.preventDefault();
  };

  async #open(): Promise<void> {
    this.problem = null;
    try {
      const [me] = await Promise.all([fetchMe(), chooseLanguage(navigator.languages)]);
      document.documentElement.lang = currentLanguage();
      document.documentElement.dir = directionOf(currentLanguage());
      this.me = me;
      this.workshop = openWorkshop(me);
      this.#tell(this.workshop);
    } catch (problem) {
      if (!leftToSignIn(problem)) this.problem = problem;
    }
  }

  #tell(workshop: Workshop): void {
    this.#stopTelling?.();
    this.#telling = new Telling(workshop);
    this.#stopTelling = this.#telling.start();
  }

  override render(): TemplateResult {
    return html`
      <a class="skip-link" href="#main">${say.skip()}</a>
      ${siteHeader(this.me, this.route.page === "projects")}
      <main id="main" tabindex="-1" @ml-ready=${() => this.#focusHeading()}>${this.#page()}</main>
      <ml-notices></ml-notices>
    `;
  }

  #page(): TemplateResult | typeof nothing {
    if (this.problem) return this.#closed();
    if (!this.me || !this.workshop) return html`<p class="page" role="status">${say.loading()}</p>`;
    switch (this.route.page) {
      case "projects":
        return html`<ml-projects .workshop=${this.workshop} .telling=${this.#telling}></ml-projects>`;
      case "new":
        return html`<ml-new-project .workshop=${this.workshop} .me=${this.me}></ml-new-project>`;
      case "project":
        return this.#project(this.workshop, this.route.project, this.route.step);
      case "told":
        return this.#told(this.route.project);
      case "missing":
        return missingPage();
    }
  }

  /** An element for each project: nothing that is under way for one can end in another. */
  #project(workshop: Workshop, project: string, step: Step): TemplateResult {
    const element = html`<ml-project
      .workshop=${workshop}
      .telling=${this.#telling}
      .me=${this.me}
      .project=${project}
      .step=${step}
    ></ml-project>`;
    return html`${keyed(project, element)}`;
  }

  #told(project: string): TemplateResult {
    return html`<ml-told
      .workshop=${this.workshop}
      .telling=${this.#telling}
      .me=${this.me}
      .project=${project}
    ></ml-told>`;
  }

  #closed(): TemplateResult {
    return html`<div class="page page--narrow stack">
      <h1 tabindex="-1">${say.broken()}</h1>
      <p class="lede">${sentenceFor(this.problem)}</p>
      <button type="button" class="button button--main" @click=${() => void this.#open()}>
        ${say.tryAgain()}
      </button>
    </div>`;
  }
}
