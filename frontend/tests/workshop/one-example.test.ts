import { expect, it, vi } from "vitest";

import type { Example } from "../../src/contract/values.js";
import { exampleWithId } from "../../src/workshop/one-example.js";

const ID = "019a0000-0000-7000-8000-000000000000";
const BEFORE = "019a0000-0000-7000-7fff-ffffffffffff";

function store(...ids: string[]) {
  const examples = ids.map((id) => ({ id }) as Example);
  return { page: vi.fn(() => Promise.resolve({ examples, more: false })) };
}

it("asks for the one example after the id before", async () => {
  const examples = store(ID);
  expect(await exampleWithId(examples, "p", ID)).toEqual({ id: ID });
  expect(examples.page).toHaveBeenCalledWith("p", { after: BEFORE, limit: 1 });
});

it("is null for one that has gone, whatever comes after it", async () => {
  expect(await exampleWithId(store("019a0000-0000-7000-8000-000000000001"), "p", ID)).toBeNull();
  expect(await exampleWithId(store(), "p", ID)).toBeNull();
});
