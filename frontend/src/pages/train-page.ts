import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

import type { ProjectCard, ProjectKind } from "../contract/values.js";
import type { Workshop } from "../contract/workshop.js";
import "../elements/later.js";
import { LightElement } from "../elements/light.js";
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

  override render(): TemplateResult {
    const { load, page } = bodies[this.card.project.kind];
    return html`<ml-later .load=${load} .show=${() => page(this)}></ml-later>`;
  }
}
