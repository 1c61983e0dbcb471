import { expect, test, vi } from "vitest";

import type { ExampleStore } from "../../src/contract/stores.js";
import { KnownMedia } from "../../src/workshop/known-media.js";

const CAT = { sha256: "a", nearHash: "00000000000000ff" };

function known(): { media: KnownMedia; page: ReturnType<typeof vi.fn> } {
  const examples = [{ id: "e", labelId: "cats", data: { media: CAT } }];
  const page = vi.fn().mockResolvedValue({ examples, more: false });
  return { media: new KnownMedia({ page } as unknown as ExampleStore, "p"), page };
}

test("the same file is known, in whichever label", async () => {
  const { same, near } = await known().media.meet(CAT, "dogs");
  expect([[...same], [...near]]).toEqual([["cats"], []]);
});

test.each([
  ["eight bits differ", "0000000000000ff0", []],
  ["three bits differ", "00000000000000f8", ["cats"]],
  ["it has no hash, as sounds", null, []],
])("one that looks nearly the same is known: %s", async (_, nearHash, labels) => {
  const { same, near } = await known().media.meet({ sha256: "b", nearHash }, "dogs");
  expect([[...same], [...near]]).toEqual([[], labels]);
});

test("what was met is known from then on, and read once", async () => {
  const { media, page } = known();
  await media.meet({ sha256: "new", nearHash: null }, "dogs");
  const { same } = await media.meet({ sha256: "new", nearHash: null }, "cats");
  expect([...same]).toEqual(["dogs"]);
  expect(page).toHaveBeenCalledOnce();
});

test("what could not be read is tried again", async () => {
  const { media, page } = known();
  page.mockRejectedValueOnce(new Error("away"));
  await expect(media.meet(CAT, "dogs")).rejects.toThrow("away");
  expect([...(await media.meet(CAT, "dogs")).same]).toEqual(["cats"]);
});
