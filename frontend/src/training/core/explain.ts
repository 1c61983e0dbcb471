/** Why a model guessed what it did: each word is left out in turn, and the confidence is looked at again. */

import { lengthOf } from "../../contract/text.js";
import type { Explanation, WordEffect } from "../../contract/values.js";
import { vectorOf } from "./features.js";
import type { ParsedModel } from "./softmax.js";
import { piecesOf } from "./words.js";

/** A longer text is looked at in this many parts of several words, so that an answer never takes long. */
export const PIECES = 64;

/** An effect for each word in the order of the text; below zero, the word spoke against the guessed label. */
export function explainText(model: ParsedModel, text: string): Explanation {
  const whole = vectorOf(text);
  const guess = model.guess(whole);
  const guessed = model.labels.indexOf(guess.confidences[0]?.labelId ?? "");
  const confidence = model.confidences(whole)[guessed] ?? 0;
  const words = partsOf(piecesOf(text)).map(([start, end]): WordEffect => {
    const without = model.confidences(vectorOf(text.slice(0, start) + text.slice(end)))[guessed] ?? 0;
    return {
      start: lengthOf(text.slice(0, start)),
      end: lengthOf(text.slice(0, end)),
      effect: confidence - without,
    };
  });
  return { guess, words };
}

function partsOf(pieces: [number, number][]): [number, number][] {
  const size = Math.ceil(pieces.length / PIECES) || 1;
  const parts: [number, number][] = [];
  for (let at = 0; at < pieces.length; at += size) {
    const group = pieces.slice(at, at + size);
    parts.push([group[0]?.[0] ?? 0, group.at(-1)?.[1] ?? 0]);
  }
  return parts;
}
