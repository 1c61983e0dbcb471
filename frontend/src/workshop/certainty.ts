/** How sure a guess or a score is, and which words made it so. */

import { fold } from "../contract/text.js";
import type { Explanation, Guess, ModelFile, Project, WordEffect } from "../contract/values.js";

/** Below this many held-back examples of a label its score says little. */
export const HELD_BACK_TO_BE_SURE = 5;
const CLEAR_LEAD = 0.15;
const COUNTS = 0.02;
const WORDS_SHOWN = 5;

/** A label's name as it is now; as it was at training when it has gone since. */
export function labelName(project: Project, model: ModelFile, id: string): string {
  return [...project.labels, ...model.labels].find((label) => label.id === id)?.name ?? "";
}

/** Whether the best label leads clearly. */
export function isSure({ confidences }: Guess): boolean {
  const [best, second] = confidences;
  return (best?.confidence ?? 0) - (second?.confidence ?? 0) >= CLEAR_LEAD;
}

export interface Words {
  for: string[];
  against: string[];
}

/** The words that counted most, each once. Their places count code points. */
export function wordsThatCounted(text: string, { words }: Pick<Explanation, "words">): Words {
  const points = Array.from(text);
  const pick = (sign: 1 | -1): string[] => {
    const counted = words.filter(({ effect }) => effect * sign >= COUNTS);
    counted.sort((a: WordEffect, b: WordEffect) => (b.effect - a.effect) * sign);
    const names = counted.map(({ start, end }) => points.slice(start, end).join(""));
    const first = names.filter((name, at) => names.findIndex((other) => fold(other) === fold(name)) === at);
    return first.slice(0, WORDS_SHOWN);
  };
  return { for: pick(1), against: pick(-1) };
}
