import type { ProjectCard } from "../../src/contract/values.js";
import type { Place } from "../../src/contract/workshop.js";

export const somewhere: Place = {
  id: "somewhere",
  look: "computer",
  projectsLimit: null,
  examplesLimits: null,
  bytesLimit: null,
  kinds: ["text"],
  roomElsewhere: false,
  first: true,
  here: true,
  shared: false,
  lends: null,
  guessesASecond: 5,
};

/** A card with these many examples for each label. */
export function cardWith(examples: Record<string, number>, examplesLimit: number | null = null): ProjectCard {
  const names = Object.keys(examples);
  const total = Object.values(examples).reduce((sum, count) => sum + count, 0);
  return {
    project: {
      id: "p",
      kind: "text",
      name: "Pets",
      language: "en",
      labels: names.map((name) => ({ id: name, name })),
      fields: [],
      createdAt: 0,
      changedAt: 0,
      revision: 1,
    },
    owners: [],
    counts: {
      examples: total,
      heldBack: 0,
      labels: Object.fromEntries(names.map((name) => [name, { examples: examples[name] ?? 0, heldBack: 0 }])),
    },
    bytes: 0,
    modelState: "none",
    runId: null,
    lastScore: null,
    nextStep: "label",
    offers: { examplesLimit, labelsLimit: 20, contributors: false, offline: false },
    moving: null,
  };
}
