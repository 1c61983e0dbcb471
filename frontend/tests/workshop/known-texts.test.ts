import { expect, test, vi } from "vitest";

import type { ExampleStore } from "../../src/contract/stores.js";
import type { Example, Page, PageRequest } from "../../src/contract/values.js";
import { KnownTexts } from "../../src/workshop/known-texts.js";

function storeOf(texts: string[]): { examples: ExampleStore; page: ReturnType<typeof vi.fn> } {
  const all = texts.map(
    (text, at) => ({ id: `00${String(at).padStart(5, "0")}`, labelId: "cat", data: { text } }) as Example,
  );
  const page = vi.fn((_: string, { before = "", limit = 50 }: PageRequest): Promise<Page> => {
    const older = all.filter(({ id }) => id < before).reverse();
    return Promise.resolve({ examples: older.slice(0, limit), more: older.length > limit });
  });
  return { examples: { page } as unknown as ExampleStore, page };
}

test("a text is known by its label, whatever its capitals, and once it was met", async () => {
  const known = new KnownTexts(storeOf(["Purr", "miaow"]).examples, "p");
  expect([...(await known.meet("purr ", "dog"))]).toEqual(["cat"]);
  expect([...(await known.meet("PURR", "dog"))]).toEqual(["cat", "dog"]);
  expect([...(await known.meet("bark", "dog"))]).toEqual([]);
  expect([...(await known.meet("bark", "dog"))]).toEqual(["dog"]);
});

test("it reads once, until it is told to forget", async () => {
  const { examples, page } = storeOf(["purr"]);
  const known = new KnownTexts(examples, "p");
  await Promise.all([known.meet("a", "dog"), known.meet("b", "dog")]);
  expect(page).toHaveBeenCalledTimes(1);
  known.forget();
  await known.meet("a", "dog");
  expect(page).toHaveBeenCalledTimes(2);
});

test("what could not be read is read again the next time", async () => {
  const { examples, page } = storeOf(["purr"]);
  page.mockRejectedValueOnce(new Error("away"));
  const known = new KnownTexts(examples, "p");
  await expect(known.meet("purr", "dog")).rejects.toThrow("away");
  expect([...(await known.meet("purr", "dog"))]).toEqual(["cat"]);
});

test("a large project costs no more than a thousand examples", async () => {
  const { examples, page } = storeOf(Array.from({ length: 5000 }, (_, at) => `text ${at}`));
  const known = new KnownTexts(examples, "p");
  expect([...(await known.meet("text 4000", "dog"))]).toEqual(["cat"]);
  expect([...(await known.meet("text 3999", "dog"))]).toEqual([]);
  expect(page).toHaveBeenCalledTimes(5);
});
