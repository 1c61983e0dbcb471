import { EXAMPLES_TO_TRAIN, LABELS_TO_TRAIN } from "../contract/limits.js";
import type { ProjectCard } from "../contract/values.js";
import { say } from "../i18n/index.js";

/** What a project lacks before it can be trained, in sentences; empty when it can be. */
export function needsOf(card: ProjectCard): string[] {
  const { labels } = card.project;
  if (labels.length < LABELS_TO_TRAIN) return [say.needLabels(LABELS_TO_TRAIN - labels.length)];
  const lacking = labels
    .map(({ id, name }) => ({ name, missing: EXAMPLES_TO_TRAIN - (card.counts.labels[id]?.examples ?? 0) }))
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
