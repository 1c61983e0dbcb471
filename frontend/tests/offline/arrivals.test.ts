import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Arrivals } from "../../src/offline/arrivals.js";
import { keepPack } from "../../src/offline/updates.js";
import { fetchPack, hasCome } from "../../src/training/packs.js";

vi.mock("../../src/offline/updates.js", () => ({ keepPack: vi.fn() }));
vi.mock("../../src/training/packs.js", () => ({ fetchPack: vi.fn(), hasCome: vi.fn() }));

let arrivals: Arrivals;
let told: (string | undefined)[];

function lineIs(connection: object | undefined): void {
  vi.stubGlobal("navigator", { connection });
}

beforeEach(() => {
  arrivals = new Arrivals();
  told = [];
  arrivals.listen(() => told.push(arrivals.of("text")));
  vi.mocked(keepPack).mockReset().mockResolvedValue([]);
  vi.mocked(hasCome).mockReset().mockResolvedValue(false);
  vi.mocked(fetchPack).mockReset().mockResolvedValue(undefined);
  lineIs(undefined);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it("is fetched in the background, once, and kept by the service worker", async () => {
  await Promise.all([arrivals.offer("text"), arrivals.offer("text")]);
  await arrivals.fetch("text");
  expect(told).toEqual(["coming", "here"]);
  expect(keepPack).toHaveBeenCalledExactlyOnceWith("text");
  expect(fetchPack).not.toHaveBeenCalled();
});

it("comes where no service worker is, too", async () => {
  vi.mocked(keepPack).mockResolvedValue(null);
  await arrivals.offer("text");
  expect(fetchPack).toHaveBeenCalledExactlyOnceWith("text");
  expect(arrivals.of("text")).toBe("here");
});

it.each([
  { saveData: true },
  { effectiveType: "slow-2g" },
  { effectiveType: "3g" },
  { effectiveType: "4g", downlink: 0.7 },
])("waits to be asked for on a line like %o", async (line) => {
  lineIs(line);
  await arrivals.offer("text");
  expect(told).toEqual(["waits"]);
  expect(keepPack).not.toHaveBeenCalled();
  await arrivals.fetch("text");
  expect(told).toEqual(["waits", "coming", "here"]);
});

it.each([
  { pack: "text-e5", deviceMemory: 2, state: "heavy" },
  { pack: "text-e5", deviceMemory: 4, state: "here" },
  { pack: "text-e5", deviceMemory: undefined, state: "here" },
  { pack: "text", deviceMemory: 1, state: "here" },
] as const)(
  "is left until it is asked for where it is too heavy: %o",
  async ({ pack, deviceMemory, state }) => {
    vi.stubGlobal("navigator", { deviceMemory });
    await arrivals.offer(pack);
    expect(arrivals.of(pack)).toBe(state);
    await arrivals.fetch(pack);
    expect(arrivals.of(pack)).toBe("here");
  },
);

it("is here on a slow line when it has come before", async () => {
  lineIs({ saveData: true });
  vi.mocked(hasCome).mockResolvedValue(true);
  await arrivals.offer("text");
  expect(told).toEqual(["here"]);
});

it("that did not come is fetched again when asked for, and not by itself", async () => {
  vi.mocked(keepPack).mockResolvedValue(null);
  vi.mocked(fetchPack).mockRejectedValueOnce(new TypeError("no line"));
  await arrivals.offer("text");
  await arrivals.offer("text");
  expect(told).toEqual(["coming", "away"]);
  await arrivals.fetch("text");
  expect(told).toEqual(["coming", "away", "coming", "here"]);
});
