import { html, nothing, type TemplateResult } from "lit";

import { hasFields } from "../contract/data.js";
import type { Label, Project } from "../contract/values.js";
import type { Finding, Untested } from "../doctor/findings.js";
import type { Seen } from "../doctor/seen.js";
import { say } from "../i18n/index.js";
import { labelHref, stepHref } from "../workshop/router.js";
import { exampleShown } from "./example-shown.js";
import { sealIcon } from "./icons.js";

const PICTURES_SHOWN = 6;

export interface FindingActions {
  keepOne: (groups: readonly Seen[][]) => void;
  /** `finding` says whether they are the same or only look so. */
  choose: (check: "clash" | "mixed", group: readonly Seen[], label: Label) => void;
  learnFrom: (groups: readonly Seen[][]) => void;
  keepForTesting: (ids: readonly string[]) => void;
  load: (media: string) => Promise<Blob>;
}

/** What was found, in a child's words. */
export function findingSentence(finding: Finding, { kind }: Project): string {
  switch (finding.check) {
    case "few":
      return finding.count === 0
        ? say.labelEmpty(finding.label.name)
        : say.labelFew(finding.label.name, finding.count);
    case "uneven":
      return say.uneven(finding.most.name, finding.mostCount, finding.label.name, finding.count);
    case "same":
      return (hasFields(kind) ? say.sameRows : say.sameTwice)(finding.groups.length);
    case "clash":
      return (hasFields(kind) ? say.clashRows : say.clash)(finding.groups.length);
    case "mixed":
      return say.mixed();
    case "near":
      return say.nearSame(finding.label.name);
    case "leak":
      return say.leak();
    case "untested":
      return say.untested();
  }
}

/** What is pressed to mend it. */
export function findingFix(
  finding: Finding,
  project: Project,
  actions: FindingActions,
): TemplateResult | typeof nothing {
  switch (finding.check) {
    case "few":
    case "uneven":
      return goTo(project, finding.label);
    case "same":
      return button(say.keepOne(), () => actions.keepOne(finding.groups));
    case "near":
      return html`${goTo(project, finding.label)}
      ${button(say.keepOne(), () => actions.keepOne(finding.groups))}`;
    case "leak":
      return button(say.useAllForLearning(), () => actions.learnFrom(finding.groups));
    case "untested":
      return finding.ids.length > 0
        ? button(say.keepSome(), () => actions.keepForTesting(finding.ids))
        : goTo(project, finding.labels[0]?.label ?? null);
    case "clash":
    case "mixed":
      return nothing;
  }
}

/** Which examples are meant, so many groups of them. */
export function findingShown(
  finding: Finding,
  project: Project,
  actions: FindingActions,
  most: number,
): TemplateResult | typeof nothing {
  if (finding.check === "untested") return testedList(finding);
  if (!("groups" in finding)) return nothing;
  const { check } = finding;
  const group = (examples: Seen[]) => {
    if (check === "same") return repeated(examples, project, actions);
    if (check === "clash" || check === "mixed") return toChoose(check, examples, project, actions);
    return html`<div class="shown__pictures">${pictures(examples, project, actions)}</div>`;
  };
  return html`<ul class="shown" lang=${project.language}>
    ${finding.groups.slice(0, most).map((examples) => html`<li>${group(examples)}</li>`)}
  </ul>`;
}

function testedList({ labels }: Untested): TemplateResult {
  return html`<ul class="shown">
    ${labels.map(
      ({ label, kept, count }) =>
        html`<li dir="auto">
          ${label ? say.untestedLabel(label.name, kept, count) : say.untestedRows(kept, count)}
        </li>`,
    )}
  </ul>`;
}

function repeated(examples: Seen[], project: Project, actions: FindingActions): TemplateResult {
  const [first] = examples;
  if (!first) return html``;
  const label = project.labels.find(({ id }) => id === first.labelId);
  return html`${exampleShown(first, project, actions.load)}
    <span class="row">
      ${label ? html`<span class="pill" dir="auto">${label.name}</span>` : nothing}
      <span class="pill pill--plain">${say.exampleTimes(examples.length)}</span>
    </span>`;
}

function toChoose(
  check: "clash" | "mixed",
  examples: Seen[],
  project: Project,
  actions: FindingActions,
): TemplateResult {
  const there = new Set(examples.map(({ labelId }) => labelId));
  const labels = project.labels.filter(({ id }) => there.has(id));
  const [first] = examples;
  return html`
    ${
      check === "clash" && first
        ? exampleShown(first, project, actions.load)
        : html`<div class="shown__pictures">${pictures(examples, project, actions)}</div>`
    }
    <div class="row" role="group" aria-label=${say.whichLabel()}>
      <span>${say.whichLabel()}</span>
      ${labels.map((label) =>
        button(label.name, () => {
          actions.choose(check, examples, label);
        }),
      )}
    </div>
  `;
}

function pictures(examples: Seen[], project: Project, { load }: FindingActions): TemplateResult {
  const more = examples.length - PICTURES_SHOWN;
  return html`${examples
    .slice(0, PICTURES_SHOWN)
    .map(
      (one) =>
        html`<span class="shown__one"
          >${exampleShown(one, project, load)}${
            one.heldBack
              ? html`<span class="tile__seal" title=${say.heldBack()}
                  >${sealIcon()}<span class="visually-hidden">${say.heldBack()}</span></span
                >`
              : nothing
          }</span
        >`,
    )}
  ${more > 0 ? html`<span class="quiet">${say.planMore(more)}</span>` : nothing}`;
}

function goTo({ id }: Project, label: Label | null): TemplateResult {
  const href = label ? labelHref(id, label.id) : stepHref(id, "train");
  return html`<a class="button" href=${href}>${label ? say.addMoreTo(label.name) : say.addMore()}</a>`;
}

function button(name: string, press: () => void): TemplateResult {
  return html`<button type="button" class="button" @click=${press}><span dir="auto">${name}</span></button>`;
}
