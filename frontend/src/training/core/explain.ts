/** Why a model guessed what it did. */

import { lengthOf } from "../../contract/text.js";
import type { Field, FieldEffect, PathStep, WordEffect } from "../../contract/values.js";
import { denseConfidences, type DenseHead } from "./dense.js";
import { confidencesOf, type LabelTree, type NumberTree } from "./parsed.js";
import type { Reader } from "./readers.js";
import { effectOf, type Ridge } from "./ridge.js";
import type { NgramHead } from "./softmax.js";
import { type LabelSums, sumsConfidences } from "./sums.js";
import { cellOf, cellsOf, fitting, type Values } from "./table.js";
import { pathOf, type Split } from "./tree.js";
import { piecesOf } from "./words.js";

/** A text is read once for each of its parts. One of many words is looked at in parts of several, so that no more words than
 * these are read and an answer never takes long, but always in some parts. */
const WORDS_READ = 2048;
const FEWEST_PARTS = 8;

/** Each word is left out in turn, and the confidence is looked at again: an effect for each word in the order of the text;
 * below zero, the word spoke against the guessed label. */
export async function explainWords(
  head: NgramHead | DenseHead,
  reader: Reader,
  text: string,
): Promise<WordEffect[]> {
  const confidences = confidencesOf(head);
  const parts = partsOf(piecesOf(text));
  const texts = [text, ...parts.map(([start, end]) => text.slice(0, start) + text.slice(end))];
  const found: Float64Array[] = [];
  for await (const item of reader.vectors(texts.map((each) => ({ text: each }))))
    found.push(confidences(item));
  const [whole = new Float64Array(), ...others] = found;
  const confidence = whole.reduce((most, each) => Math.max(most, each), 0);
  const guessed = whole.indexOf(confidence);
  return parts.map(([start, end], i) => ({
    start: lengthOf(text.slice(0, start)),
    end: lengthOf(text.slice(0, end)),
    effect: confidence - (others[i]?.[guessed] ?? 0),
  }));
}

/** `whole` is the row of a picture or sound, and each of the others that of the same without a part: how much the confidence
 * falls without it. */
export function explainParts(head: DenseHead, whole: Float32Array, others: Float32Array[]): number[] {
  const confidences = denseConfidences(head, whole);
  const confidence = confidences.reduce((most, each) => Math.max(most, each), 0);
  const guessed = confidences.indexOf(confidence);
  return others.map((other) => confidence - (denseConfidences(head, other)[guessed] ?? 0));
}

/** The questions on the way of the row. */
export function explainTree({ root, fields }: LabelTree | NumberTree, values: Values): PathStep[] {
  const { path } = pathOf(root, fields, cellsOf(fields, values));
  return path.flatMap(([split, says]) => {
    const field = fields[split.column];
    return field ? [stepOf(field, split, says, values)] : [];
  });
}

/** One a field, in the order of the project. */
export function explainSum(fields: readonly Field[], { terms }: Ridge, values: Values): FieldEffect[] {
  return terms.flatMap((term, i) => {
    const field = fields[i];
    if (!field) return [];
    return [
      { fieldId: field.id, value: fitting(field, values), effect: effectOf(term, cellOf(field, values)) },
    ];
  });
}

/** Each value is left out in turn, as the words of a text are; one a field, in the order of the project. */
export function explainLabelSums(head: LabelSums, values: Values): FieldEffect[] {
  const cells = cellsOf(head.fields, values);
  const whole = sumsConfidences(head, cells);
  const confidence = whole.reduce((most, each) => Math.max(most, each), 0);
  const guessed = whole.indexOf(confidence);
  return head.fields.map((field, place) => {
    const without = sumsConfidences(head, cells.with(place, NaN))[guessed] ?? 0;
    return { fieldId: field.id, value: fitting(field, values), effect: confidence - without };
  });
}

function stepOf(field: Field, { than }: Split, says: boolean, values: Values): PathStep {
  const step = { fieldId: field.id, value: fitting(field, values) };
  if (field.type === "number") return { ...step, test: says ? "at_most" : "more_than", than };
  return { ...step, test: says ? "is" : "is_not", than: field.choices[than] ?? "" };
}

function partsOf(pieces: [number, number][]): [number, number][] {
  const most = Math.max(FEWEST_PARTS, Math.floor(WORDS_READ / Math.max(1, pieces.length)));
  const size = Math.ceil(pieces.length / most) || 1;
  const parts: [number, number][] = [];
  for (let at = 0; at < pieces.length; at += size) {
    const group = pieces.slice(at, at + size);
    parts.push([group[0]?.[0] ?? 0, group.at(-1)?.[1] ?? 0]);
  }
  return parts;
}
