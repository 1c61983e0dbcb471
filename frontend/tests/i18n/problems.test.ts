import { expect, it } from "vitest";

import { type Code, Problem } from "../../src/contract/problems.js";
import { sentenceFor } from "../../src/i18n/problems.js";

it.each(["examples", "bytes", "projects"])("names two ways on where there are too many %s", (field) => {
  const sentence = sentenceFor(new Problem("limit_reached", "", field));
  expect(sentence).toMatch(/delete/i);
  expect(sentence).toMatch(/to this computer/);
});

it("says the same of every other limit, and of a field that another problem has", () => {
  const sentence = (code: Code, field?: string) => sentenceFor(new Problem(code, "", field));
  expect(sentence("limit_reached", "labels")).toBe(sentence("limit_reached"));
  expect(sentence("not_found", "examples")).toBe(sentence("not_found"));
});
