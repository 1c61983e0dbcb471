import "fake-indexeddb/auto";

import { beforeEach, describe, expect, it } from "vitest";

import { EXAMPLES_AT_ONCE } from "../../src/contract/limits.js";
import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Example, NewExample } from "../../src/contract/values.js";
import { contentOf } from "../../src/transfer/content.js";
import { move, stopMoving } from "../../src/transfer/move.js";
import { writeContent } from "../../src/transfer/write.js";
import { exampleOf, Line, type Made, makeProject, newPlace, otherwise } from "./places.js";

const SMALL = 20;
const LARGE = EXAMPLES_AT_ONCE + 200;

let from: Stores;
let to: Stores;
let made: Made;
let digest: string;
const line = new Line();

async function begin(size = SMALL, outOfDate = false): Promise<void> {
  line.mend();
  [from, to] = [await newPlace(), await newPlace()];
  made = await makeProject(from, size, outOfDate);
  digest = await from.projects.digest(made.id);
}

function moved(signal?: AbortSignal): Promise<unknown> {
  return move(line.through(from), line.through(to), made.id, signal === undefined ? {} : { signal });
}

/** How a place has it: not at all, as one that arrives or leaves, or whole. */
async function stateIn(stores: Stores): Promise<string> {
  const card = (await stores.projects.all()).find(({ project }) => project.id === made.id);
  return card === undefined ? "gone" : (card.moving ?? "whole");
}

async function isIn(stores: Stores): Promise<boolean> {
  const state = await stateIn(stores);
  return (state === "whole" || state === "leaving") && (await stores.projects.digest(made.id)) === digest;
}

async function expectMoved(): Promise<void> {
  expect([await stateIn(from), await stateIn(to)]).toEqual(["gone", "whole"]);
  expect(await to.projects.digest(made.id)).toBe(digest);
}

async function expectStayed(): Promise<void> {
  expect([await stateIn(from), await stateIn(to)]).toEqual(["whole", "gone"]);
  expect(await from.projects.digest(made.id)).toBe(digest);
}

async function examplesIn(stores: Stores): Promise<Example[]> {
  const examples: Example[] = [];
  for await (const example of stores.examples.read(made.id)) examples.push(example);
  return examples;
}

function problemOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (problem: unknown) => problem,
  );
}

async function callsOfAMove(): Promise<number> {
  await moved();
  return line.calls;
}

const lost = () => new Problem("storage_unavailable");

beforeEach(() => begin());

describe("moving a project", () => {
  it("keeps all that is in it, and removes it where it was", async () => {
    const [examples, models] = [await examplesIn(from), await from.models.all(made.id)];
    const works = await from.works.all(made.id);
    const card = await move(from, to, made.id);
    await expectMoved();
    expect(card).toMatchObject({
      project: { id: made.id, name: "Animals", language: "de" },
      modelState: "ready",
      moving: null,
    });
    expect(await examplesIn(to)).toEqual(examples);
    expect(await to.models.all(made.id)).toEqual(models);
    expect(await to.works.all(made.id)).toEqual(works);
  });

  it("keeps that the model has not learned from all examples", async () => {
    await begin(SMALL, true);
    expect((await move(from, to, made.id)).modelState).toBe("changed");
    await expectMoved();
  });

  it("may move nothing but a name", async () => {
    await begin(0);
    await move(from, to, made.id);
    await expectMoved();
  });

  it("tells how much is there", async () => {
    await begin(LARGE);
    const told: number[] = [];
    await move(from, to, made.id, { progress: (share) => told.push(share) });
    expect(told).toEqual([EXAMPLES_AT_ONCE / LARGE, 1]);
  });

  it("may move it back at once, and there again", async () => {
    await move(from, to, made.id);
    await to.projects.update(made.id, { name: "Pets" }, 1);
    digest = await to.projects.digest(made.id);
    await move(to, from, made.id);
    expect([await stateIn(from), await stateIn(to)]).toEqual(["whole", "gone"]);
    await move(from, to, made.id);
    await expectMoved();
  });

  it("does nothing to one that is not there", async () => {
    await from.projects.remove(made.id);
    await expect(move(from, to, made.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await to.projects.all()).toEqual([]);
  });

  it("waits until a training has ended", async () => {
    await begin(30);
    await from.trainer.start(made.id);
    await expect(move(from, to, made.id)).rejects.toMatchObject({ code: "conflict" });
    await expect.poll(async () => (await from.projects.get(made.id)).modelState).toBe("ready");
    digest = await from.projects.digest(made.id);
    await expectStayed();
  });
});

describe("a line that is lost", () => {
  it.each(["before", "after"] as const)(
    "at any step, %s it is done, loses nothing, and the move goes on",
    async (when) => {
      const calls = await callsOfAMove();
      for (let at = 1; at <= calls; at++) {
        await begin();
        line.breakAt(at, when, lost);
        const problem = await problemOf(moved());
        expect(problem, `call ${at}`).toMatchObject({ code: "storage_unavailable" });
        expect((await isIn(from)) || (await isIn(to)), `call ${at}`).toBe(true);
        line.mend();
        await moved();
        await expectMoved();
      }
    },
    60_000,
  );

  it("is gone on with where it was lost", async () => {
    await begin(LARGE);
    const added: string[][] = [];
    const add = (losing: boolean) => async (project: string, examples: NewExample[]) => {
      if (losing && added.length === 1) throw lost();
      added.push(examples.map(({ id }) => id));
      return to.examples.add(project, examples);
    };
    const broken = otherwise(to, "examples", { add: add(true) });
    await expect(move(from, broken, made.id)).rejects.toThrow("storage_unavailable");
    expect([await stateIn(from), await stateIn(to)]).toEqual(["leaving", "arriving"]);
    expect((await to.projects.get(made.id)).counts.examples).toBe(EXAMPLES_AT_ONCE);
    await move(from, otherwise(to, "examples", { add: add(false) }), made.id);
    await expectMoved();
    const ids = (await examplesIn(to)).map(({ id }) => id);
    expect(added).toEqual([ids.slice(0, EXAMPLES_AT_ONCE), ids.slice(EXAMPLES_AT_ONCE)]);
  });

  it("can be stopped at any step instead", async () => {
    const calls = await callsOfAMove();
    for (let at = 1; at <= calls; at++) {
      await begin();
      line.breakAt(at, "after", lost);
      await moved().catch(() => undefined);
      const [source, target] = [await stateIn(from), await stateIn(to)];
      if (source === "gone") continue;
      if (target === "whole") {
        await expect(stopMoving(from, to, made.id)).rejects.toMatchObject({ code: "conflict" });
        continue;
      }
      await stopMoving(from, to, made.id);
      await expectStayed();
    }
  });
});

describe("a move that is stopped", () => {
  it("at any step leaves everything as it was, or has ended", async () => {
    const calls = await callsOfAMove();
    for (let at = 1; at <= calls; at++) {
      await begin();
      const stop = new AbortController();
      line.beforeCall(at, () => {
        stop.abort();
      });
      const problem = await problemOf(moved(stop.signal));
      line.mend();
      if (problem === null) await expectMoved();
      else await expectStayed();
      expect(at > calls - 4 || problem instanceof DOMException, `call ${at}`).toBe(true);
    }
  });

  it("from another computer, at any step, is never half a project", async () => {
    const calls = await callsOfAMove();
    for (let at = 3; at <= calls; at++) {
      await begin();
      line.beforeCall(at, async () => {
        await from.projects.mark(made.id, null).catch(() => undefined);
      });
      const problem = await problemOf(moved());
      line.mend();
      if (problem === null) await expectMoved();
      else {
        expect(problem).toMatchObject({ code: "conflict" });
        await expectStayed();
      }
    }
  });
});

describe("a place that refuses", () => {
  it.each(["quota_full", "limit_reached", "not_allowed"] as const)(
    "with %s, at any step that writes there, leaves the project where it was",
    async (code) => {
      const calls = await callsOfAMove();
      for (let at = 4; at <= calls; at++) {
        await begin();
        line.breakAt(at, "before", () => new Problem(code));
        await moved().catch(() => undefined);
        if ((await stateIn(from)) === "leaving") await move(from, to, made.id);
        if ((await stateIn(from)) === "whole") await expectStayed();
        else await expectMoved();
      }
    },
  );
});

describe("what is there from a broken move", () => {
  async function breakMove(): Promise<void> {
    await from.projects.mark(made.id, "leaving");
    const { name, kind, language, labels } = (await from.projects.get(made.id)).project;
    await to.projects.create({ id: made.id, name, kind, language, labels, moving: "arriving" });
  }

  it("and is older than the project is copied once more", async () => {
    await begin();
    await breakMove();
    const [first] = await examplesIn(from);
    await to.examples.add(made.id, [first as NewExample]);
    await from.projects.mark(made.id, null);
    await from.examples.remove(made.id, [first?.id ?? ""]);
    await from.examples.add(made.id, [exampleOf(made.labels, 99)]);
    await from.projects.update(made.id, { name: "Pets" }, 1);
    digest = await from.projects.digest(made.id);
    await move(from, to, made.id);
    await expectMoved();
  });

  it("and cannot be made the same keeps the project where it is", async () => {
    await begin();
    const forged = otherwise(to, "projects", { digest: () => Promise.resolve("0".repeat(64)) });
    await expect(move(from, forged, made.id)).rejects.toMatchObject({ code: "conflict" });
    await expectStayed();
  });

  it("whole on both sides, after a stop that crossed the last step, is one again when it is moved", async () => {
    await writeContent(to, made.id, await contentOf(from, made.id));
    await move(from, to, made.id);
    await expectMoved();
  });

  it("whole on both sides, and not the same, stays what it is", async () => {
    await writeContent(to, made.id, await contentOf(from, made.id));
    await to.projects.update(made.id, { name: "Other" }, 1);
    await expect(move(from, to, made.id)).rejects.toMatchObject({ code: "conflict" });
    expect([await stateIn(from), await stateIn(to)]).toEqual(["whole", "whole"]);
  });
});
