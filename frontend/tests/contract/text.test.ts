import { describe, expect, it } from "vitest";

import { checkFilled, checkText, fold, lengthOf } from "../../src/contract/text.js";

describe("names", () => {
  it.each([
    ["Cat", "cat"],
    ["  cat\u3000", "CAT"],
    ["\ufeffcat\u2028", "cat"],
    ["e\u0301te\u0301", "ÉTÉ"],
    ["ΟΔΟΣ", "οδος"],
    ["İ", "i\u0307"],
  ])("%j is %j", (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it.each([
    ["resume", "résumé"],
    ["cat", "c at"],
    ["cat", "\u0085cat"],
    ["ß", "ss"],
  ])("%j is not %j", (one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });
});

describe("texts", () => {
  it.each(["a\0b", "\ud83d", "\ude00", "a\ud83db"])("refuses %j", (value) => {
    expect(() => {
      checkText(value, 100, "name");
    }).toThrow(expect.objectContaining({ code: "invalid", field: "name" }));
  });

  it("counts code points", () => {
    expect(lengthOf("a😀é")).toBe(3);
    checkText("😀".repeat(30), 30, "name");
    expect(() => {
      checkText("😀".repeat(31), 30, "name");
    }).toThrow(expect.objectContaining({ code: "invalid" }));
    expect(() => {
      checkText("abcd", 3, "text", "too_large");
    }).toThrow(expect.objectContaining({ code: "too_large" }));
  });

  it.each(["", " ", "\ufeff\u2029"])("finds nothing in %j", (value) => {
    checkText(value, 3, "text");
    checkFilled("a", 3, "text");
    expect(() => {
      checkFilled(value, 3, "text");
    }).toThrow(expect.objectContaining({ code: "invalid" }));
  });
});
