import { describe, expect, test } from "vitest";

import type { Example } from "../../src/contract/values.js";
import { markOf } from "../../src/doctor/findings.js";
import { look } from "../../src/doctor/look.js";
import { example, field, find, hash, picture, pictures, project, texts } from "./made.js";

const idsOf = (groups: { id: string }[][]) => groups.map((group) => group.map(({ id }) => id));

test("nothing is found in good examples, of any kind", async () => {
  const rows = (label: string) =>
    Array.from({ length: 20 }, (_, at) =>
      example(label, { values: { size: at } }, { heldBack: at % 4 === 0 }),
    );
  const sounds = (label: string) =>
    Array.from({ length: 10 }, (_, at) => picture(label, null, { heldBack: at % 5 === 0 }));
  expect(await find(project("text"), [...texts("cat", 10), ...texts("dog", 12)])).toEqual([]);
  expect(await find(project("images"), [...pictures("cat", 10), ...pictures("dog", 12, 50)])).toEqual([]);
  expect(await find(project("sounds"), [...sounds("cat"), ...sounds("dog")])).toEqual([]);
  expect(
    await find(
      project("numbers", ["cat", "dog"], [field("size", "number")]),
      [...rows("cat"), ...rows("dog")].map((row, at) => ({ ...row, data: { values: { size: at } } })),
    ),
  ).toEqual([]);
});

describe("a label that is nearly empty", () => {
  test("is named with how many it has", async () => {
    const of = project("text", ["cat", "dog", "bird", "fish"]);
    const found = await find(of, [...texts("cat", 8), ...texts("dog", 8), ...texts("bird", 4)]);
    expect(found).toMatchObject([
      { check: "few", label: { id: "bird" }, count: 4 },
      { check: "few", label: { id: "fish" }, count: 0 },
    ]);
  });

  test("sounds need more", async () => {
    const some = Array.from({ length: 7 }, () => picture("cat", null));
    const [found] = await find(project("sounds", ["cat"]), some);
    expect(found).toMatchObject({ check: "few", count: 7 });
  });
});

test.each([
  [15, 5, 0],
  [16, 5, 1],
])("%s against %s examples: %s labels are too small beside the other", async (many, some, count) => {
  const found = await find(project("text"), [...texts("dog", many, 5), ...texts("cat", some)]);
  const uneven = found.filter(({ check }) => check === "uneven");
  expect(uneven).toHaveLength(count);
  if (count > 0)
    expect(uneven).toMatchObject([{ label: { id: "cat" }, count: 5, most: { id: "dog" }, mostCount: 16 }]);
});

describe("the same example", () => {
  test("twice in one label, capitals or not: the first is the one to keep", async () => {
    const twice = [example("cat", { text: "Mew " }), example("cat", { text: "mew" })];
    const [found] = await find(project("text"), [...texts("cat", 8, 2), ...texts("dog", 8), ...twice]);
    expect(found).toMatchObject({ check: "same", groups: [[{ id: twice[0]?.id }, { id: twice[1]?.id }]] });
  });

  test("in two labels is one finding, and no other", async () => {
    const same = ["cat", "dog", "cat"].map((label) => example(label, { text: "hello" }));
    const found = await find(project("text"), [...texts("cat", 8, 2), ...texts("dog", 8, 2), ...same]);
    expect(found).toMatchObject([{ check: "clash" }]);
    expect(found.flatMap((one) => ("groups" in one ? idsOf(one.groups) : []))).toEqual([
      same.map(({ id }) => id),
    ]);
  });

  test("pictures are the same when their file is", async () => {
    const one = picture("cat", hash(90));
    const other = { ...one, id: "zz", labelId: "dog" };
    const found = await find(project("images"), [
      ...pictures("cat", 8),
      ...pictures("dog", 8, 50),
      one,
      other,
    ]);
    expect(found).toMatchObject([{ check: "clash" }]);
  });

  test("rows are the same with all their values; empty ones do not count", async () => {
    const of = project("numbers", ["cat"], [field("size", "number"), field("legs", "number")]);
    const rows = Array.from({ length: 10 }, (_, at) =>
      example("cat", { values: { size: at, legs: 4 } }, { heldBack: at < 2 }),
    );
    const again = example("cat", { values: { legs: 4, size: 3 } });
    const found = await find(of, [...rows, again]);
    expect(found.flatMap((one) => ("groups" in one ? idsOf(one.groups) : []))).toEqual([
      [rows[3]?.id, again.id],
    ]);
  });

  test("rows of nothing but words may repeat: that says how often it is so", async () => {
    const of = project("numbers", ["cat"], [field("colour", "choice"), field("size", "number", "unused")]);
    const rows = Array.from({ length: 10 }, (_, at) =>
      example("cat", { values: { colour: "red" } }, { heldBack: at < 2 }),
    );
    expect(await find(of, rows)).toEqual([]);
  });
});

test("rows of small numbers may repeat as well; a table that was pasted twice is found", async () => {
  const of = project("numbers", ["cat"], [field("legs", "number"), field("eyes", "number")]);
  const rows = (count: number, kinds: number) =>
    Array.from({ length: count }, (_, at) =>
      example("cat", { values: { legs: at % kinds, eyes: 2 } }, { heldBack: at % kinds < 3 }),
    );
  const checks = async (examples: Example[]) => (await find(of, examples)).map(({ check }) => check);
  expect(await checks(rows(24, 6))).not.toContain("same");
  expect(await checks(rows(24, 12))).toContain("same");
});

describe("pictures that look nearly the same", () => {
  const burst = (label: string, count: number, heldBack = 0): Example[] => {
    const [start, end] = [hash(700).slice(0, 15), hash(700).slice(15)];
    return Array.from({ length: count }, (_, at) => {
      const last = (parseInt(end, 16) ^ (at % 4)).toString(16);
      return picture(label, start + last, { heldBack: at < heldBack });
    });
  };

  test("a burst among others is no fault", async () => {
    const found = await find(project("images"), [
      ...pictures("cat", 10),
      ...burst("cat", 12),
      ...pictures("dog", 10, 50),
    ]);
    expect(found.map(({ check }) => check)).toEqual(["untested"]);
  });

  test("when nearly all of a label do, that is said, and only that", async () => {
    const found = await find(project("images"), [...burst("cat", 12, 2), ...pictures("dog", 10, 50)]);
    expect(found).toMatchObject([{ check: "near", label: { id: "cat" }, groups: [{ length: 12 }] }]);
  });

  test("under two labels they are looked at", async () => {
    const found = await find(project("images"), [
      ...pictures("cat", 10),
      ...burst("cat", 1),
      ...burst("dog", 1),
      ...pictures("dog", 10, 50),
    ]);
    expect(found).toMatchObject([{ check: "mixed", groups: [[{ labelId: "cat" }, { labelId: "dog" }]] }]);
  });

  test("on both sides of the test they make it too easy", async () => {
    const found = await find(project("images"), [
      ...pictures("cat", 10),
      ...burst("cat", 4, 1),
      ...pictures("dog", 10, 50),
    ]);
    expect(found).toMatchObject([{ check: "leak", groups: [{ length: 4 }] }]);
  });

  test("plain ones have nothing to compare by", async () => {
    const plain = Array.from({ length: 10 }, (_, at) =>
      picture("cat", "0000000000000000", { heldBack: at < 2 }),
    );
    expect(await find(project("images"), [...plain, ...pictures("dog", 10, 50)])).toEqual([]);
  });
});

describe("too few kept back", () => {
  test.each([
    [9, 1, 0],
    [10, 1, 1],
    [14, 2, 0],
    [15, 4, 1],
    [60, 5, 0],
    [60, 3, 2],
  ])("of %s with %s kept back, %s more", async (count, kept, more) => {
    const found = await find(project("text", ["cat"]), texts("cat", count, kept));
    expect(found.flatMap((one) => (one.check === "untested" ? one.ids : []))).toHaveLength(more);
  });

  test("those to keep back come from early and late", async () => {
    const all = texts("cat", 40, 0);
    const [found] = await find(project("text", ["cat"]), all);
    const places =
      found?.check === "untested" ? found.ids.map((id) => all.findIndex((one) => one.id === id)) : [];
    expect(places).toEqual([4, 12, 20, 28, 36]);
  });

  test("what belongs together stays together", async () => {
    const burst = Array.from({ length: 4 }, () => picture("cat", hash(800), { group: "b" }));
    const other = Array.from({ length: 4 }, () => picture("cat", hash(801), { group: "c" }));
    const lone = pictures("cat", 8).map((one) => ({ ...one, heldBack: false }));
    const examples = [...burst, ...other, ...lone];
    const found = await find(project("images", ["cat"]), examples);
    const [last] = found.slice(-1);
    const ids = new Set(last?.check === "untested" ? last.ids : []);
    expect(ids.size).toBeGreaterThanOrEqual(4);
    for (const group of [burst, other])
      expect([0, 4]).toContain(group.filter(({ id }) => ids.has(id)).length);
  });

  test("when all belong together there is nothing to keep back", async () => {
    const one = texts("cat", 12, 0).map((example) => ({ ...example, group: "together" }));
    const found = await find(project("text", ["cat"]), one);
    expect(found).toMatchObject([{ check: "untested", ids: [], labels: [{ kept: 0, count: 12 }] }]);
  });

  test("rows to predict from are counted together", async () => {
    const of = project("prediction", [], [field("size", "number"), field("price", "number", "output")]);
    const rows = Array.from({ length: 20 }, (_, at) => example(null, { values: { size: at, price: at } }));
    const found = await find(of, rows);
    expect(found).toMatchObject([{ check: "untested", labels: [{ label: null, kept: 0, count: 20 }] }]);
    expect(found[0]).toHaveProperty("ids.length", 5);
  });
});

describe("the mark of a finding", () => {
  test("stays while it is the same, also with other examples around it", async () => {
    const twice = [example("cat", { text: "mew" }), example("cat", { text: "mew" })];
    const examples = [...texts("cat", 8, 2), ...texts("dog", 8), ...twice];
    const [one] = await find(project("text"), examples);
    const [other] = await find(project("text"), [...examples, example("dog", { text: "new" })]);
    const [third] = await find(project("text"), [...examples, example("cat", { text: "mew" })]);
    if (!one || !other || !third) throw new Error("something should have been found");
    expect(markOf(other)).toBe(markOf(one));
    expect(markOf(third)).not.toBe(markOf(one));
  });

  test("changes with how many there are", async () => {
    const marks = await Promise.all(
      [2, 3].map(async (count) => (await find(project("text", ["cat"]), texts("cat", count))).map(markOf)),
    );
    expect(marks[0]).not.toEqual(marks[1]);
  });
});

test("looking stops when it is not wanted any more", async () => {
  const stop = new AbortController();
  async function* endless(): AsyncGenerator<Example> {
    for (let at = 0; ; at++) {
      if (at === 10) stop.abort();
      await Promise.resolve();
      yield example("cat", { text: `cat ${at}` });
    }
  }
  await expect(look(project("text"), endless(), stop.signal)).rejects.toThrow("aborted");
});
