import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import { remoteHead } from "../contract/portable.js";
import type { Grant, Progress } from "../contract/told.js";
import type { Me, OpenedProject, Workshop } from "../contract/workshop.js";
import { kindPicture } from "../elements/icons.js";
import "../elements/computer-name.js";
import { LightElement } from "../elements/light.js";
import { kindName } from "../elements/names.js";
import { problemNotice } from "../elements/problem-notice.js";
import { day, isCode, languageName, list, moment, say, sentenceFor } from "../i18n/index.js";
import { attempt, leftToSignIn } from "../workshop/attempt.js";
import { board } from "../workshop/notices.js";
import { stepHref } from "../workshop/router.js";
import type { Telling } from "../workshop/telling.js";
import { setTitle } from "../workshop/title.js";
import { missingProject } from "./missing-page.js";

/** What the website knows about one project, and how to take it back. */
@customElement("ml-told")
export class ToldPage extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property({ attribute: false }) telling!: Telling;
  @property({ attribute: false }) me!: Me;
  @property() project = "";
  @state() private opened: OpenedProject | null = null;
  @state() private grants: readonly Grant[] | null = null;
  @state() private problem: unknown = null;

  override connectedCallback(): void {
    super.connectedCallback();
    setTitle(say.told());
    void this.#load().then(() => this.showsItself());
  }

  async #load(): Promise<void> {
    this.problem = null;
    try {
      this.opened = await this.workshop.open(this.project);
      if (!this.isConnected) return;
      setTitle(say.toldOf(this.opened.card.project.name));
      this.grants = this.opened.place.here ? await this.telling.read() : [];
    } catch (problem) {
      if (!leftToSignIn(problem)) this.problem = problem;
    }
  }

  async #withdraw(grant: Grant, done: string): Promise<void> {
    await this.telling.withdraw(grant.id);
    this.grants = this.telling.grants;
    board.say(done);
    void this.focusOn("h1");
  }

  override render(): TemplateResult {
    if (isCode(this.problem, "not_found")) return missingProject();
    return html`<div class="page page--narrow stack">
      ${this.opened ? this.#page(this.opened) : html`<h1 tabindex="-1">${say.told()}</h1>`}
      ${this.problem ? problemNotice(sentenceFor(this.problem), () => this.#load()) : nothing}
      ${this.problem || this.grants ? nothing : html`<p role="status">${say.loading()}</p>`}
    </div>`;
  }

  #page({ card, place }: OpenedProject): TemplateResult {
    const { id, name, kind } = card.project;
    return html`
      <p><a class="back" href=${stepHref(id, "train")}>${say.backTo(name)}</a></p>
      <div class="row kind--${kind}">
        ${kindPicture(kind)}
        <h1 class="row__grow" tabindex="-1">${say.toldOf(name)}</h1>
      </div>
      ${place.here ? this.#told() : this.#all()}
    `;
  }

  #all(): TemplateResult {
    return html`
      <p class="lede">${say.toldAll()}</p>
      <p>${this.me.schoolClass ? say.toldWho() : say.toldWhoAlone()}</p>
    `;
  }

  #told(): TemplateResult | typeof nothing {
    if (!this.grants) return nothing;
    const about = this.grants.filter(({ project }) => project === null || project === this.project);
    return html`
      <p class="lede">${about.length === 0 ? say.toldNothing() : say.toldOnly()}</p>
      ${about.map((grant) => this.#grant(grant))} ${this.#mayName(about) ? this.#naming() : nothing}
    `;
  }

  /** A guest is nobody to remember anything for. */
  #mayName(grants: readonly Grant[]): boolean {
    return this.me.person.role !== "guest" && grants.every(({ kind }) => kind !== "computer");
  }

  #naming(): TemplateResult {
    const told = (): void => {
      this.grants = this.telling.grants;
    };
    return html`<ml-computer-name .telling=${this.telling} @ml-told=${told}></ml-computer-name>`;
  }

  /** What Watson learned goes with what it was lent. */
  async #takeBack(grant: Grant): Promise<void> {
    await this.#withdraw(grant, say.tookBack());
    const models = this.opened?.stores.models;
    const [newest] = (await models?.all(this.project)) ?? [];
    if (!models || !newest) return;
    const { model } = await models.load(this.project, newest.id);
    if (remoteHead(model)) await models.remove(this.project, newest.id);
  }

  #lent(grant: Grant, { labels, language }: NonNullable<Grant["lent"]>): TemplateResult {
    return html`<section class="card stack" aria-labelledby=${grant.id}>
      <h2 id=${grant.id}>${say.toldLend()}</h2>
      <p>${say.toldLendWhat()}</p>
      <dl class="facts">
        ${fact(say.toldLabels(), list(labels))} ${fact(say.toldLanguage(), languageName(language))}
        ${fact(say.toldLendSince(), moment(grant.madeAt))}
        ${fact(say.toldLendLast(), moment(grant.changedAt))}
        ${fact(say.toldLendUntil(), moment(grant.expiresAt))}
      </dl>
      <button type="button" class="button" @click=${() => attempt(() => this.#takeBack(grant))}>
        ${say.takeBack()}
      </button>
    </section>`;
  }

  #grant(grant: Grant): TemplateResult {
    if (grant.lent) return this.#lent(grant, grant.lent);
    const shows = grant.progress !== null;
    const [button, done] = shows
      ? [say.stopShowing(), say.stoppedShowing()]
      : [say.forgetComputer(), say.forgotComputer()];
    return html`<section class="card stack" aria-labelledby=${grant.id}>
      <h2 id=${grant.id}>${shows ? say.toldShow() : say.toldComputer()}</h2>
      <p>${say.toldSent()}</p>
      <dl class="facts">
        ${grant.progress ? progressFacts(grant.progress) : fact(say.toldComputerName(), grant.computer ?? "")}
        ${fact(say.toldSince(), moment(grant.madeAt))} ${fact(say.toldLast(), moment(grant.changedAt))}
        ${fact(say.toldUntil(), day(grant.expiresAt))}
      </dl>
      ${shows ? html`<p class="quiet">${say.toldNoWords()}</p>` : nothing}
      <button type="button" class="button" @click=${() => attempt(() => this.#withdraw(grant, done))}>
        ${button}
      </button>
    </section>`;
  }
}

function progressFacts({ kind, labels, score }: Progress): TemplateResult {
  const counts = (which: "examples" | "heldBack"): string =>
    labels.length > 0 ? list(labels.map((label) => label[which])) : say.toldLabelsNone();
  return html`
    ${fact(say.toldKind(), kindName(kind))} ${fact(say.toldCounts(), counts("examples"))}
    ${fact(say.toldHeldBack(), counts("heldBack"))}
    ${fact(
      say.toldScore(),
      score ? say.toldScoreAt(say.score(score.right, score.of), moment(score.at)) : say.toldScoreNone(),
    )}
  `;
}

function fact(name: string, value: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
