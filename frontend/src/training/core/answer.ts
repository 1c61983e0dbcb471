/** Asking a model. */

import { textOf, valuesOf } from "../../contract/data.js";
import type { Explanation, Guess, NewData } from "../../contract/values.js";
import { explainSum, explainTree, explainWords } from "./explain.js";
import type { ParsedModel } from "./parsed.js";
import { readerOf } from "./readers.js";
import type { Sense } from "./sense.js";

/** One each, in the order given. */
export async function guess(model: ParsedModel, data: readonly NewData[], sense?: Sense): Promise<Guess[]> {
  const read = readerOf(model, sense);
  const guesses: Guess[] = [];
  for (const item of data) guesses.push(model.guess(await read(item)));
  return guesses;
}

export async function explain(model: ParsedModel, data: NewData, sense?: Sense): Promise<Explanation> {
  const explanation: Explanation = {
    guess: model.guess(await readerOf(model, sense)(data)),
    words: [],
    path: [],
    fields: [],
  };
  const { head, fields } = model;
  if ("root" in head) return { ...explanation, path: explainTree(head, valuesOf(data)) };
  if ("terms" in head) return { ...explanation, fields: explainSum(fields, head, valuesOf(data)) };
  if ("columns" in head) return { ...explanation, words: explainWords(head, textOf(data)) };
  return explanation;
}
