import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import { LABELS } from "../contract/limits.js";
import type { Label, ProjectCard } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { checkLabelName } from "../workshop/name-checks.js";
import "./add-label.js";
import { binIcon } from "./icons.js";
import "./rename.js";

export interface LabelsActions {
  add: (name: string) => Promise<boolean>;
  rename: (label: Label, name: string) => Promise<boolean>;
  remove: (label: Label) => void;
}

/** The labels of a project whose rows are in one table. */
export function labelsPanel({ project, counts }: ProjectCard, actions: LabelsActions): TemplateResult {
  const { labels } = project;
  return html`
    ${
      labels.length > 0
        ? html`<ul class="labels">
            ${repeat(
              labels,
              ({ id }) => id,
              (label) => html`<li>${labelLine(label, labels, counts, actions)}</li>`,
            )}
          </ul>`
        : nothing
    }
    ${
      labels.length < LABELS
        ? html`<ml-add-label
            .check=${(name: string) => checkLabelName(name, labels)}
            .add=${actions.add}
          ></ml-add-label>`
        : nothing
    }
  `;
}

function labelLine(
  label: Label,
  labels: readonly Label[],
  counts: ProjectCard["counts"],
  { rename, remove }: LabelsActions,
): TemplateResult {
  const others = labels.filter(({ id }) => id !== label.id);
  const { examples, heldBack } = counts.labels[label.id] ?? { examples: 0, heldBack: 0 };
  const kept = heldBack > 0 ? ` · ${say.heldBackCount(heldBack)}` : "";
  return html`<div class="label-line">
      <ml-rename
        class="row__grow"
        level="3"
        .name=${label.name}
        .check=${(name: string) => checkLabelName(name, others)}
        .rename=${(name: string) => rename(label, name)}
      ></ml-rename>
      <button
        type="button"
        class="button button--quiet button--icon"
        aria-label=${say.deleteIt(label.name)}
        @click=${() => remove(label)}
      >
        ${binIcon()}
      </button>
    </div>
    <p class="quiet">${say.rows(examples)}${kept}</p>`;
}
