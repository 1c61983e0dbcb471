import { html, nothing, type TemplateResult } from "lit";

import type { ProjectCard } from "../contract/values.js";
import type { Place } from "../contract/workshop.js";
import { say } from "../i18n/index.js";
import { countIn, roomOf } from "./names.js";
import { needsOf, roomIn } from "../workshop/needs.js";
import { stepHref } from "../workshop/router.js";

/** How far a project is before it can learn, and how much room is left. */
export function trainOverview(card: ProjectCard, place: Place): TemplateResult {
  const needs = needsOf(card);
  return html`<div class="panel overview">
    <div class="row__grow stack stack--tight">
      ${
        needs.length > 0
          ? html`<h2 class="overview__title">${say.needsTitle()}</h2>
              <ul>
                ${needs.map((need) => html`<li>${need}</li>`)}
              </ul>`
          : html`<p>${say.readyToTrain()} ${roomIn(card) === 0 ? nothing : say.moreIsBetter()}</p>`
      }
      ${room(card, place)}
    </div>
    ${
      needs.length === 0
        ? html`<a class="button button--main button--big" href=${stepHref(card.project.id, "test")}
            >${say.goToTest()}</a
          >`
        : nothing
    }
  </div>`;
}

function room({ project: { kind }, counts, offers }: ProjectCard, { roomElsewhere }: Place): TemplateResult {
  const limit = offers.examplesLimit;
  if (limit === null) return html`<p class="quiet">${countIn(kind, counts.examples)}</p>`;
  return html`<div class="room">
    <p class="quiet" id="room">${roomOf(kind, counts.examples, limit)}</p>
    <div
      class="bar bar--thin"
      role="meter"
      aria-labelledby="room"
      aria-valuemin="0"
      aria-valuemax=${limit}
      aria-valuenow=${counts.examples}
    >
      <span class="bar__fill" .style=${`--share: ${(counts.examples / limit) * 100}%`}></span>
    </div>
    ${
      counts.examples >= limit
        ? html`<p class="field__error">${roomElsewhere ? say.examplesFullMove() : say.examplesFull()}</p>`
        : nothing
    }
  </div>`;
}
