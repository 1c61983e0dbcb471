/** Asking a model. */

import { textOf, valuesOf } from "../../contract/data.js";
import type { Explanation, Guess, NewData } from "../../contract/values.js";
import { explainLabelSums, explainSum, explainTree, explainWords } from "./explain.js";
import type { ParsedModel } from "./parsed.js";
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

export async function explain(
  model: ParsedModel,
  data: NewData,
  open: Open = openNothing,
): Promise<Explanation> {
  const [answered] = await guess(model, [data], open);
  const explanation: Explanation = { guess: answered as Guess, words: [], path: [], fields: [] };
  const { head, fields } = model;
  if ("root" in head) return { ...explanation, path: explainTree(head, valuesOf(data)) };
  if ("terms" in head) return { ...explanation, fields: explainSum(fields, head, valuesOf(data)) };
  if ("sums" in head) return { ...explanation, fields: explainLabelSums(head, valuesOf(data)) };
  if ("columns" in head) return { ...explanation, words: explainWords(head, textOf(data)) };
  return explanation;
}
