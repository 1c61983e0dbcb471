/** T7: generated projects go from the website to a file, to this computer, to a file and back, and are moved there and back
 * again. `tests/e2e/test_round_trips.py` drives it. */

import { v7 as newId } from "uuid";

import { EXAMPLES_AT_ONCE } from "../../src/contract/limits.js";
import { canTrain, isUnderWay } from "../../src/contract/rules.js";
import type { Stores, Trainer } from "../../src/contract/stores.js";
import type { Guess, Label, NewExample } from "../../src/contract/values.js";
import { move } from "../../src/transfer/move.js";
import { storesHere } from "./here.js";
import { websiteHere } from "./website-here.js";

type Random = () => number;

/** What was found of a project at each station. */
interface Station {
  digest: string;
  guesses: Guess[] | null;
}

const LANGUAGES = ["en", "ar", "he", "de", "zh"];
const WORDS = [
  "hello",
  "🙂",
  "👩‍👩‍👧‍👦",
  "مرحبا",
  "שלום",
  "\u202eturned",
  "é",
  "e\u0301",
  "你好",
  "𝒳",
  "  spaces  ",
  "\ttab",
  "line\nbreak",
  '"quoted"',
  "\\u0041",
  "</script>",
  "=1+1",
  "\u2028",
  "\ufeff",
];
const KINDS = ["scratch", "python"] as const;

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<Thing>(random: Random, things: readonly Thing[]): Thing {
  return things[Math.floor(random() * things.length)] as Thing;
}

function text(random: Random, most: number): string {
  const words = Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(random, WORDS));
  return words.join(pick(random, [" ", "", ", "]));
}

function labelsFrom(random: Random, count: number): Label[] {
  return Array.from({ length: count }, (_, at) => ({
    id: newId(),
    name: `${pick(random, WORDS).trim()} ${at}`,
  }));
}

function exampleFrom(random: Random, labels: readonly Label[]): NewExample {
  const example: NewExample = {
    id: newId(),
    labelId: pick(random, labels).id,
    data: { text: `${text(random, 12)}.` },
    source: pick(random, ["typed", "pasted", "file"]),
  };
  if (random() < 0.3) example.group = `burst ${Math.floor(random() * 5)} 🙂`;
  if (random() < 0.5) example.heldBack = random() < 0.2;
  if (random() < 0.5) example.addedAt = Math.floor(random() * 2e12);
  return example;
}

/** A project with this many examples, and a model if it has enough to learn from. */
async function make(stores: Stores, random: Random, size: number): Promise<string> {
  const id = newId();
  const labels = labelsFrom(random, size === 0 ? Math.floor(random() * 3) : 1 + Math.floor(random() * 5));
  const name = `${text(random, 3)} project`.trim();
  await stores.projects.create({ id, kind: "text", name, language: pick(random, LANGUAGES), labels });
  const examples = Array.from({ length: size }, () => exampleFrom(random, labels));
  for (let at = 0; at < size; at += EXAMPLES_AT_ONCE)
    await stores.examples.add(id, examples.slice(at, at + EXAMPLES_AT_ONCE));
  for (let work = Math.floor(random() * 3); work > 0; work--) await addWork(stores, random, id);
  if (canTrain({ kind: "text", fields: [] }, await stores.examples.counts(id))) {
    await train(stores.trainer, id);
    // Some models are older than the examples.
    if (random() < 0.3) await stores.examples.add(id, [exampleFrom(random, labels)]);
  }
  return id;
}

async function addWork(stores: Stores, random: Random, project: string): Promise<void> {
  const bytes = Uint8Array.from({ length: Math.floor(random() * 3000) }, () => random() * 256);
  const work = {
    id: newId(),
    kind: pick(random, KINDS),
    name: `${text(random, 2)} work`,
    file: new Blob([bytes]),
  };
  await stores.works.save(project, work, 0);
}

async function train(trainer: Trainer, project: string): Promise<void> {
  let run = await trainer.start(project);
  while (isUnderWay(run)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    run = await trainer.run(project, run.id);
  }
  if (run.state !== "ready") throw new Error(`the training is ${run.state}`);
}

async function lookAt(stores: Stores, project: string): Promise<Station> {
  const { modelState } = await stores.projects.get(project);
  const data = WORDS.map((word) => ({ text: `${word} hello!` }));
  const guesses = modelState === "none" ? null : await stores.trainer.guess(project, data);
  return { digest: await stores.projects.digest(project), guesses };
}

/** One project's whole journey; what was found at each station, and its model's state at the first and the last. */
async function travel(seed: number, size: number): Promise<{ stations: Station[]; states: string[] }> {
  const random = randomFrom(seed);
  const [website, computer] = [await websiteHere(), storesHere()];
  const [first, second, third] = [await make(website, random, size), newId(), newId()];
  const stations = [await lookAt(website, first)];
  await computer.files.open(await website.files.save(first), second);
  stations.push(await lookAt(computer, second));
  await website.files.open(await computer.files.save(second), third);
  stations.push(await lookAt(website, third));
  await move(website, computer, third);
  stations.push(await lookAt(computer, third));
  await move(computer, website, third);
  stations.push(await lookAt(website, third));
  const states = await Promise.all(
    [first, third].map(async (id) => (await website.projects.get(id)).modelState),
  );
  for (const id of [first, third]) await website.projects.remove(id);
  await computer.projects.remove(second);
  return { stations, states };
}

Object.assign(globalThis, { trips: { travel } });
