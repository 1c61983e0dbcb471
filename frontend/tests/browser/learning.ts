/** Pictures and sounds are learned from in a real browser's own worker; `tests/e2e/test_extractors.py` drives it. */

import { v7 as newId } from "uuid";

import { isUnderWay } from "../../src/contract/rules.js";
import type { ProjectKind } from "../../src/contract/values.js";
import { storesHere } from "./here.js";

/** `examples` and `asked` are files in base64, one label after the other. Answers the names guessed, and how often the
 * page could do something of its own in the meantime. */
async function learn(given: {
  kind: ProjectKind;
  names: string[];
  examples: string[];
  asked: string[];
}): Promise<{ guessed: string[]; longestWait: number }> {
  const { projects, examples, trainer } = storesHere();
  const labels = given.names.map((name) => ({ id: newId(), name }));
  const project = newId();
  await projects.create({ id: project, kind: given.kind, name: "Made by code", labels });
  for (const [i, file] of given.examples.entries())
    await examples.add(project, [
      { id: newId(), labelId: labels[i % labels.length]?.id ?? null, data: { file: blob(file) } },
    ]);
  const waits = longestWait();
  let run = await trainer.start(project);
  while (isUnderWay(run)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    run = await trainer.run(project, run.id);
  }
  if (run.state !== "ready") throw new Error(`${run.state}: ${String(run.problem)}`);
  const guesses = await trainer.guess(
    project,
    given.asked.map((file) => ({ file: blob(file) })),
  );
  const names = new Map(labels.map(({ id, name }) => [id, name]));
  const guessed = guesses.map(({ confidences }) => names.get(confidences[0]?.labelId ?? "") ?? "");
  return { guessed, longestWait: waits() };
}

/** Starts to watch the page; then answers the longest time in ms that it could do nothing. */
function longestWait(): () => number {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 20);
    last = performance.now();
  }, 20);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

function blob(text: string): Blob {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Blob([bytes]);
}

Object.assign(globalThis, { learning: { learn } });
