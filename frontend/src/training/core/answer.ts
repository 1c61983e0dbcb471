/** Asking a model. */

import { textOf, valuesOf } from "../../contract/data.js";
import type { Areas, Explanation, Guess, NewData } from "../../contract/values.js";
import { explainLabelSums, explainParts, explainSum, explainTree, explainWords } from "./explain.js";
import { learnedFrom, nearest } from "./nearest.js";
import { type Kept, NOTHING_KEPT, type TrainingExamples } from "./order.js";
import type { Item, ParsedModel } from "./parsed.js";
import { type Open, openNothing, readerOf } from "./readers.js";

/** One each, in the order given. */
export async function guess(
  model: ParsedModel,
  data: readonly NewData[],
  open: Open = openNothing,
): Promise<Guess[]> {
  const guesses: Guess[] = [];
  for await (const item of readerOf(model, open).vectors(data)) guesses.push(model.guess(item));
  return guesses;
}

export interface ExplainOptions {
  open?: Open;
  /** What the model learned from, to look for the nearest in. */
  learned?: TrainingExamples;
  kept?: Kept;
}

export async function explain(
  model: ParsedModel,
  data: NewData,
  { open = openNothing, learned = [], kept = NOTHING_KEPT }: ExplainOptions = {},
): Promise<Explanation> {
  const reader = readerOf(model, open);
  const [item] = (await all(reader.vectors([data]))) as [Item];
  const explanation: Explanation = {
    guess: model.guess(item),
    words: [],
    path: [],
    fields: [],
    areas: null,
    moments: [],
    nearest: nearest(model, item, await learnedFrom(learned, reader, kept)),
  };
  const { head, fields } = model;
  if ("root" in head) return { ...explanation, path: explainTree(head, valuesOf(data)) };
  if ("terms" in head) return { ...explanation, fields: explainSum(fields, head, valuesOf(data)) };
  if ("sums" in head) return { ...explanation, fields: explainLabelSums(head, valuesOf(data)) };
  if ("columns" in head || "text" in data)
    return { ...explanation, words: await explainWords(head, reader, textOf(data)) };
  const without = (await all(reader.vectorsWithout(data))) as Float32Array[];
  const effects = explainParts(head, item as Float32Array, without);
  if ("kind" in model && model.kind === "images") return { ...explanation, areas: inSquare(effects) };
  return { ...explanation, moments: effects };
}

/** There are as many areas side by side as above each other. */
function inSquare(effects: number[]): Areas {
  const side = Math.sqrt(effects.length);
  return { columns: side, rows: side, effects };
}

async function all(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
