/** What a model card says: of the model in use, and of the examples that its project has. */

import type { Example, ModelFile } from "../contract/values.js";
import { list, say } from "../i18n/index.js";
import { HELD_BACK_TO_BE_SURE } from "./certainty.js";

const FAILS_SHOWN = 3;

const SOURCES: Record<string, () => string> = {
  typed: say.sourceTyped,
  pasted: say.sourcePasted,
  corrected: say.sourceCorrected,
  camera: say.sourceCamera,
  recorded: say.sourceMicrophone,
  file: say.sourceFile,
  table: say.sourceFile,
  web: say.sourceWeb,
};

/** Where the examples came from, most first; never from whom. */
export async function sourcesOf(examples: AsyncIterable<Example>): Promise<string> {
  const counts = new Map<string, number>();
  for await (const { source } of examples) {
    const name = (SOURCES[source] ?? say.sourceOther)();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const most = [...counts].sort(([, one], [, other]) => other - one);
  return list(most.map(([name, count]) => say.sourceCount(name, count)));
}

/** The scores that say more: of the second look, where there is one. */
export function bestLook({ scores }: ModelFile): ModelFile["scores"]["heldBack"] {
  const { heldBack, crossValidated } = scores;
  return crossValidated !== null && crossValidated.of > heldBack.of ? crossValidated : heldBack;
}

/** What was taken for what most often, in words. */
export function failures(model: ModelFile, nameOf: (label: string) => string): string[] {
  const look = bestLook(model);
  if (!("confusion" in look)) return [];
  const { confusion, perLabel } = look;
  const wrong = Object.entries(confusion).flatMap(([truth, row]) =>
    Object.entries(row)
      .filter(([guessed]) => guessed !== truth)
      .map(([guessed, count]) => ({ truth, guessed, count, of: perLabel[truth]?.of ?? count })),
  );
  wrong.sort((one, other) => other.count - one.count || other.count / other.of - one.count / one.of);
  return wrong
    .slice(0, FAILS_SHOWN)
    .map(({ truth, guessed, count, of }) => say.cardFail(nameOf(truth), nameOf(guessed), count, of));
}

/** The labels of which too few were tested to say how good the model is. */
export function unsureLabels(model: ModelFile): string[] {
  const look = bestLook(model);
  if (!("perLabel" in look)) return [];
  return model.labels
    .filter(({ id }) => (look.perLabel[id]?.of ?? 0) < HELD_BACK_TO_BE_SURE)
    .map(({ id }) => id);
}
