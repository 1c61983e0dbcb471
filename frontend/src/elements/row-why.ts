import { html, nothing, type TemplateResult } from "lit";

import type {
  Explanation,
  Field,
  FieldEffect,
  ModelFile,
  PathStep,
  ProjectCard,
} from "../contract/values.js";
import { say } from "../i18n/index.js";
import { labelName } from "../workshop/certainty.js";
import type { OpenProject } from "../workshop/open-project.js";
import { showRounded, showValue } from "../workshop/row-values.js";
import { STANDS_OUT } from "../workshop/reasons.js";
import { endOfWay, type TreeNode, treeOf } from "../workshop/tree.js";
import "./nearest-examples.js";
import { treeDrawing, type TreeWords } from "./tree-drawing.js";

const EFFECTS_SHOWN = 5;

export interface RowWhy {
  project: OpenProject;
  card: ProjectCard;
  model: ModelFile;
  explanation: Explanation;
  /** those of the model, as they are called now */
  fields: readonly Field[];
}

/** Why a row was guessed so: the way through the tree, or what its fields add up to; and what it is most like. */
export function rowWhy({ project, card, model, explanation, fields }: RowWhy): TemplateResult {
  const { path, fields: effects, nearest } = explanation;
  const fieldName = (id: string) => fields.find((field) => field.id === id)?.name ?? "";
  const tree = treeOf(model, path);
  const words = { project: card.project, model, fieldName };
  return html`<div class="why stack stack--tight" tabindex="-1">
    ${model.head.type === "ridge" ? sum(model.head.base, effects, fieldName) : nothing}
    ${model.kind === "numbers" && !tree ? values(effects, fieldName) : nothing}
    ${tree ? html`${way(path, tree, words)} ${path.length > 0 ? treeDrawing(tree, words) : nothing}` : nothing}
    <ml-nearest .project=${project} .card=${card} .model=${model} .nearest=${nearest}></ml-nearest>
  </div>`;
}

function way(path: readonly PathStep[], tree: TreeNode, words: TreeWords): TemplateResult {
  if (path.length === 0) return html`<p>${say.whyNoPath()}</p>`;
  return html`<p>${say.whyPath()}</p>
    <ol class="way">
      ${path.map((step) => html`<li>${stepSentence(step, words.fieldName(step.fieldId))}</li>`)}
    </ol>
    <p>${endSentence(tree, words)}</p>`;
}

/** What it learned from where the way ends. */
function endSentence(tree: TreeNode, { project, model }: TreeWords): string {
  const { counts, number, rows } = endOfWay(tree);
  if (counts === null) return say.wayEndsAt(showRounded(number ?? 0), rows);
  const right = Math.max(...counts);
  const label = model.labels[counts.indexOf(right)]?.id ?? "";
  return say.wayEndsIn(labelName(project, model, label), right, rows);
}

function stepSentence({ test, than, value }: PathStep, field: string): string {
  if (value === null) return say.pathEmpty(field);
  const limit = typeof than === "number" ? showRounded(than) : than;
  switch (test) {
    case "at_most":
      return say.pathAtMost(field, showValue(value), limit);
    case "more_than":
      return say.pathMoreThan(field, showValue(value), limit);
    case "is":
      return say.pathIs(field, showValue(value));
    case "is_not":
      return say.pathIsNot(field, showValue(value), limit);
  }
}

function sum(base: number, effects: readonly FieldEffect[], nameOf: (id: string) => string): TemplateResult {
  const shown = effects.filter(({ effect }) => effect !== 0);
  const line = ({ fieldId, value, effect }: FieldEffect) =>
    say.effect(nameOf(fieldId), told(value), signed(effect));
  return html`<p>${say.sumStarts(showRounded(base))}</p>
    ${effectList(shown, [say.whyMore(), say.whyLess()], line)}
    ${shown.length === 0 ? html`<p>${say.sumNothing()}</p>` : nothing}`;
}

/** Which values made it surer of the label, and which did not. */
function values(effects: readonly FieldEffect[], nameOf: (id: string) => string): TemplateResult {
  const shown = effects.filter(({ effect }) => Math.abs(effect) >= STANDS_OUT);
  const line = ({ fieldId, value }: FieldEffect) => say.fieldIs(nameOf(fieldId), told(value));
  return html`${effectList(shown, [say.valuesFor(), say.valuesAgainst()], line)}
  ${shown.length === 0 ? html`<p>${say.valuesNone()}</p>` : nothing}`;
}

/** The strongest first, above zero and below. */
function effectList(
  effects: readonly FieldEffect[],
  sentences: [above: string, below: string],
  line: (effect: FieldEffect) => string,
): TemplateResult[] {
  const strongest = [...effects]
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, EFFECTS_SHOWN);
  const sides = [strongest.filter(({ effect }) => effect > 0), strongest.filter(({ effect }) => effect < 0)];
  return sides.flatMap((side, at) =>
    side.length === 0
      ? []
      : [
          html`<p>${sentences[at]}</p>
            <ul class="way">
              ${side.map((effect) => html`<li>${line(effect)}</li>`)}
            </ul>`,
        ],
  );
}

function told(value: FieldEffect["value"]): string {
  return value === null ? say.noValue() : showValue(value);
}

function signed(effect: number): string {
  return effect > 0 ? `+${showRounded(effect)}` : showRounded(effect);
}
