import { v7 as newId } from "uuid";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Base } from "../../src/stores/local/base.js";
import { FeatureCache } from "../../src/stores/local/features.js";
import { Ahead } from "../../src/stores/local/ahead.js";
import type { ExampleRow, ProjectRow } from "../../src/stores/local/schema.js";
import type { Learner } from "../../src/stores/local/trainer.js";
import type { ExtractorName } from "../../src/training/core/extractors/known.js";

const extractorNow = vi.fn<() => Promise<ExtractorName | null>>();
const read = vi.fn<Learner["read"]>();

let ahead: Ahead;

beforeEach(() => {
  vi.useFakeTimers();
  extractorNow.mockReset();
  read.mockReset();
  const learner = { read } as unknown as Learner;
  ahead = new Ahead(
    new FeatureCache({} as Base),
    { extractorNow, with: () => Promise.resolve(learner) },
    () => Promise.reject(new Error("a text has no file")),
  );
});

afterEach(() => {
  vi.useRealTimers();
});

function project(): ProjectRow {
  return { id: newId(), kind: "text", language: "en", moving: null, removedAt: null } as ProjectRow;
}

function texts({ id }: ProjectRow, many: number): ExampleRow[] {
  return Array.from(
    { length: many },
    (_, at) => ({ projectId: id, id: newId(), data: { text: `text ${at}` } }) as ExampleRow,
  );
}

it("asks once for each project whether what reads its texts has come", async () => {
  extractorNow.mockResolvedValue(null);
  for (const row of [project(), project()])
    for (let batch = 0; batch < 5; batch++) ahead.note(row, texts(row, 20));
  await vi.runAllTimersAsync();
  expect(extractorNow).toHaveBeenCalledTimes(2);
  expect(read).not.toHaveBeenCalled();
});

it("reads what a child collects, and leaves the most of what is pasted to training", async () => {
  extractorNow.mockResolvedValue("text");
  const row = project();
  ahead.note(row, texts(row, 30));
  await vi.runAllTimersAsync();
  expect(read).toHaveBeenCalledTimes(30);
  for (let batch = 0; batch < 10; batch++) ahead.note(row, texts(row, 1000));
  await vi.runAllTimersAsync();
  expect(read).toHaveBeenCalledTimes(530);
  ahead.note(row, texts(row, 1));
  await vi.runAllTimersAsync();
  expect(read).toHaveBeenCalledTimes(531);
});

it("reads nothing more in a language that a project has left, nor of one that is removed", async () => {
  extractorNow.mockResolvedValue("text");
  const [renamed, spoken, removed] = [project(), project(), project()];
  const wanted = texts(renamed, 3);
  ahead.note(renamed, wanted);
  for (const row of [spoken, removed]) ahead.note(row, texts(row, 3));
  ahead.heed({ ...renamed, name: "Another name" });
  ahead.heed({ ...spoken, language: "cy" });
  ahead.heed({ ...removed, removedAt: 1 });
  await vi.runAllTimersAsync();
  expect(read.mock.calls.map(([, example]) => example)).toEqual(wanted);
});

it("reads what is collected after a change of language in the new one", async () => {
  const row = project();
  const welsh = { ...row, language: "cy" };
  extractorNow.mockResolvedValueOnce("text").mockResolvedValueOnce("text-e5");
  read.mockImplementationOnce(() => {
    ahead.heed(welsh);
    ahead.note(welsh, texts(row, 1));
    return Promise.resolve();
  });
  ahead.note(row, texts(row, 2));
  await vi.runAllTimersAsync();
  expect(read.mock.calls.map(([extractor]) => extractor)).toEqual(["text", "text-e5"]);
});
