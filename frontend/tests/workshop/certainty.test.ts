import { expect, test } from "vitest";

import type { Guess, WordEffect } from "../../src/contract/values.js";
import { isSure, wordsThatCounted } from "../../src/workshop/certainty.js";

function guess(...confidences: number[]): Guess {
  return {
    modelId: "m",
    confidences: confidences.map((confidence, at) => ({ labelId: `${at}`, confidence })),
    number: null,
  };
}

function effects(text: string, values: number[]): WordEffect[] {
  const words = [...text.matchAll(/\S+/g)];
  return values.map((effect, at) => {
    const start = Array.from(text.slice(0, words[at]?.index)).length;
    return { start, end: start + Array.from(words[at]?.[0] ?? "").length, effect };
  });
}

test("a clear lead is sure, a close race is not", () => {
  expect(isSure(guess(0.93, 0.07))).toBe(true);
  expect(isSure(guess(0.4, 0.3, 0.3))).toBe(false);
  expect(isSure(guess(1))).toBe(true);
});

test("the words that counted, strongest first, each once, their places in code points", () => {
  const text = "🙂 Milk 🐈 purr milk bark is";
  const words = effects(text, [0, 0.2, 0.05, 0.5, 0.1, -0.3, 0.01]);
  expect(wordsThatCounted(text, { words })).toEqual({
    for: ["purr", "Milk", "🐈"],
    against: ["bark"],
  });
});
