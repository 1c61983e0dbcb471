import { expect, test } from "vitest";

import { PutAway } from "../../src/workshop/put-away.js";

function kept(): Pick<Storage, "getItem" | "setItem"> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
  };
}

test("what is put away stays so when the page is loaded again, for its project alone", () => {
  const browser = kept();
  new PutAway("p1", browser).add("few cat 2");
  const later = new PutAway("p1", browser);
  expect([later.has("few cat 2"), later.has("few cat 3")]).toEqual([true, false]);
  expect(new PutAway("p2", browser).has("few cat 2")).toBe(false);
  later.takeBack("few cat 2");
  expect(new PutAway("p1", browser).has("few cat 2")).toBe(false);
});

test("nothing of what it says is kept, and not more than a little", () => {
  const browser = kept();
  const away = new PutAway("p1", browser);
  for (let at = 0; at < 500; at++) away.add(`same a secret ${at}`);
  const all = browser.getItem("ml-put-away") ?? "";
  expect(all).not.toContain("secret");
  expect(all.split("\n")).toHaveLength(200);
  expect([away.has("same a secret 499"), away.has("same a secret 0")]).toEqual([true, false]);
});

test("a browser that keeps nothing knows it as long as the page is open", () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error("full");
    },
  };
  for (const browser of [full, null]) {
    const away = new PutAway("p1", browser);
    away.add("one");
    away.add("two");
    expect([away.has("one"), away.has("two")]).toEqual([true, true]);
  }
});
