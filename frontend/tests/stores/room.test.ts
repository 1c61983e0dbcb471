import "fake-indexeddb/auto";

import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Me, Workshop } from "../../src/contract/workshop.js";
import { openWorkshop } from "../../src/stores/index.js";
import { policyWith } from "../policies.js";

let kept: boolean;
const persist = vi.fn(() => Promise.resolve(kept));
const estimate = vi.fn(() => Promise.resolve({ quota: 1000, usage: 250 }));
const storing = { persist, persisted: () => Promise.resolve(kept), estimate };

beforeEach(() => {
  kept = false;
  vi.clearAllMocks();
  estimate.mockReset().mockResolvedValue({ quota: 1000, usage: 250 });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A browser that answers so when it is asked for its permission to keep things; null does not know of it. */
function browserThat(answers: PermissionState | null, more: object = {}): void {
  const query = () =>
    answers === null ? Promise.reject(new TypeError("?")) : Promise.resolve({ state: answers });
  vi.stubGlobal("navigator", { storage: storing, permissions: { query }, ...more });
}

const FIREFOX = () => browserThat("prompt");
const CHROMIUM = () => browserThat("prompt", { userAgentData: {} });
const WEBKIT = () => browserThat(null);

function workshopOf(storages = ["cloud", "local"], id = newId()): Workshop {
  const me: Me = {
    person: { id, name: "Mira", role: "student" },
    schoolClass: null,
    csrfToken: "",
    policy: policyWith({ storages }),
    remindUntil: null,
    lastComputer: null,
    guestUntil: null,
  };
  return openWorkshop(me);
}

async function makeHere(workshop: Workshop): Promise<void> {
  const here = workshop.places.find(({ look }) => look === "computer")?.id ?? "";
  await workshop.stores(here).projects.create({ id: newId(), kind: "text", name: "Animals" });
}

describe("the room in this browser", () => {
  it("is what the browser says of it", async () => {
    CHROMIUM();
    expect(await workshopOf().keeping.room()).toEqual({
      used: 250,
      free: 750,
      low: false,
      kept: false,
      decides: "browser",
    });
    kept = true;
    expect(await workshopOf().keeping.room()).toMatchObject({ kept: true, decides: null });
  });

  it.each([
    [0, 1000, 1000, false],
    [799, 1000, 201, false],
    [800, 1000, 200, true],
    [1200, 1000, 0, true],
    [0, 0, 0, true],
  ])("of %s used of %s leaves %s; low: %s", async (usage, quota, free, low) => {
    FIREFOX();
    estimate.mockResolvedValueOnce({ quota, usage });
    expect(await workshopOf().keeping.room()).toMatchObject({ used: usage, free, low });
  });

  it("is unknown where the browser does not say, and there nobody can be asked", async () => {
    const unknown = { used: null, free: null, low: false, kept: false, decides: null };
    vi.stubGlobal("navigator", {});
    expect(await workshopOf().keeping.room()).toEqual(unknown);
    expect(await workshopOf().keeping.ask()).toBe(false);
    CHROMIUM();
    estimate.mockRejectedValueOnce(new TypeError("no"));
    expect(await workshopOf().keeping.room()).toEqual({ ...unknown, decides: "browser" });
  });

  it("matters only where this browser keeps projects of this person, or may", async () => {
    CHROMIUM();
    const id = newId();
    expect(await workshopOf(["cloud"], id).keeping.room()).toBeNull();
    await makeHere(workshopOf(["local"], id));
    expect(await workshopOf(["cloud"], id).keeping.room()).not.toBeNull();
  });

  it("is not told where the browser's storage is blocked", async () => {
    CHROMIUM();
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("Blocked.", "SecurityError");
    });
    expect(await workshopOf().keeping.room()).toBeNull();
  });
});

describe("where the browser makes up how much is free", () => {
  const GIB = 2 ** 30;
  const FULL = new DOMException("no", "QuotaExceededError");
  const truncate = vi.fn<(size: number) => Promise<void>>();
  const abort = vi.fn(() => Promise.resolve());
  const removeEntry = vi.fn(() => Promise.resolve());

  function folderThat(opens: () => Promise<unknown>): void {
    const getDirectory = () =>
      Promise.resolve({ getFileHandle: () => Promise.resolve({ createWritable: opens }), removeEntry });
    browserThat("prompt", { userAgentData: {}, storage: { ...storing, getDirectory } });
  }

  beforeEach(() => {
    truncate.mockReset().mockResolvedValue(undefined);
    folderThat(() => Promise.resolve({ truncate, abort }));
  });

  it.each([
    [0, 1_000_000],
    [40_000_000, 10_000_000],
    [4_000_000_000, 50_000_000],
  ])("with %s used it asks for %s more, and gives them back", async (usage, more) => {
    estimate.mockResolvedValueOnce({ quota: 10 * GIB + usage, usage });
    expect(await workshopOf().keeping.room()).toMatchObject({ used: usage, free: null, low: false });
    expect(truncate.mock.calls).toEqual([[more]]);
    expect([abort.mock.calls.length, removeEntry.mock.calls.length]).toEqual([1, 1]);
  });

  it("it is nearly full when so much more does not fit", async () => {
    estimate.mockResolvedValue({ quota: GIB + 5, usage: 5 });
    truncate.mockRejectedValueOnce(FULL);
    expect(await workshopOf().keeping.room()).toMatchObject({ used: 5, free: null, low: true });
    expect(removeEntry).toHaveBeenCalledOnce();
    folderThat(() => Promise.reject(FULL));
    expect(await workshopOf().keeping.room()).toMatchObject({ low: true });
  });

  it("it has room until it says otherwise when it cannot be asked", async () => {
    estimate.mockResolvedValue({ quota: GIB + 5, usage: 5 });
    truncate.mockRejectedValueOnce(new TypeError("?"));
    expect(await workshopOf().keeping.room()).toMatchObject({ free: null, low: false });
    CHROMIUM();
    expect(await workshopOf().keeping.room()).toMatchObject({ free: null, low: false });
  });
});

describe("whether everything stays when the disk fills up", () => {
  it.each([
    ["the person", FIREFOX, "person"],
    ["Chromium itself", CHROMIUM, "browser"],
    ["WebKit itself", WEBKIT, "browser"],
    ["nobody any more, after a no for good,", () => browserThat("denied"), null],
  ])("is decided by %s", async (_, browser, decides) => {
    browser();
    expect((await workshopOf().keeping.room())?.decides).toBe(decides);
  });

  it.each([
    ["yes", true],
    ["no", false],
  ])("is told when the browser says %s", async (_, answer) => {
    CHROMIUM();
    persist.mockResolvedValueOnce(answer);
    expect(await workshopOf().keeping.ask()).toBe(answer);
  });

  it("is no when the browser fails to answer", async () => {
    CHROMIUM();
    persist.mockRejectedValueOnce(new TypeError("no"));
    expect(await workshopOf().keeping.ask()).toBe(false);
  });
});

describe("with the first project", () => {
  it.each([
    ["Chromium", CHROMIUM],
    ["WebKit", WEBKIT],
  ])("%s is asked at once, without a word", async (_, browser) => {
    browser();
    const explain = vi.fn();
    const workshop = workshopOf();
    const stop = workshop.keeping.beforeAsking(explain);
    await makeHere(workshop);
    await vi.waitFor(() => {
      expect(persist).toHaveBeenCalledOnce();
    });
    expect(explain).not.toHaveBeenCalled();
    stop();
  });

  it("Firefox is not asked before the page has said why", async () => {
    FIREFOX();
    const explain = vi.fn();
    const workshop = workshopOf();
    const stop = workshop.keeping.beforeAsking(explain);
    await makeHere(workshop);
    await vi.waitFor(() => {
      expect(explain).toHaveBeenCalledOnce();
    });
    expect(persist).not.toHaveBeenCalled();
    stop();
    await makeHere(workshop);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(explain).toHaveBeenCalledOnce();
  });

  it("nobody is asked again once the browser keeps everything, or has refused for good", async () => {
    const explain = vi.fn();
    const workshop = workshopOf();
    const stop = workshop.keeping.beforeAsking(explain);
    kept = true;
    CHROMIUM();
    await makeHere(workshop);
    kept = false;
    browserThat("denied");
    await makeHere(workshop);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([persist.mock.calls, explain.mock.calls]).toEqual([[], []]);
    stop();
  });
});
