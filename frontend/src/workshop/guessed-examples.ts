/** The examples that were kept for testing, with what was guessed of them. */

import { idBefore } from "../contract/ids.js";
import type { ExampleStore } from "../contract/stores.js";
import type { Example, Guessed } from "../contract/values.js";

export interface GuessedExample {
  example: Example;
  confidence: number;
}

const PAGE = 200;

/** Those of `lines` whose example has this label now, oldest first. Only pages that can have one of them are read. */
export async function* examplesGuessed(
  store: Pick<ExampleStore, "page">,
  project: string,
  label: string,
  lines: readonly Guessed[],
): AsyncGenerator<GuessedExample> {
  const confidences = new Map(lines.map(({ exampleId, confidence }) => [exampleId, confidence]));
  let wanted = [...confidences.keys()].sort();
  while (wanted[0] !== undefined) {
    const page = await store.page(project, { label, after: idBefore(wanted[0]), limit: PAGE });
    for (const example of page.examples) {
      const confidence = confidences.get(example.id);
      if (confidence !== undefined) yield { example, confidence };
    }
    const last = page.more ? page.examples.at(-1)?.id : undefined;
    wanted = last === undefined ? [] : wanted.filter((id) => id > last);
  }
}
