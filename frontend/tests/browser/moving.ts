/** Projects to move, made through the workshop's own stores, and what is really in each place. */

import { v7 as newId } from "uuid";

import { isUnderWay } from "../../src/contract/rules.js";
import type { Trainer } from "../../src/contract/stores.js";
import type { Place } from "../../src/contract/workshop.js";
import { openWorkshop } from "../../src/stores/index.js";
import { fetchMe } from "../../src/workshop/me.js";

interface Wanted {
  look: Place["look"];
  name: string;
  size: number;
  /** how much is added to each text */
  length?: number;
  trained?: boolean;
}

interface Half {
  moving: string | null;
  digest: string;
  examples: number;
  heldBack: number;
  models: number;
  works: number;
}

const HEADS = ["it is about music", "it is about the weather"];

async function placeOf(look: Place["look"]) {
  const workshop = openWorkshop(await fetchMe());
  const place = workshop.places.find((one) => one.look === look);
  if (place === undefined) throw new Error("there is no such place");
  return workshop.stores(place.id);
}

/** A project with two labels and a work, answered by its id. */
async function make({ look, name, size, length = 0, trained = false }: Wanted): Promise<string> {
  const stores = await placeOf(look);
  const [project, work] = [newId(), newId()];
  const labels = ["music", "weather"].map((label) => ({ id: newId(), name: label }));
  await stores.projects.create({ id: project, kind: "text", name, labels });
  const examples = Array.from({ length: size }, (_, at) => ({
    id: newId(),
    labelId: labels[at % 2]?.id ?? null,
    data: { text: `${HEADS[at % 2] ?? ""} ${at} ${noise(length)}`.trim() },
  }));
  for (let at = 0; at < size; at += 1000) await stores.examples.add(project, examples.slice(at, at + 1000));
  await stores.works.save(
    project,
    { id: work, kind: "python", name: "my code", file: new Blob(["print(1)"]) },
    0,
  );
  if (trained) await train(stores.trainer, project);
  return project;
}

async function train(trainer: Trainer, project: string): Promise<void> {
  let run = await trainer.start(project);
  while (isUnderWay(run)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    run = await trainer.run(project, run.id);
  }
}

/** What a place has of a project; null when it is not there. */
async function look(place: Place["look"], id: string): Promise<Half | null> {
  const stores = await placeOf(place);
  const card = (await stores.projects.all()).find(({ project }) => project.id === id);
  if (card === undefined) return null;
  return {
    moving: card.moving,
    digest: await stores.projects.digest(id),
    examples: card.counts.examples,
    heldBack: card.counts.heldBack,
    models: (await stores.models.all(id)).length,
    works: (await stores.works.all(id)).length,
  };
}

/** Removes every project of this person that is there. */
async function clear(look: Place["look"]): Promise<void> {
  const { projects } = await placeOf(look);
  for (const { project } of await projects.all()) await projects.remove(project.id);
}

/** A text that cannot be compressed much. */
function noise(length: number): string {
  return Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000))).join(
    "",
  );
}

Object.assign(globalThis, { moving: { make, look, clear } });
