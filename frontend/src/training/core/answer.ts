/** Asking a model. */

import { textOf, valuesOf } from "../../contract/data.js";
import type { Explanation, Guess, NewData } from "../../contract/values.js";
import { explainSum, explainTree, explainWords } from "./explain.js";
import type { ParsedModel } from "./parsed.js";
import { readerOf } from "./readers.js";

/** One each, in the order given. */
export function guess(model: ParsedModel, data: readonly NewData[]): Guess[] {
  const read = readerOf(model);
  return data.map((item) => model.guess(read(item)));
}

export function explain(model: ParsedModel, data: NewData): Explanation {
  const explanation: Explanation = {
    guess: model.guess(readerOf(model)(data)),
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
