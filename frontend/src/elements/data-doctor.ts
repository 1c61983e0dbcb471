import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";

import type { ProjectCard } from "../contract/values.js";
import { type Finding, markOf } from "../doctor/findings.js";
import { look } from "../doctor/look.js";
import { say } from "../i18n/index.js";
import "../styles/doctor.css";
import { attempt } from "../workshop/attempt.js";
import { exampleWords, rowWords } from "../workshop/example-acts.js";
import { keepForTesting, keepIn, keepOne, putIn, useForLearning } from "../workshop/finding-acts.js";
import { mediaKind } from "../workshop/media-kinds.js";
import { needsOf } from "../workshop/needs.js";
import { board } from "../workshop/notices.js";
import type { OpenProject } from "../workshop/open-project.js";
import { PutAway } from "../workshop/put-away.js";
import { type FindingActions, findingFix, findingSentence, findingShown } from "./finding.js";
import { LightElement } from "./light.js";

const SHOWN_AT_FIRST = 3;
const SHOWN_AFTER = 20;

interface Marked {
  mark: string;
  finding: Finding;
}

/** Looks at the examples before the project learns from them, says what may be wrong with them, and offers to mend it. It is
 * a courtesy: it is silent when it cannot read them, and as long as there are too few to learn from. */
@customElement("ml-data-doctor")
export class DataDoctorElement extends LightElement {
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  /** null until it has looked */
  @state() private found: readonly Marked[] | null = null;
  @state() private busy = false;
  /** the findings of which more is shown */
  @state() private opened: ReadonlySet<string> = new Set();

  #putAway: PutAway | null = null;
  #lookedAt = "";
  #stop = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop.abort();
  }

  get #canLook(): boolean {
    return needsOf(this.card).length === 0 && this.card.moving === null;
  }

  override willUpdate(changed: PropertyValues): void {
    this.#putAway ??= new PutAway(this.card.project.id);
    if (!changed.has("card") || !this.#canLook) return;
    const state = stateOf(this.card);
    if (state === this.#lookedAt) return;
    this.#lookedAt = state;
    void this.#look();
  }

  async #look(): Promise<void> {
    this.#stop.abort();
    const stop = new AbortController();
    this.#stop = stop;
    const { stores, card } = this.project.needed();
    try {
      const findings = await look(card.project, stores.examples.read(card.project.id), stop.signal);
      if (!stop.signal.aborted) this.found = findings.map((finding) => ({ mark: markOf(finding), finding }));
    } catch {
      if (stop.signal.aborted) return;
      this.found = null;
      this.#lookedAt = "";
    }
    this.busy = false;
  }

  readonly #actions: FindingActions = {
    keepOne: (groups) => this.#mend(() => keepOne(this.project, groups, this.#words)),
    choose: (check, group, label) =>
      this.#mend(() => (check === "clash" ? keepIn : putIn)(this.project, group, label)),
    learnFrom: (groups) => this.#mend(() => useForLearning(this.project, groups)),
    keepForTesting: (ids) => this.#mend(() => keepForTesting(this.project, ids)),
    load: (media) => this.project.needed().stores.examples.media(this.card.project.id, media),
  };

  get #words() {
    const { kind } = this.card.project;
    if (kind === "images" || kind === "sounds") return mediaKind(kind).acts;
    return kind === "text" ? exampleWords : rowWords;
  }

  /** What is shown is not true any more until it has looked again. */
  #mend(mend: () => Promise<void>): void {
    if (this.busy) return;
    this.busy = true;
    void attempt(async () => {
      try {
        await mend();
        await this.project.refresh();
      } catch (problem) {
        this.busy = false;
        throw problem;
      }
      void this.focusOn("h2");
    });
  }

  #close({ mark }: Marked): void {
    this.#putAway?.add(mark);
    this.requestUpdate();
    board.say(say.findingAway());
    void this.focusOn("h2");
  }

  #showAgain(): void {
    for (const { mark } of this.found ?? []) this.#putAway?.takeBack(mark);
    this.requestUpdate();
    void this.focusOn("h2");
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.#canLook) return nothing;
    const open = this.found?.filter(({ mark }) => !this.#putAway?.has(mark)) ?? [];
    return html`<section class="panel doctor stack stack--tight" aria-labelledby="doctor">
      <h2 id="doctor" tabindex="-1">${say.dataDoctor()}</h2>
      <p role="status">${this.#sentence(open.length)}</p>
      ${
        open.length > 0
          ? html`<ul class="findings">
              ${repeat(
                open,
                ({ mark }) => mark,
                (one, at) => this.#finding(one, `finding-${at}`),
              )}
            </ul>`
          : nothing
      }
      ${
        open.length < (this.found?.length ?? 0)
          ? html`<button type="button" class="button button--quiet flush" @click=${() => this.#showAgain()}>
              ${say.showPutAway()}
            </button>`
          : nothing
      }
    </section>`;
  }

  #sentence(open: number): string {
    if (!this.found) return say.doctorLooks();
    if (open > 0) return say.doctorFound(open);
    return this.found.length > 0 ? say.doctorRest() : say.doctorFine();
  }

  #finding(one: Marked, id: string): TemplateResult {
    const { finding, mark } = one;
    const { project } = this.card;
    const most = this.opened.has(mark) ? SHOWN_AFTER : SHOWN_AT_FIRST;
    const isMore = "groups" in finding && finding.groups.length > most;
    return html`<li class="finding stack stack--tight" aria-labelledby=${id}>
      <p id=${id} class="finding__says">${findingSentence(finding, project)}</p>
      ${findingShown(finding, project, this.#actions, most)}
      ${
        isMore && most < SHOWN_AFTER
          ? html`<button
              type="button"
              class="button button--quiet flush"
              aria-describedby=${id}
              @click=${() => {
                this.opened = new Set([...this.opened, mark]);
              }}
            >
              ${say.showMore()}
            </button>`
          : nothing
      }
      <div class="row">
        ${findingFix(finding, project, this.#actions)}
        <button
          type="button"
          class="button button--quiet"
          aria-describedby=${id}
          @click=${() => this.#close(one)}
        >
          ${say.findingFine()}
        </button>
      </div>
    </li>`;
  }
}

/** Changes whenever the examples or the labels do. */
function stateOf({ project, counts }: ProjectCard): string {
  return JSON.stringify([project.changedAt, project.labels, project.fields, counts]);
}
