import { expect, test } from "vitest";

import type { Example } from "../../src/contract/values.js";
import { missedRows } from "../../src/workshop/missed-rows.js";

async function* rows(values: (number | string | null)[]): AsyncGenerator<Example> {
  for (const [at, years] of values.entries())
    yield await Promise.resolve({
      id: `e${at}`,
      data: { values: { size: at, years } },
    } as unknown as Example);
}

test("the worst guess comes first, and only rows that were tested are there", async () => {
  const report = [
    { exampleId: "e0", number: 10 },
    { exampleId: "e2", number: 10 },
  ];
  expect(await missedRows(rows([9, 1, 30]), "years", report)).toEqual([
    { id: "e2", values: { size: 2, years: 30 }, truth: 30, guessed: 10, off: 20 },
    { id: "e0", values: { size: 0, years: 9 }, truth: 9, guessed: 10, off: 1 },
  ]);
});

test("a row that has gone or lost its number is left out", async () => {
  const report = ["e0", "e1", "e9"].map((exampleId) => ({ exampleId, number: 1 }));
  expect(await missedRows(rows([null, 4]), "years", report)).toMatchObject([{ id: "e1", off: 3 }]);
});
