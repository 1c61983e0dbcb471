import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";

import type { ProjectCard, ProjectKind } from "../contract/values.js";
import type { Workshop } from "../contract/workshop.js";
import { LightElement } from "../elements/light.js";
import { problemNotice } from "../elements/problem-notice.js";
import { say, sentenceFor } from "../i18n/index.js";
import { LineWatch } from "../offline/line-watch.js";
import type { OpenProject } from "../workshop/open-project.js";
import "./train-texts.js";

interface Body {
  /** what is not needed for every kind comes when it is needed */
  load: () => Promise<unknown>;
  page: (page: TrainPage) => TemplateResult;
}

const texts: Body = {
  load: () => Promise.resolve(),
  page: ({ project, card }) => html`<ml-train-texts .project=${project} .card=${card}></ml-train-texts>`,
};
const rows: Body = {
  load: () => import("./train-rows.js"),
  page: ({ project, card }) => html`<ml-train-rows .project=${project} .card=${card}></ml-train-rows>`,
};
const media: Body = {
  load: () => import("./train-media.js"),
  page: ({ project, card, workshop: { fromWeb } }) =>
    html`<ml-train-media .project=${project} .card=${card} .fromWeb=${fromWeb}></ml-train-media>`,
};
const bodies: Record<ProjectKind, Body> = {
  text: texts,
  numbers: rows,
  prediction: rows,
  images: media,
  sounds: media,
};

/** Collect examples, in the way of the kind of project. */
@customElement("ml-train")
export class TrainPage extends LightElement {
  @property({ attribute: false }) workshop!: Workshop;
  @property({ attribute: false }) project!: OpenProject;
  @property({ attribute: false }) card!: ProjectCard;
  @state() private loaded: Body | null = null;
  /** why the page of this kind did not come */
  @state() private problem: unknown = null;

  get #body(): Body {
    return bodies[this.card.project.kind];
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("card") && this.loaded !== this.#body) void this.#load();
  }

  override firstUpdated(): void {
    new LineWatch(this, () => {
      if (this.problem) void this.#load();
    });
  }

  async #load(): Promise<void> {
    const body = this.#body;
    this.problem = null;
    try {
      await body.load();
      this.loaded = body;
    } catch (problem) {
      this.problem = problem;
    }
  }

  override render(): TemplateResult {
    if (this.problem) return problemNotice(sentenceFor(this.problem), () => this.#load());
    if (!this.loaded) return html`<p role="status">${say.loading()}</p>`;
    return this.loaded.page(this);
  }
}
