import "fake-indexeddb/auto";

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { v7 as newId } from "uuid";
import { describe, expect, it } from "vitest";

import { isUnderWay } from "../../src/contract/rules.js";
import type { Stores, Trainer } from "../../src/contract/stores.js";
import type { Method, Run } from "../../src/contract/values.js";
import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom, sweep } from "../../src/stores/local/sweep.js";
import { beginning, type Case, type CaseFile, casesIn, runStep } from "./cases.js";
import { type OverChannels, overChannels } from "./channel.js";
import { storesIn } from "./places.js";

const CASES = join(import.meta.dirname, "../../../tests/contract/cases");

describe.each(readdirSync(CASES))("%s", (file) => {
  const cases = casesIn(JSON.parse(readFileSync(join(CASES, file), "utf8")) as CaseFile);
  it.each(cases.filter(({ limits }) => limits !== true).map((one) => [one.name, one] as const))(
    "%s",
    async (_, one) => {
      await follow(one, (stores) => ({ stores, close: () => undefined }));
    },
  );
  it.each(cases.filter(({ limits }) => limits !== true).map((one) => [one.name, one] as const))(
    "over channels: %s",
    async (_, one) => {
      await follow(one, overChannels);
    },
  );
});

async function follow(one: Case, reach: (stores: Stores) => OverChannels): Promise<void> {
  const connection = new Connection(makeRoom);
  let moved = 0;
  const now = () => Date.now() + moved;
  const owner = reach(storesIn(connection, { person: newId(), now }));
  const stranger = reach(storesIn(connection, { person: newId(), now }));
  let state = beginning(one);
  for (const [at, step] of one.steps.entries()) {
    const { stores } = step.as === "stranger" ? stranger : owner;
    const outcome = await runStep(step, state, {
      stores,
      wait: (seconds) => {
        moved += seconds * 1000;
      },
      sweep: () => sweep(connection, now()),
      train: (project, method) => trained(stores.trainer, project, method),
    });
    expect(outcome.wrong, `step ${at + 1}, ${step.call}`).toBeNull();
    state = outcome.state;
  }
  owner.close();
  stranger.close();
  await connection.close();
}

async function trained(trainer: Trainer, project: string, method?: Method): Promise<Run> {
  let run = await trainer.start(project, method);
  while (isUnderWay(run)) {
    await setTimeout(20);
    run = await trainer.run(project, run.id);
  }
  return run;
}
