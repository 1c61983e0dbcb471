import type { Progress } from "../contract/told.js";
import type { OpenedProject } from "../contract/workshop.js";

/** How far a project is, in numbers: no name, no label and no example is in it. */
export async function progressOf({
  stores,
  card,
}: Pick<OpenedProject, "stores" | "card">): Promise<Progress> {
  const { project, counts, lastScore } = card;
  const newest = lastScore ? (await stores.models.all(project.id))[0] : undefined;
  return {
    kind: project.kind,
    labels: project.labels.map(({ id }) => {
      const { examples = 0, heldBack = 0 } = counts.labels[id] ?? {};
      return { examples, heldBack };
    }),
    score: lastScore && newest ? { right: lastScore.right, of: lastScore.of, at: newest.trainedAt } : null,
  };
}

export function sameProgress(one: Progress | null, other: Progress): boolean {
  return JSON.stringify(parts(one)) === JSON.stringify(parts(other));
}

function parts(progress: Progress | null): unknown {
  if (!progress) return null;
  const { kind, labels, score } = progress;
  const counts = labels.map(({ examples, heldBack }) => [examples, heldBack]);
  return [kind, counts, score && [score.right, score.of, score.at]];
}
