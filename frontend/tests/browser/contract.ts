/** The contract's cases in a real browser, one step a call: `tests/e2e/test_contract_in_browsers.py` drives it, so that
 * each of the website's two people can have a page. All that goes in and out is JSON. */

import { v7 as newId } from "uuid";

import { isUnderWay } from "../../src/contract/rules.js";
import type { Stores, Trainer } from "../../src/contract/stores.js";
import type { Method, Run } from "../../src/contract/values.js";
import type { Place } from "../../src/contract/workshop.js";
import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom, sweep } from "../../src/stores/local/sweep.js";
import { TrainingClient } from "../../src/training/client.js";
import { beginning, type Case, runStep, type State } from "../stores/cases.js";
import { storesHere } from "./here.js";
import { websiteHere } from "./website-here.js";

interface Turn {
  look: Place["look"];
  /** who takes the step; on the website it is whoever is signed in */
  person: string;
  case: Case;
  step: number;
  state: State;
}

const connection = new Connection(makeRoom);
const learner = new TrainingClient();
const people = new Map<string, Stores>();
let moved = 0;
let website: Promise<Stores> | null = null;

async function take({ look, person, case: one, step: at, state }: Turn) {
  const step = one.steps[at];
  if (step === undefined) throw new Error("there is no such step");
  const stores = look === "computer" ? storesOf(person) : await (website ??= websiteHere());
  const outcome = await runStep(step, state, {
    stores,
    wait: (seconds) => {
      moved += seconds * 1000;
    },
    sweep: () => sweep(connection, now()),
    train: (project, method) => trained(stores.trainer, project, method),
  });
  return { wrong: outcome.wrong, state: outcome.state };
}

/** A whole case on this computer. Answers what was not as expected, or null. */
async function walk(one: Case): Promise<string | null> {
  const people = { owner: newId(), stranger: newId() };
  let state = beginning(one);
  for (const [step, { as = "owner", call }] of one.steps.entries()) {
    const outcome = await take({ look: "computer", person: people[as], case: one, step, state });
    if (outcome.wrong !== null) return `step ${step + 1}, ${call}: ${outcome.wrong}`;
    state = outcome.state;
  }
  return null;
}

function now(): number {
  return Date.now() + moved;
}

function storesOf(person: string): Stores {
  const stores = people.get(person) ?? storesHere({ person, now, connection, learner });
  people.set(person, stores);
  return stores;
}

async function trained(trainer: Trainer, project: string, method?: Method): Promise<Run> {
  let run = await trainer.start(project, method);
  while (isUnderWay(run)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    run = await trainer.run(project, run.id);
  }
  return run;
}

Object.assign(globalThis, { contract: { begin: beginning, take, walk } });
