import { expect, test } from "vitest";

import { TEXT_LENGTH } from "../../src/contract/limits.js";
import { hasSeveralLines, parsePaste } from "../../src/workshop/paste.js";

test("every line is an example, in order", () => {
  expect(parsePaste(" one\r\ntwo\n\n\t\nthree \rfour\u2028five").texts).toEqual([
    "one",
    "two",
    "three",
    "four",
    "five",
  ]);
});

test("lines that say the same are counted and stay", () => {
  expect(parsePaste("Cat\ncat\ndog\ncat ")).toEqual({
    texts: ["Cat", "cat", "dog", "cat"],
    repeated: 2,
    refused: 0,
  });
});

test("lines that cannot be kept stay out", () => {
  const longest = "🙂".repeat(TEXT_LENGTH);
  expect(parsePaste(`${longest}\n${longest}!\na\0b\n\ud800`)).toEqual({
    texts: [longest],
    repeated: 0,
    refused: 3,
  });
});

test("one line is typed, several are a list", () => {
  expect(["one", "one\n", "\n one \n"].some(hasSeveralLines)).toBe(false);
  expect(["one\ntwo", "one\r\ntwo", "one\rtwo"].every(hasSeveralLines)).toBe(true);
});
