import { html, nothing, type TemplateResult } from "lit";

import type { Explanation, Field, FieldEffect, PathStep } from "../contract/values.js";
import { say } from "../i18n/index.js";
import { showRounded, showValue } from "../workshop/row-values.js";

const EFFECTS_SHOWN = 5;

/** Why a row was guessed so: the way through the tree, or what its fields add up to. */
export function rowWhy({ path, fields: effects }: Explanation, fields: readonly Field[]): TemplateResult {
  const nameOf = (id: string) => fields.find((field) => field.id === id)?.name ?? "";
  return html`<div class="why stack stack--tight" tabindex="-1">
    ${effects.length > 0 ? sum(effects, nameOf) : way(path, nameOf)}
  </div>`;
}

function way(path: readonly PathStep[], nameOf: (id: string) => string): TemplateResult {
  if (path.length === 0) return html`<p>${say.whyNoPath()}</p>`;
  return html`<p>${say.whyPath()}</p>
    <ol class="way">
      ${path.map((step) => html`<li>${stepSentence(step, nameOf(step.fieldId))}</li>`)}
    </ol>`;
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

function sum(effects: readonly FieldEffect[], nameOf: (id: string) => string): TemplateResult {
  const strongest = [...effects]
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, EFFECTS_SHOWN);
  const shown = strongest.map((one) => ({ ...one, name: nameOf(one.fieldId) }));
  return html`${effectList(
    say.whyMore(),
    shown.filter(({ effect }) => effect > 0),
  )}
  ${effectList(
    say.whyLess(),
    shown.filter(({ effect }) => effect < 0),
  )}`;
}

function effectList(
  sentence: string,
  effects: readonly (FieldEffect & { name: string })[],
): TemplateResult | typeof nothing {
  if (effects.length === 0) return nothing;
  return html`<p>${sentence}</p>
    <ul class="way">
      ${effects.map(({ name, value, effect }) => html`<li>${say.effect(name, told(value), signed(effect))}</li>`)}
    </ul>`;
}

function told(value: FieldEffect["value"]): string {
  return value === null ? say.noValue() : showValue(value);
}

function signed(effect: number): string {
  return effect > 0 ? `+${showRounded(effect)}` : showRounded(effect);
}
