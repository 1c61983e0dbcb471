import "fake-indexeddb/auto";

import { v7 as newId } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import { type Content, contentOf } from "../../src/transfer/content.js";
import { writeContent } from "../../src/transfer/write.js";
import { Line, type Made, makeProject, newPlace, otherwise } from "./places.js";

let stores: Stores;
let made: Made;
let content: Content;
let id: string;

beforeEach(async () => {
  stores = await newPlace();
  made = await makeProject(stores, 20);
  content = await contentOf(stores, made.id);
  id = newId();
});

async function names(): Promise<string[]> {
  return (await stores.projects.all()).map(({ project }) => project.name);
}

describe("a copy in the same place", () => {
  it("has all of the project under another id and name", async () => {
    const copy = { ...content, project: { ...content.project, name: "Animals copy" } };
    const card = await writeContent(stores, id, copy);
    expect(card).toMatchObject({ project: { id, name: "Animals copy" }, modelState: "ready", moving: null });
    await stores.projects.update(id, { name: "Animals" }, 1);
    expect(await stores.projects.digest(id)).toBe(await stores.projects.digest(made.id));
  });

  it.each(["before", "after"] as const)(
    "is whole or not there when any step fails, %s it is done",
    async (when) => {
      const line = new Line();
      const through = line.through(stores);
      await writeContent(through, id, content);
      const calls = line.calls;
      for (let at = 1; at <= calls; at++) {
        id = newId();
        line.breakAt(at, when, () => new Problem("quota_full"));
        await expect(writeContent(through, id, content)).rejects.toMatchObject({ code: "quota_full" });
        const there = (await stores.projects.all()).find(({ project }) => project.id === id);
        // Of the last step only the answer can be lost.
        const isWhole = at === calls && when === "after" && there?.moving === null;
        expect(there === undefined || isWhole, `call ${at}`).toBe(true);
      }
    },
  );

  it("is not there when it is stopped", async () => {
    const stop = new AbortController();
    const progress = () => {
      stop.abort();
    };
    const stopped = writeContent(stores, id, content, { signal: stop.signal, progress });
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    expect(await names()).toEqual(["Animals"]);
  });

  it("is not there when it is not the same", async () => {
    const forgetful = otherwise(stores, "works", { save: () => Promise.reject(new Problem("too_large")) });
    await expect(writeContent(forgetful, id, content)).rejects.toMatchObject({ code: "too_large" });
    const wrong = otherwise(stores, "projects", { digest: () => Promise.resolve("0") });
    await expect(writeContent(wrong, newId(), content)).rejects.toMatchObject({ code: "conflict" });
    expect(await names()).toEqual(["Animals"]);
  });

  it("does not write over a project that is there", async () => {
    const digest = await stores.projects.digest(made.id);
    const empty: Content = { ...content, project: { ...content.project, labels: [] } };
    await expect(writeContent(stores, made.id, empty)).rejects.toMatchObject({ code: "conflict" });
    expect(await stores.projects.digest(made.id)).toBe(digest);
  });
});
