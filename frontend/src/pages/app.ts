import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";

import type { Me, Workshop } from "../contract/workshop.js";
import { chooseLanguage, currentLanguage, directionOf, say } from "../i18n/index.js";
import { session } from "../offline/here.js";
import { keepWorkshop } from "../offline/updates.js";
import { closedPage, endedPage } from "./closed-page.js";
import { missingPage } from "./missing-page.js";
import "./leave-page.js";
import "./projects-page.js";
import { addressOfClick, leaveHref, navigate, type Route, routeOf, type Step } from "../workshop/router.js";
import { openWorkshop } from "../stores/index.js";
import { leftToSignIn } from "../workshop/attempt.js";
import { setTitle } from "../workshop/title.js";
import { board } from "../workshop/notices.js";
import { goOnSaving, somethingIsWaiting } from "../workshop/add-queue.js";
import { Telling } from "../workshop/telling.js";
import "../elements/later.js";
import { LightElement } from "../elements/light.js";
import "../elements/notice-board.js";
import "../elements/reminders.js";
import { siteHeader } from "../elements/site-header.js";

const LATEST = 3_000;
const SETTLED = 1_500;
const leave = (): void => {
  navigate(leaveHref);
};

/** Whoever opens the workshop sees their projects first; the code of these pages comes when one is opened. */
const later = {
  new: () => import("./new-project-page.js"),
  project: () => import("./project-page.js"),
  told: () => import("./told-page.js"),
  card: () => import("./card-page.js"),
};

const HINTS = ["online", "offline", "focus"] as const;

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
  #away = false;
  #isKept = false;
  #deaf: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("popstate", this.#turn);
    window.addEventListener("beforeunload", this.#hold);
    window.addEventListener("pageshow", this.#reappear);
    for (const hint of HINTS) window.addEventListener(hint, this.#doubt);
    document.addEventListener("click", this.#follow);
    this.#deaf = session.listen(() => {
      this.#hearSession();
    });
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("popstate", this.#turn);
    window.removeEventListener("beforeunload", this.#hold);
    window.removeEventListener("pageshow", this.#reappear);
    for (const hint of HINTS) window.removeEventListener(hint, this.#doubt);
    document.removeEventListener("click", this.#follow);
    this.#stopTelling?.();
    this.#deaf?.();
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

  /** Nothing is kept before the first page shows what it was opened for. */
  #ready(): void {
    this.#focusHeading();
    if (this.#isKept) return;
    this.#isKept = true;
    whenIdle(() => void keepWorkshop());
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

  /** What the browser says of its network is only a reason to ask, and once more when that has settled. */
  readonly #doubt = (event: Event): void => {
    if (!this.me) return;
    session.doubt();
    if (event.type !== "focus") setTimeout(session.doubt, SETTLED);
  };

  readonly #reappear = (event: PageTransitionEvent): void => {
    if (event.persisted) void session.reappeared();
  };

  #hearSession(): void {
    this.requestUpdate();
    if (session.ending) this.#forget();
    if (this.#away === session.away) return;
    this.#away = session.away;
    if (this.me && !session.ending) board.say(this.#away ? say.nowOffline() : say.onlineAgain());
    if (this.#away) return;
    if (this.problem) void this.#open();
    else if (this.#telling) this.#tell(this.#telling);
    goOnSaving();
  }

  async #open(): Promise<void> {
    this.problem = null;
    try {
      const [me] = await Promise.all([session.open(), chooseLanguage(navigator.languages)]);
      document.documentElement.lang = currentLanguage();
      document.documentElement.dir = directionOf(currentLanguage());
      this.me = me;
      this.workshop = openWorkshop(me, session);
      this.#tell(new Telling(this.workshop));
    } catch (problem) {
      if (!leftToSignIn(problem)) this.problem = problem;
    }
  }

  /** Nothing of who was here is left: no page, no notice with a way to bring something back, no name in the title. */
  #forget(): void {
    this.#stopTelling?.();
    this.workshop = null;
    this.#telling = null;
    board.clear();
  }

  override updated(): void {
    if (session.ending) setTitle(say.leftTitle());
  }

  #tell(telling: Telling): void {
    this.#stopTelling?.();
    this.#telling = telling;
    this.#stopTelling = telling.start();
  }

  override render(): TemplateResult {
    const me = session.ending ? null : this.me;
    return html`
      <a class="skip-link" href="#main">${say.skip()}</a>
      ${siteHeader({ me, atProjects: this.route.page === "projects", away: session.away, leave })}
      <main id="main" tabindex="-1" @ml-ready=${() => this.#ready()}>${this.#page()}</main>
      <ml-notices></ml-notices>
      ${this.workshop ? html`<ml-reminders .workshop=${this.workshop} .me=${this.me}></ml-reminders>` : nothing}
    `;
  }

  #page(): TemplateResult | typeof nothing {
    if (session.ending) return endedPage(session.ending, this.me, session.away);
    if (this.problem) return closedPage(this.problem, session.away, () => void this.#open());
    if (!this.me || !this.workshop) return html`<p class="page" role="status">${say.loading()}</p>`;
    switch (this.route.page) {
      case "projects":
        return html`<ml-projects
          .workshop=${this.workshop}
          .telling=${this.#telling}
          .me=${this.me}
        ></ml-projects>`;
      case "new":
      case "project":
      case "told":
      case "card":
        return this.#later(this.route);
      case "leave":
        return html`<ml-leave
          .workshop=${this.workshop}
          .telling=${this.#telling}
          .me=${this.me}
          @ml-sign-out=${() => session.signOut()}
        ></ml-leave>`;
      case "missing":
        return missingPage();
    }
  }

  #later(route: Extract<Route, { page: keyof typeof later }>): TemplateResult {
    const { workshop, me } = this;
    const show = (): TemplateResult => {
      switch (route.page) {
        case "new":
          return html`<ml-new-project .workshop=${workshop} .me=${me}></ml-new-project>`;
        case "project":
          return this.#project(route.project, route.step);
        case "told":
          return html`<ml-told
            .workshop=${workshop}
            .telling=${this.#telling}
            .me=${me}
            .project=${route.project}
          ></ml-told>`;
        case "card":
          return html`<ml-card .workshop=${workshop} .project=${route.project}></ml-card>`;
      }
    };
    return html`<ml-later .load=${later[route.page]} .show=${show}></ml-later>`;
  }

  /** An element for each project: nothing that is under way for one can end in another. */
  #project(project: string, step: Step): TemplateResult {
    const element = html`<ml-project
      .workshop=${this.workshop}
      .telling=${this.#telling}
      .me=${this.me}
      .project=${project}
      .step=${step}
    ></ml-project>`;
    return html`${keyed(project, element)}`;
  }
}

function whenIdle(work: () => void): void {
  const { requestIdleCallback } = window as Partial<Window>;
  if (requestIdleCallback) requestIdleCallback(work, { timeout: LATEST });
  else setTimeout(work, LATEST);
}
