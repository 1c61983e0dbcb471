import { expect, test } from "vitest";

import { idBefore } from "../../src/contract/ids.js";
import type { Example, PageRequest } from "../../src/contract/values.js";
import { examplesGuessed } from "../../src/workshop/guessed-examples.js";

const LABEL = "01890000-0000-7000-8000-00000000aaaa";

function id(number: number): string {
  return `01890000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** A label with so many examples; remembers how often it was asked. */
function storeOf(count: number): {
  asked: number;
  page: (project: string, request: PageRequest) => Promise<never>;
} {
  const ids = Array.from({ length: count }, (_, at) => id(at + 1));
  const store = {
    asked: 0,
    page: (_: string, { after = "", limit = 50, label }: PageRequest) => {
      store.asked += 1;
      expect(label).toBe(LABEL);
      const rest = ids.filter((one) => one > after);
      const examples = rest.slice(0, limit).map((id) => ({ id }) as Example);
      return Promise.resolve({ examples, more: rest.length > limit } as never);
    },
  };
  return store;
}

async function found(
  count: number,
  lines: number[],
): Promise<{ ids: string[]; sure: number[]; asked: number }> {
  const store = storeOf(count);
  const guessed = lines.map((line) => ({ exampleId: id(line), guessedId: LABEL, confidence: line / 10_000 }));
  const ids: string[] = [];
  const sure: number[] = [];
  for await (const { example, confidence } of examplesGuessed(store, "p", LABEL, guessed)) {
    ids.push(example.id);
    sure.push(confidence);
  }
  return { ids, sure, asked: store.asked };
}

test("finds each example once, oldest first, with how sure the guess was", async () => {
  const { ids, sure } = await found(500, [450, 3, 201]);
  expect(ids).toEqual([id(3), id(201), id(450)]);
  expect(sure).toEqual([0.0003, 0.0201, 0.045]);
});

test("reads only where one of them can be, however many examples the label has", async () => {
  const { ids, asked } = await found(5_000, [100, 4_000, 4_001]);
  expect(ids).toHaveLength(3);
  expect(asked).toBe(2);
});

test("what is not in the label any more is left out", async () => {
  expect((await found(10, [2, 11])).ids).toEqual([id(2)]);
  expect((await found(0, [2])).ids).toEqual([]);
  expect((await found(10, [])).asked).toBe(0);
});

test.each([
  ["01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000000"],
  ["01890000-0000-7000-8000-000000000000", "01890000-0000-7000-7fff-ffffffffffff"],
  ["00000000-0000-7000-8000-00000000000a", "00000000-0000-7000-8000-000000000009"],
])("the id before %s is %s", (one, before) => {
  expect(idBefore(one)).toBe(before);
});
