import { beforeEach, describe, expect, it, vi } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Grant, Grants } from "../../src/contract/told.js";
import type { OpenedProject } from "../../src/contract/workshop.js";
import { progressOf } from "../../src/workshop/progress.js";
import { Telling } from "../../src/workshop/telling.js";
import { cardWith, somewhere } from "./cards.js";

const trainedAt = 1_700_000_000_000;
const stores = { models: { all: () => Promise.resolve([{ trainedAt }]) } } as unknown as Stores;

/** A project "p" with secret names and these many examples. */
function opened(examples: Record<string, number>): OpenedProject {
  return { stores, place: somewhere, card: { ...cardWith(examples), lastScore: { right: 8, of: 10 } } };
}

function grant(more: Partial<Grant>): Grant {
  return {
    id: "g",
    kind: "show",
    project: "p",
    progress: null,
    computer: null,
    lent: null,
    madeAt: 0,
    changedAt: 0,
    expiresAt: 1,
    ...more,
  };
}

let here: OpenedProject[];
const site = {
  all: vi.fn<Grants["all"]>(),
  make: vi.fn<Grants["make"]>(),
  tellAgain: vi.fn<Grants["tellAgain"]>(),
  withdraw: vi.fn<Grants["withdraw"]>(),
};
let telling: Telling;

beforeEach(() => {
  vi.resetAllMocks();
  here = [opened({ happy: 12, sad: 3 })];
  site.make.mockImplementation(({ id, kind, project = null, progress = null, computer = null }) =>
    Promise.resolve(grant({ id, kind, project, progress, computer })),
  );
  site.tellAgain.mockImplementation((id, { progress = null }) => Promise.resolve(grant({ id, progress })));
  site.withdraw.mockResolvedValue();
  telling = new Telling({ here: () => Promise.resolve(here), grants: site });
});

const numbers = {
  kind: "text",
  labels: [
    { examples: 12, heldBack: 0 },
    { examples: 3, heldBack: 0 },
  ],
  score: { right: 8, of: 10, at: trainedAt },
};

describe("what is told", () => {
  it("is numbers in the order of the labels, and no word", async () => {
    const [project] = here;
    if (!project) throw new Error("nothing here");
    expect(await progressOf(project)).toEqual(numbers);
    expect(JSON.stringify(await progressOf(project))).not.toMatch(/happy|sad|Pets/);
  });

  it("has no score before the first model", async () => {
    const never = { stores, card: cardWith({ a: 1 }) };
    expect((await progressOf(never)).score).toBeNull();
  });
});

describe("showing a project", () => {
  it("sends its numbers, and again only when they have changed", async () => {
    const [project] = here;
    if (!project) throw new Error("nothing here");
    await telling.show(project);
    expect(site.make).toHaveBeenCalledWith(
      expect.objectContaining({ kind: "show", project: "p", progress: numbers }),
    );
    await telling.tellChanges();
    expect(site.tellAgain).not.toHaveBeenCalled();
    here = [opened({ happy: 13, sad: 3 })];
    await telling.tellChanges();
    await telling.tellChanges();
    expect(site.tellAgain).toHaveBeenCalledOnce();
    expect(telling.shown("p")?.progress?.labels[0]?.examples).toBe(13);
  });

  it("tells nothing of a project that is on another computer", async () => {
    site.all.mockResolvedValue([grant({ project: "elsewhere" })]);
    await telling.read();
    await telling.tellChanges();
    expect(site.tellAgain).not.toHaveBeenCalled();
  });

  it("ends when it was withdrawn in another tab or is over", async () => {
    site.all.mockResolvedValue([grant({})]);
    await telling.read();
    site.tellAgain.mockRejectedValue(new Problem("not_found"));
    await telling.tellChanges();
    expect(telling.shown("p")).toBeNull();
  });

  it("goes on after the website was away", async () => {
    site.all.mockResolvedValue([grant({})]);
    await telling.read();
    site.tellAgain.mockRejectedValueOnce(new Problem("storage_unavailable"));
    await expect(telling.tellChanges()).rejects.toMatchObject({ code: "storage_unavailable" });
    await telling.tellChanges();
    expect(telling.shown("p")?.progress).toEqual(numbers);
  });

  it("ends with the project", async () => {
    site.all.mockResolvedValue([grant({})]);
    await telling.read();
    await telling.withdrawFor("another");
    expect(site.withdraw).not.toHaveBeenCalled();
    await telling.withdrawFor("p");
    expect(site.withdraw).toHaveBeenCalledWith("g");
    expect(telling.grants).toEqual([]);
  });

  it("ends with the project when the website is back, if it is away", async () => {
    site.all.mockRejectedValueOnce(new Problem("storage_unavailable"));
    await telling.withdrawFor("p");
    expect(site.withdraw).not.toHaveBeenCalled();
    site.all.mockResolvedValue([grant({})]);
    const stop = telling.start();
    await vi.waitFor(() => {
      expect(site.withdraw).toHaveBeenCalledWith("g");
    });
    stop();
  });
});

describe("a computer", () => {
  it("has the name that it was given last", async () => {
    site.all.mockResolvedValue([grant({ id: "old", kind: "computer", project: null, computer: "Laptop 7" })]);
    await telling.read();
    await telling.nameComputer("Laptop 8");
    expect(telling.grants?.map(({ computer }) => computer)).toEqual(["Laptop 8"]);
  });

  it("has the name that came with who is signed in, and asks nothing for it", () => {
    expect(telling.computer("Laptop 7")).toBe("Laptop 7");
    expect(site.all).not.toHaveBeenCalled();
  });

  it("has none any more once that is withdrawn", async () => {
    site.all.mockResolvedValue([grant({ id: "old", kind: "computer", project: null, computer: "Laptop 7" })]);
    await telling.read();
    expect(telling.computer(null)).toBe("Laptop 7");
    await telling.withdraw("old");
    expect(telling.computer("Laptop 7")).toBeNull();
  });
});
