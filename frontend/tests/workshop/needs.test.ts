import { expect, test } from "vitest";

import { checkLabelName, checkProjectName } from "../../src/workshop/name-checks.js";
import { needsOf, roomIn } from "../../src/workshop/needs.js";
import { cardWith } from "./cards.js";

test("labels come first", () => {
  expect(needsOf(cardWith({}))).toEqual(["Add 2 more labels."]);
  expect(needsOf(cardWith({ cat: 10 }))).toEqual(["Add 1 more label."]);
});

test("then examples, the nearest to done first, and no more labels than are needed", () => {
  expect(needsOf(cardWith({ cat: 1, dog: 4, bird: 0 }))).toEqual([
    "Add 1 more example to dog.",
    "Add 4 more examples to cat.",
  ]);
  expect(needsOf(cardWith({ cat: 5, dog: 4, bird: 0 }))).toEqual(["Add 1 more example to dog."]);
});

test("two labels of five examples are enough, whatever the others have", () => {
  expect(needsOf(cardWith({ cat: 5, dog: 5, bird: 0 }))).toEqual([]);
});

test("room is what is left, and never less than nothing", () => {
  expect(roomIn(cardWith({ cat: 30 }, 40))).toBe(10);
  expect(roomIn(cardWith({ cat: 30 }, 20))).toBe(0);
  expect(roomIn(cardWith({ cat: 30 }))).toBeNull();
});

test("names are checked as the store checks them", () => {
  const cat = { id: "1", name: "Café" };
  expect(checkLabelName("dog", [cat])).toBe("");
  expect(checkLabelName(" CAFE\u0301 ", [cat])).toContain("Café");
  expect(checkLabelName("  ", [])).not.toBe("");
  expect(checkLabelName("🙂".repeat(30), [])).toBe("");
  expect(checkLabelName("🙂".repeat(31), [])).toContain("30");
  expect(
    checkLabelName(
      "one more",
      Array.from({ length: 20 }, (_, at) => ({ id: `${at}`, name: `${at}` })),
    ),
  ).toContain("20");
  expect(checkProjectName("")).not.toBe("");
  expect(checkProjectName("x".repeat(60))).toBe("");
  expect(checkProjectName("x".repeat(61))).toContain("60");
});
