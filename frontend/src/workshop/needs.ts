import { EXAMPLES_TO_TRAIN, LABELS_TO_TRAIN, ROWS_TO_TRAIN, SOUNDS_TO_TRAIN } from "../contract/limits.js";
import { hasFields } from "../contract/data.js";
import type { ProjectCard } from "../contract/values.js";
import { say } from "../i18n/index.js";

/** What a project lacks before it can be trained, in sentences; empty when it can be. */
export function needsOf(card: ProjectCard): string[] {
  const { kind } = card.project;
  const fields = hasFields(kind) ? neededFields(card) : [];
  if (kind !== "prediction") return [...fields, ...neededOfLabels(card)];
  const missing = ROWS_TO_TRAIN - card.counts.examples;
  return missing > 0 ? [...fields, say.needRows(missing)] : fields;
}

function neededFields({ project: { kind, fields } }: ProjectCard): string[] {
  const roles = new Set(fields.map(({ role }) => role));
  const needed = roles.has("input") ? [] : [say.needInput()];
  return kind === "prediction" && !roles.has("output") ? [...needed, say.needOutput()] : needed;
}

function neededOfLabels({ project: { kind, labels }, counts }: ProjectCard): string[] {
  if (labels.length < LABELS_TO_TRAIN) return [say.needLabels(LABELS_TO_TRAIN - labels.length)];
  const least = kind === "sounds" ? SOUNDS_TO_TRAIN : EXAMPLES_TO_TRAIN;
  const lacking = labels
    .map(({ id, name }) => ({ name, missing: least - (counts.labels[id]?.examples ?? 0) }))
    .filter(({ missing }) => missing > 0)
    .sort((a, b) => a.missing - b.missing);
  const enough = labels.length - lacking.length;
  return lacking
    .slice(0, Math.max(0, LABELS_TO_TRAIN - enough))
    .map(({ name, missing }) => say.needExamples(name, missing));
}

/** How many more examples fit; null without limit. */
export function roomIn(card: ProjectCard): number | null {
  const limit = card.offers.examplesLimit;
  return limit === null ? null : Math.max(0, limit - card.counts.examples);
}
