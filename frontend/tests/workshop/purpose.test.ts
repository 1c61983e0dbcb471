import { expect, test, vi } from "vitest";

import type { WorkStore } from "../../src/contract/stores.js";
import type { NewWork, Work } from "../../src/contract/values.js";
import { Purpose, PURPOSE_LENGTH } from "../../src/workshop/purpose.js";

/** Works of one project, newest first; a stale revision is refused. */
function worksOf(texts: string[]): WorkStore & { saved: { id: string; revision: number }[] } {
  const works = texts.map((text, at) => ({
    id: `w${at}`,
    kind: "card",
    revision: 3,
    file: new Blob([text]),
  }));
  const saved: { id: string; revision: number }[] = [];
  return {
    saved,
    all: () => Promise.resolve([{ id: "x", kind: "python" }, ...works]),
    get: (_: string, id: string) => Promise.resolve(works.find((work) => work.id === id) as unknown as Work),
    save: (_: string, { id }: NewWork, revision: number) => {
      saved.push({ id, revision });
      return Promise.resolve({ id, revision: revision + 1 });
    },
  } as unknown as WorkStore & { saved: { id: string; revision: number }[] };
}

test("what a model is for is read from the newest card, and written to the same", async () => {
  const works = worksOf(["It sorts mail.", "older"]);
  const purpose = new Purpose(works, "p");
  await purpose.read();
  expect(purpose.text).toBe("It sorts mail.");
  await purpose.write("It sorts letters.");
  await purpose.write("It sorts all letters.");
  expect(works.saved).toEqual([
    { id: "w0", revision: 3 },
    { id: "w0", revision: 4 },
  ]);
});

test("the first words make a new card, and the same words are not written again", async () => {
  const works = worksOf([]);
  const purpose = new Purpose(works, "p");
  await purpose.read();
  await purpose.write("");
  await purpose.write("It sorts mail.");
  await purpose.write("It sorts mail.");
  expect(works.saved).toMatchObject([{ revision: 0 }]);
});

test("a card from elsewhere that is too long is cut", async () => {
  const purpose = new Purpose(worksOf(["🐈".repeat(PURPOSE_LENGTH + 5)]), "p");
  await purpose.read();
  expect(Array.from(purpose.text)).toHaveLength(PURPOSE_LENGTH);
});

test("words that were not saved are written again", async () => {
  const works = worksOf(["before"]);
  const purpose = new Purpose(works, "p");
  await purpose.read();
  const save = vi.spyOn(works, "save").mockRejectedValueOnce(new Error("no line"));
  await expect(purpose.write("after")).rejects.toThrow("no line");
  await purpose.write("after");
  expect(save).toHaveBeenCalledTimes(2);
  expect(works.saved).toHaveLength(1);
});
