import { beforeEach, expect, test, vi } from "vitest";

import { textOf } from "../../src/contract/data.js";
import { Problem } from "../../src/contract/problems.js";
import type { ExampleStore } from "../../src/contract/stores.js";
import type { NewExample, Receipt } from "../../src/contract/values.js";
import { AddQueue, type ToAdd } from "../../src/workshop/add-queue.js";

const receive = (examples: NewExample[]): Receipt[] =>
  examples.map(({ id }) => ({ id, heldBack: false, addedAt: 1, removed: false }));
const add = vi.fn<(project: string, examples: NewExample[]) => Promise<Receipt[]>>();
const handlers = { changed: vi.fn(), stored: vi.fn(), failed: vi.fn() };

function newQueue(): AddQueue {
  const queue = new AddQueue({ add } as unknown as ExampleStore, "p");
  queue.handlers = handlers;
  return queue;
}

const text = (written: string): ToAdd => ({ labelId: "l", data: { text: written } });

function textsOf(call: number): string[] {
  return add.mock.calls[call]?.[1].map(({ data }) => textOf(data)) ?? [];
}

beforeEach(() => {
  vi.clearAllMocks();
  add.mockImplementation((_, examples) => Promise.resolve(receive(examples)));
});

test("of many that wait a page draws the newest", async () => {
  const queue = newQueue();
  queue.push(
    Array.from({ length: 500 }, (_, at) => text(String(at))),
    "pasted",
  );
  expect(queue.drawn.map(({ data }) => textOf(data as { text: string }))).toEqual(
    Array.from({ length: 20 }, (_, at) => String(499 - at)),
  );
  await vi.waitFor(() => expect(queue.drawn).toEqual([]));
});

test("what is typed while another is saved goes together in the next batch, in order", async () => {
  const queue = newQueue();
  queue.push([text("one")], "typed");
  queue.push([text("two")], "typed");
  queue.push([text("three")], "typed");
  await vi.waitFor(() => expect(queue.waiting).toEqual([]));
  expect([textsOf(0), textsOf(1)]).toEqual([["one"], ["two", "three"]]);
  expect(handlers.stored).toHaveBeenCalledTimes(2);
});

test("more than a thousand go in batches of a thousand", async () => {
  const queue = newQueue();
  queue.push(
    Array.from({ length: 1500 }, (_, at) => text(`text ${at}`)),
    "pasted",
  );
  await vi.waitFor(() => expect(queue.waiting).toEqual([]));
  expect([textsOf(0).length, textsOf(1).length]).toEqual([1000, 500]);
});

test("what fails stays, and goes again under the same id", async () => {
  add.mockRejectedValueOnce(new Problem("storage_unavailable"));
  const queue = newQueue();
  queue.push([text("one")], "typed");
  await vi.waitFor(() => expect(queue.failed.length).toBe(1));
  expect(handlers.failed).toHaveBeenCalledOnce();
  queue.tryAgain();
  await vi.waitFor(() => expect(queue.waiting).toEqual([]));
  expect(add.mock.calls[1]?.[1][0]?.id).toBe(add.mock.calls[0]?.[1][0]?.id);
});

test("what fails can be taken back, and does not stop what is typed next", async () => {
  add.mockRejectedValueOnce(new Problem("limit_reached"));
  const queue = newQueue();
  queue.push([text("one")], "typed");
  await vi.waitFor(() => expect(queue.failed.length).toBe(1));
  queue.push([text("two")], "typed");
  await vi.waitFor(() => expect(handlers.stored).toHaveBeenCalledOnce());
  expect(queue.takeBack()).toMatchObject([text("one")]);
  expect(queue.waiting).toEqual([]);
});
