import { describe, expect, it } from "vitest";

import { type DigestStores, hex, itemDigest, projectDigest, workItem } from "../../src/contract/digest.js";
import type {
  Example,
  ModelSummary,
  ProjectCard,
  SavedModel,
  Work,
  WorkSummary,
} from "../../src/contract/values.js";
import file from "../../../tests/contract/digest-vectors.json";

type Vector = (typeof file.vectors)[number];

function storesOf(vector: Vector): DigestStores {
  const summaries = vector.models.map(({ id }) => ({ id })).sort((a, b) => (a.id < b.id ? 1 : -1));
  return {
    projects: {
      get: (id) => {
        const project = { id, ...vector.project, createdAt: 1, changedAt: 2, revision: 3 };
        return Promise.resolve({ project } as unknown as ProjectCard);
      },
    },
    examples: {
      async *read() {
        for (const example of vector.examples)
          yield await Promise.resolve({ ...example, contributor: "someone" } as Example);
      },
    },
    works: {
      all: () => Promise.resolve(vector.works.map(({ id }) => ({ id }) as WorkSummary).reverse()),
      get: (_, id) => {
        const work = vector.works.find((candidate) => candidate.id === id);
        return work === undefined ? Promise.reject(new Error(id)) : Promise.resolve(workOf(work));
      },
    },
    models: {
      all: () => Promise.resolve(summaries as ModelSummary[]),
      load: (_, id) => {
        const model = vector.models.find((candidate) => candidate.id === id);
        return Promise.resolve({ model, report: [] } as unknown as SavedModel);
      },
    },
  };
}

function workOf(said: Vector["works"][number]): Work {
  return { ...said, changedAt: 4, revision: 5, file: new Blob([said.file]) } as Work;
}

describe("digests", () => {
  it.each(file.vectors)("of a project: $name", async (vector) => {
    expect(await projectDigest(storesOf(vector), "p")).toBe(vector.digest);
  });

  it.each(file.vectors)("of its items: $name", async (vector) => {
    const models = [...vector.models].sort((a, b) => (a.id < b.id ? -1 : 1));
    const works = [...vector.works].sort((a, b) => (a.id < b.id ? -1 : 1)).map(workOf);
    const items = [
      vector.project,
      ...vector.examples,
      ...models,
      ...(await Promise.all(works.map(workItem))),
    ];
    expect(await Promise.all(items.map(async (item) => hex(await itemDigest(item))))).toEqual(vector.items);
  });

  it.each([NaN, Infinity, "\ud800"])("refuse %j", async (value) => {
    await expect(itemDigest({ value })).rejects.toMatchObject({ code: "invalid" });
  });
});
