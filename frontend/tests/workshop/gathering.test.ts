import { beforeEach, describe, expect, test, vi } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import type { ExampleStore } from "../../src/contract/stores.js";
import type { NewExample, Receipt } from "../../src/contract/values.js";
import { AddQueue } from "../../src/workshop/add-queue.js";
import { type Chosen, Gathering, type Made } from "../../src/workshop/gathering.js";

const add = vi.fn<(project: string, examples: NewExample[]) => Promise<Receipt[]>>();
const make = vi.fn<(file: Blob) => Promise<Made>>();
const meet = vi.fn().mockResolvedValue(null);

const receive = (examples: NewExample[]): Receipt[] =>
  examples.map(({ id }) => ({ id, heldBack: false, addedAt: 1, removed: false }));

function chosen(...names: string[]): Chosen[] {
  return names.map((name) => ({ name, file: new Blob([name]), source: "file" }));
}

function begin(): { queue: AddQueue; gathering: Gathering } {
  const queue = new AddQueue({ add } as unknown as ExampleStore, "p");
  return { queue, gathering: new Gathering(queue, "l", { make, meet }) };
}

async function untilDone({ queue, gathering }: ReturnType<typeof begin>): Promise<void> {
  await vi.waitFor(() => expect([gathering.isAtWork, queue.waiting.length]).toEqual([false, 0]));
}

beforeEach(() => {
  vi.clearAllMocks();
  add.mockImplementation((_, examples) => Promise.resolve(receive(examples)));
  make.mockImplementation(async (file) => ({
    file,
    media: { type: "image/png", bytes: file.size, sha256: await file.text(), nearHash: null },
    isCut: false,
  }));
});

describe("Files on their way into a label", () => {
  test("go at most twenty at once, each one once", async () => {
    const at = begin();
    at.gathering.add(chosen(...Array.from({ length: 45 }, (_, number) => `${number}.png`)), null);
    await untilDone(at);
    const sent = add.mock.calls.map(([, examples]) => examples);
    expect(Math.max(...sent.map(({ length }) => length))).toBe(20);
    expect(new Set(sent.flat().map(({ id }) => id)).size).toBe(45);
    expect([at.gathering.done, at.gathering.total]).toEqual([45, 45]);
  });

  test("are not stopped by one that cannot be used, which is named", async () => {
    make.mockRejectedValueOnce(new Problem("invalid"));
    const at = begin();
    at.gathering.add(chosen("bad.txt", "good.png"), null);
    await untilDone(at);
    expect(add.mock.calls[0]?.[1]).toHaveLength(1);
    expect(at.gathering.refused).toMatchObject([{ name: "bad.txt", problem: { code: "invalid" } }]);
  });

  test("stay named until they have been read", async () => {
    make.mockRejectedValueOnce(new Problem("invalid"));
    const at = begin();
    at.gathering.add(chosen("bad.txt"), null);
    await untilDone(at);
    at.gathering.add(chosen("good.png"), null);
    await untilDone(at);
    expect(at.gathering.refused).toHaveLength(1);
    at.gathering.putAway();
    expect(at.gathering.refused).toEqual([]);
  });

  test("that find no room are left out before anything is sent", async () => {
    const at = begin();
    at.gathering.add(chosen("one", "two"), 3);
    at.gathering.add(chosen("three", "four"), 3);
    await untilDone(at);
    expect(add.mock.calls.flatMap(([, examples]) => examples)).toHaveLength(3);
    expect(at.gathering.refused).toMatchObject([{ name: "four", problem: { code: "limit_reached" } }]);
  });

  test("are waited for before anybody leaves", async () => {
    const at = begin();
    at.gathering.add(chosen("one", "two"), null);
    expect(at.queue.coming).toBe(2);
    await untilDone(at);
    expect(at.queue.coming).toBe(0);
  });

  test("that are far too large are not even read", async () => {
    const at = begin();
    const file = { size: 60_000_000 } as Blob;
    at.gathering.add([{ name: "film.mov", file, source: "file" }], null);
    await untilDone(at);
    expect(make).not.toHaveBeenCalled();
    expect(at.gathering.refused).toMatchObject([{ problem: { code: "too_large" } }]);
  });
});
