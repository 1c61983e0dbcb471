import { expect, test, vi } from "vitest";

import type { ExampleStore } from "../../src/contract/stores.js";
import type { Example, Page } from "../../src/contract/values.js";
import { ExampleWindow } from "../../src/workshop/example-window.js";

function example(number: number): Example {
  const id = String(number).padStart(4, "0");
  const text = `text ${number}`;
  return {
    id,
    labelId: "l",
    data: { text },
    group: null,
    heldBack: false,
    source: "typed",
    addedAt: 0,
    contributor: null,
  };
}

/** A label with the examples 1 to `count`. */
function windowOn(count: number): {
  window: ExampleWindow;
  page: ReturnType<typeof vi.fn<ExampleStore["page"]>>;
} {
  const all = Array.from({ length: count }, (_, at) => example(count - at));
  const page = vi.fn<ExampleStore["page"]>((_, { before = "", limit = 0 }) => {
    const rest = all.filter(({ id }) => id < before);
    return Promise.resolve({ examples: rest.slice(0, limit), more: rest.length > limit });
  });
  return { window: new ExampleWindow({ page } as unknown as ExampleStore, "p", "l"), page };
}

const ids = (window: ExampleWindow): number[] => window.shown.map(({ id }) => Number(id));
const downFrom = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => first - at);

test("it shows the newest, and more when that is asked for", async () => {
  const { window } = windowOn(200);
  await window.load();
  expect(ids(window)).toEqual(downFrom(200, 10));
  await window.showMore();
  expect(ids(window)).toEqual(downFrom(200, 60));
  expect(window.more).toBe(true);
});

test("pressed twice at once, it shows no example twice", async () => {
  const { window } = windowOn(200);
  await window.load();
  await Promise.all([window.showMore(), window.showMore()]);
  expect(ids(window)).toEqual(downFrom(200, 110));
});

test("what is stored while it reads is not lost from view", async () => {
  const { window } = windowOn(20);
  await window.load();
  const reading = window.load();
  await Promise.resolve();
  window.put([example(21)]);
  await reading;
  expect(ids(window)).toEqual(downFrom(21, 11));
});

test("of many that are stored at once it shows the newest, and the others when they are asked for", async () => {
  const { window } = windowOn(500);
  window.put(downFrom(500, 500).map(example));
  expect(ids(window)).toEqual(downFrom(500, 50));
  expect(window.more).toBe(true);
  await window.showMore();
  window.put([example(501)]);
  expect(ids(window)).toEqual(downFrom(501, 100));
});

test("an older answer never replaces a newer one, and a failed reading holds up no other", async () => {
  const { window, page } = windowOn(5);
  let give: (page: Page) => void = () => undefined;
  page.mockReturnValueOnce(new Promise((resolve) => (give = resolve)));
  const [older, newer] = [window.load(), window.load()];
  await Promise.resolve();
  give({ examples: [example(99)], more: false });
  await Promise.all([older, newer]);
  expect(ids(window)).toEqual(downFrom(5, 5));
  page.mockRejectedValueOnce(new Error("away"));
  await expect(window.load()).rejects.toThrow("away");
  await window.load();
  expect(ids(window)).toEqual(downFrom(5, 5));
});
