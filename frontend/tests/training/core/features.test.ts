import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { crc32 } from "../../../src/training/core/crc32.js";
import { BUCKETS, vectorOf } from "../../../src/training/core/features.js";
import { piecesOf, wordsOf } from "../../../src/training/core/words.js";

const bucket = (gram: string): number => crc32(new TextEncoder().encode(gram)) % BUCKETS;

it("has zlib's CRC-32", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});

describe("words", () => {
  it.each([
    ["turn it on, please!", ["turn", "it", "on", "please"]],
    ["打开灯，谢谢。", ["打开灯", "谢谢"]],
    ["می\u200cخواهم؟", ["می\u200cخواهم"]],
    ["I ❤️ 👩‍👩‍👧", ["I", "❤️", "👩‍👩‍👧"]],
    [":-) ?!", [":-)", "?!"]],
    ["`{}~[]^_@", ["`{}~[]^_@"]],
    [" \n", []],
  ])("of %j", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it.each([
    ["a 😀 cat!", ["a", "😀", "cat"]],
    ["打开灯ok", ["打", "开", "灯", "ok"]],
    ["ฝนตกที่นี่", ["ฝ", "น", "ต", "ก", "ที่", "นี่"]],
    ["𠮷野家", ["𠮷", "野", "家"]],
    ["", []],
  ])("that a person would point at in %j", (text, pieces) => {
    expect(piecesOf(text).map(([start, end]) => text.slice(start, end))).toEqual(pieces);
  });
});

describe("a vector", () => {
  it("is made of words, pairs of words and runs of characters", () => {
    const grams = ["=i", " i", "i ", " i ", "=i am", "=am", " a", "am", "m ", " am", "am ", " am "];
    const { buckets, values } = vectorOf("I am");
    expect([...buckets]).toEqual(grams.map(bucket).sort((a, b) => a - b));
    for (const value of values) expect(value).toBe(Math.sqrt(1 / grams.length));
  });

  it.each([
    ["CAFÉ", "cafe\u0301"],
    ["Ｆｕｌｌ", "full"],
    ["ok!", "OK"],
  ])("is the same for %j and %j", (one, other) => {
    expect(vectorOf(one)).toEqual(vectorOf(other));
  });

  it("has length one and ascending buckets, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const { buckets, values } = vectorOf(text);
        expect([...buckets]).toEqual([...new Set(buckets)].sort((a, b) => a - b));
        const length = values.reduce((sum, value) => sum + value * value, 0);
        if (buckets.length > 0) expect(length).toBeCloseTo(1, 12);
      }),
    );
  });

  it("of nothing is nothing", () => {
    expect(vectorOf(" \t\u3000").buckets).toHaveLength(0);
  });
});
