import { describe, expect, test } from "vitest";

import { CODES, Problem } from "../../src/contract/problems.js";
import { say, sentenceFor } from "../../src/i18n/index.js";
import { gradeOf, syllables, wordsOf } from "./reading.js";

const GRADE = 4;
/** In fewer words than this one long word decides the grade. */
const WORDS_TO_GRADE = 6;
/** Long words that this workshop is about; the children meet them on the first page. */
const OURS = [
  "already",
  "another",
  "camera",
  "computer",
  "deleted",
  "example",
  "examples",
  "microphone",
  "prediction",
  "something",
];

type Sentence = (...values: (string | number)[]) => string;

const sentences = Object.entries(say).map(
  ([name, sentence]) => [name, (sentence as Sentence)(2, 2)] as const,
);

describe("A nine-year-old can read it:", () => {
  test.each(sentences.filter(([, text]) => wordsOf(text).length >= WORDS_TO_GRADE))("%s: %s", (_, text) => {
    expect(gradeOf(text)).toBeLessThanOrEqual(GRADE);
  });

  test("all of it together", () => {
    expect(gradeOf(sentences.map(([, text]) => text).join(". "))).toBeLessThanOrEqual(GRADE);
  });

  test("no long words but our own", () => {
    const long = sentences.flatMap(([, text]) => wordsOf(text)).filter((word) => syllables(word) > 2);
    expect([...new Set(long)].sort()).toEqual(OURS);
  });
});

describe("Problems", () => {
  test.each(CODES)("%s says what to do next", (code) => {
    const text = sentenceFor(new Problem(code, "for developers"));
    expect(text).not.toContain("for developers");
    expect(text.split(/[.!]\s/).length).toBeGreaterThan(1);
  });

  test("what nobody expected is our mistake", () => {
    expect(sentenceFor(new TypeError("x is undefined"))).toBe(say.problemUnknown());
  });
});
