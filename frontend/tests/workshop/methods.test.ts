import { expect, test } from "vitest";

import type { ModelFile } from "../../src/contract/values.js";
import { methodOf } from "../../src/workshop/methods.js";

test.each([
  ["numbers-softmax@1", "neural"],
  ["numbers-tree@1", "usual"],
  ["text-softmax@1", "usual"],
])("what %s learned by is %s", (trainer, method) => {
  expect(methodOf({ trainer } as ModelFile)).toBe(method);
});

test("without a model it is the usual way", () => {
  expect(methodOf(null)).toBe("usual");
});
