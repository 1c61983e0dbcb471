import "fake-indexeddb/auto";

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { v7 as newId } from "uuid";
import { describe, expect, it } from "vitest";

import { applies, beginning, type Case, type CaseFile, casesIn, runStep } from "./cases.js";
import { placeFor } from "./places.js";

const CASES = join(import.meta.dirname, "../../../tests/contract/cases");

describe.each(readdirSync(CASES))("%s", (file) => {
  const cases = casesIn(JSON.parse(readFileSync(join(CASES, file), "utf8")) as CaseFile);
  it.each(cases.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    await follow(one);
  });
});

async function follow(one: Case): Promise<void> {
  const people = { owner: newId(), stranger: newId() };
  const place = placeFor(people);
  let state = beginning(one);
  for (const [at, step] of one.steps.entries()) {
    const outcome = await runStep(step, state, place(step.as ?? "owner"));
    expect(outcome.wrong, `step ${at + 1}, ${step.call}`).toBeNull();
    if (at === 0 && !applies(one, outcome)) return;
    state = outcome.state;
  }
}
