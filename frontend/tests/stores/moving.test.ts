import "fake-indexeddb/auto";

import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { NewExample } from "../../src/contract/values.js";
import type { Place } from "../../src/contract/workshop.js";
import { allProjects, type Home, opened } from "../../src/stores/homes.js";
import { duplicate, moveTo, stopMoving, whatIsMoving } from "../../src/stores/moving.js";
import { type Made, makeProject, newPlace, otherwise } from "../transfer/places.js";

const nobody: (project: string) => boolean = () => false;

let here: Home;
let website: Home;
let homes: Home[];
let made: Made;

function placeWith(id: string, limits: Partial<Place>): Place {
  const nothing: Omit<Place, "id" | "look"> = {
    projectsLimit: null,
    examplesLimits: null,
    bytesLimit: null,
    kinds: ["text"],
    roomElsewhere: false,
    first: false,
    here: false,
    shared: false,
    lends: null,
    guessesASecond: 5,
  };
  return { id, look: id as Place["look"], ...nothing, ...limits };
}

beforeEach(async () => {
  here = { place: placeWith("computer", { here: true }), stores: await newPlace(), allowed: true };
  const limits = {
    projectsLimit: 2,
    examplesLimits: { text: 30, images: 0, sounds: 0, numbers: 0, prediction: 0 },
    roomElsewhere: true,
  };
  website = { place: placeWith("website", limits), stores: await newPlace(), allowed: true };
  homes = [here, website];
  made = await makeProject(here.stores, 20);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function listed(isMoving = nobody) {
  const { projects } = await allProjects(homes, isMoving);
  return projects.map(({ card, place, moving }) => ({ id: card.project.id, at: place.id, moving }));
}

async function beginMove(share: number): Promise<void> {
  await here.stores.projects.mark(made.id, "leaving");
  const { labels } = made;
  const half = { id: made.id, kind: "text", name: "Animals", labels, moving: "arriving" } as const;
  await website.stores.projects.create(half);
  const { examples } = await here.stores.examples.page(made.id, { limit: 20 * share });
  await website.stores.examples.add(made.id, examples as NewExample[]);
}

describe("the list", () => {
  it("shows the halves of a project on its way as one, in the place that it leaves", async () => {
    await beginMove(0.5);
    const moving = { to: website.place, share: 0.5, underWay: false };
    expect(await listed()).toEqual([{ id: made.id, at: "computer", moving }]);
    expect(await listed((id) => id === made.id)).toEqual([
      { id: made.id, at: "computer", moving: { ...moving, underWay: true } },
    ]);
  });

  it("shows all of it there only when it is whole", async () => {
    await beginMove(1);
    expect((await listed())[0]?.moving?.share).toBeLessThan(1);
    await website.stores.projects.mark(made.id, null);
    expect(await listed()).toMatchObject([{ at: "computer", moving: { share: 1 } }]);
  });

  it("does not show a copy that is being written", async () => {
    await website.stores.projects.create({ id: newId(), kind: "text", name: "Half", moving: "arriving" });
    expect(await listed()).toMatchObject([{ id: made.id, at: "computer", moving: null }]);
  });

  it("knows where a project goes that only this browser has, and not where one of the website goes", async () => {
    await here.stores.projects.mark(made.id, "leaving");
    const other = await makeProject(website.stores, 0);
    await website.stores.projects.mark(other.id, "leaving");
    expect((await listed()).map(({ at, moving }) => [at, moving?.to?.id, moving?.share])).toEqual([
      ["website", undefined, 0],
      ["computer", "website", 0],
    ]);
  });
});

describe("opening", () => {
  it("finds a project that is on its way where it is whole", async () => {
    await beginMove(0.5);
    expect((await opened(homes, made.id)).place.id).toBe("computer");
    await website.stores.projects.mark(made.id, null);
    expect((await opened(homes, made.id)).place.id).toBe("website");
  });

  it("does not find a copy that is being written", async () => {
    const id = newId();
    await here.stores.projects.create({ id, kind: "text", name: "Half", moving: "arriving" });
    await expect(opened(homes, id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what does not fit", () => {
  it.each([
    ["examples", async () => (made = await makeProject(here.stores, 31))],
    ["projects", async () => Promise.all([makeProject(website.stores, 0), makeProject(website.stores, 0)])],
  ] as const)("is refused before anything is done: too many %s", async (field, prepare) => {
    await prepare();
    const before = await listed();
    await expect(moveTo(homes, made.id, "website")).rejects.toMatchObject({ code: "limit_reached", field });
    expect(await listed()).toEqual(before);
    expect(await website.stores.projects.all()).toHaveLength(field === "projects" ? 2 : 0);
  });

  it("does not count the project itself when a move goes on", async () => {
    await makeProject(website.stores, 0);
    await beginMove(0.5);
    await moveTo(homes, made.id, "website");
    expect((await website.stores.projects.get(made.id)).moving).toBeNull();
    expect(await here.stores.projects.all()).toEqual([]);
  });

  it("is refused where it would take more bytes than there are, with those that are there", async () => {
    const { bytes } = await here.stores.projects.get(made.id);
    website.place.bytesLimit = bytes;
    const other = await makeProject(website.stores, 1);
    const tooMuch = { code: "limit_reached", field: "bytes" };
    await expect(moveTo(homes, made.id, "website")).rejects.toMatchObject(tooMuch);
    await website.stores.projects.remove(other.id);
    await moveTo(homes, made.id, "website");
    await expect(duplicate(homes, made.id, "Copy")).rejects.toMatchObject(tooMuch);
  });

  it("is refused where projects of its kind are not kept", async () => {
    website.place.kinds = ["numbers"];
    await expect(moveTo(homes, made.id, "website")).rejects.toMatchObject({ code: "not_allowed" });
    expect(await website.stores.projects.all()).toEqual([]);
  });

  it("is not copied either", async () => {
    const full = await makeProject(website.stores, 0);
    await makeProject(website.stores, 0);
    await expect(duplicate(homes, full.id, "Copy")).rejects.toMatchObject({
      code: "limit_reached",
      field: "projects",
    });
  });
});

describe("a move", () => {
  it("ends where it should, also when it is asked for once more", async () => {
    await moveTo(homes, made.id, "website");
    await moveTo(homes, made.id, "website");
    expect(await listed()).toMatchObject([{ id: made.id, at: "website", moving: null }]);
  });

  it("is made by one page at a time", async () => {
    const both = await Promise.allSettled([
      moveTo(homes, made.id, "website"),
      moveTo(homes, made.id, "website"),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(both[1]).toMatchObject({ reason: { code: "conflict" } });
  });

  it("is left alone while another page of the browser holds its lock", async () => {
    const locks = {
      request: (_name: string, _free: object, work: (lock: null) => unknown) => Promise.resolve(work(null)),
      query: () => Promise.resolve({ held: [{ name: `mlforkids moving ${made.id}` }] }),
    };
    vi.stubGlobal("navigator", { locks });
    await expect(moveTo(homes, made.id, "website")).rejects.toMatchObject({ code: "conflict" });
    expect((await whatIsMoving())(made.id)).toBe(true);
    expect((await whatIsMoving())(newId())).toBe(false);
  });

  it("is told while this page makes it", async () => {
    const told: boolean[] = [];
    await moveTo(homes, made.id, "website", {
      progress: () => void whatIsMoving().then((isMoving) => told.push(isMoving(made.id))),
    });
    expect(told).toEqual([true]);
    expect((await whatIsMoving())(made.id)).toBe(false);
  });

  it("that is stopped leaves the project where it was, though the other place does not answer", async () => {
    await beginMove(0.5);
    await stopMoving(homes, made.id);
    expect(await listed()).toMatchObject([{ at: "computer", moving: null }]);
    expect(await website.stores.projects.all()).toEqual([]);
    await beginMove(0.5);
    const dead = otherwise(website.stores, "projects", { get: () => Promise.reject(new Error("no line")) });
    await stopMoving([here, { ...website, stores: dead }], made.id);
    expect(await listed()).toMatchObject([{ at: "computer", moving: null }]);
  });
});

describe("a copy", () => {
  it("is in the same place", async () => {
    const { project } = await duplicate(homes, made.id, "Second");
    expect(project.name).toBe("Second");
    expect(await listed()).toMatchObject([{ id: project.id, at: "computer" }, { id: made.id }]);
  });
});
