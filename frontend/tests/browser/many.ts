/** Many large projects in one browser. */

import { isUnderWay } from "../../src/contract/rules.js";
import { EXAMPLES_AT_ONCE } from "../../src/contract/limits.js";
import { projectIn, storesHere } from "./here.js";

const WORDS = {
  fox: "red tail forest night sly den cunning runs hides hunts".split(" "),
  dog: "bark bone walk leash park fetch loyal wags sits barks".split(" "),
};

const stores = storesHere();

/** A new project with so many examples. Answers its id. */
async function make(examples: number): Promise<string> {
  const { id, example } = await projectIn(stores);
  for (let at = 0; at < examples; at += EXAMPLES_AT_ONCE) {
    const many = Math.min(EXAMPLES_AT_ONCE, examples - at);
    // `example` takes the labels in turn.
    const texts = Array.from({ length: many }, (_, n) => textOf(n % 2 === 0 ? "fox" : "dog", at + n));
    await stores.examples.add(id, texts.map(example));
  }
  return id;
}

function textOf(label: keyof typeof WORDS, number: number): string {
  const words = WORDS[label];
  return [0, 1, 3].map((step) => words[(number * 7 + step) % words.length]).join(" ") + ` ${number}`;
}

interface Used {
  examples: number;
  shown: number;
  state: string;
  guessed: string;
}

/** Opens the project, trains it and guesses with it. */
async function use(id: string): Promise<Used> {
  const { project, counts } = await stores.projects.get(id);
  const { examples } = await stores.examples.page(id, { limit: 50 });
  let run = await stores.trainer.start(id);
  while (isUnderWay(run)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    run = await stores.trainer.run(id, run.id);
  }
  const [guess] = run.state === "ready" ? await stores.trainer.guess(id, [{ text: "sly red tail" }]) : [];
  const best = project.labels.find((label) => label.id === guess?.confidences[0]?.labelId);
  return { examples: counts.examples, shown: examples.length, state: run.state, guessed: best?.name ?? "" };
}

Object.assign(globalThis, { many: { make, use } });
