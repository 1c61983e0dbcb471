import { expect, it } from "vitest";

import type { ModelFile, PathStep } from "../../src/contract/values.js";
import { endOfWay, type TreeQuestion, treeOf } from "../../src/workshop/tree.js";

const ROOT = {
  field: "legs",
  atMost: 3,
  missing: true,
  yes: { counts: [4, 1] },
  no: { field: "skin", is: "fur", missing: false, yes: { counts: [0, 5] }, no: { counts: [1, 2] } },
};
const FURRY: PathStep[] = [
  { fieldId: "legs", test: "more_than", than: 3, value: 4 },
  { fieldId: "skin", test: "is", than: "fur", value: "fur" },
];

function treeWith(root: object, path: PathStep[]) {
  return treeOf({ head: { type: "tree", root } } as unknown as ModelFile, path);
}

it("shows the way through a tree and where it ends", () => {
  const tree = treeWith(ROOT, FURRY) as TreeQuestion;
  const skin = tree.no as TreeQuestion;
  expect([tree.onWay, tree.yes.onWay, skin.onWay, skin.yes.onWay, skin.no.onWay]).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
  expect([tree.than, skin.than]).toEqual([3, "fur"]);
  expect(endOfWay(tree)).toEqual({ counts: [0, 5], number: null, rows: 5, onWay: true });
});

it("knows a tree that guesses numbers and one that asks nothing", () => {
  const tree = treeWith({ number: 2.5, rows: 10 }, []);
  expect(tree && endOfWay(tree)).toEqual({ counts: null, number: 2.5, rows: 10, onWay: true });
});

it("is none for another model", () => {
  expect(treeOf({ head: { type: "ridge", base: 1, terms: [] } } as unknown as ModelFile, [])).toBeNull();
});
