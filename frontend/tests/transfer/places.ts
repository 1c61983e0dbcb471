/** Two places with databases of their own, and a line between a move and them that can break. */

import { IDBFactory } from "fake-indexeddb";
import { v7 as newId } from "uuid";

import model from "../../../tests/contract/model.json" with { type: "json" };
import { hex, itemDigest } from "../../src/contract/digest.js";
import type { Stores } from "../../src/contract/stores.js";
import type { ModelFile, NewExample } from "../../src/contract/values.js";
import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { storesIn } from "../stores/places.js";

/** A place on a computer of its own. */
export async function newPlace(now?: () => number): Promise<Stores> {
  globalThis.indexedDB = new IDBFactory();
  const connection = new Connection(makeRoom);
  const stores = storesIn(connection, now === undefined ? {} : { now });
  // It opens its database now, and never another one.
  await stores.projects.all();
  return stores;
}

export interface Made {
  id: string;
  labels: { id: string; name: string }[];
}

/** A project with this many examples, two works and two models, which have not learned from all examples when `outOfDate`. */
export async function makeProject(stores: Stores, size: number, outOfDate = false): Promise<Made> {
  const id = newId();
  const labels = ["cat", "🐶"].map((name) => ({ id: newId(), name }));
  await stores.projects.create({ id, kind: "text", name: "Animals", language: "de", labels });
  const late = outOfDate ? 1 : 0;
  const texts = Array.from({ length: size - late }, (_, at) => exampleOf(labels, at));
  for (let at = 0; at < texts.length; at += 1000) await stores.examples.add(id, texts.slice(at, at + 1000));
  for (const seed of [1, 2]) await stores.models.save(id, await modelOf(labels, seed), []);
  for (const kind of ["python", "scratch"] as const)
    await stores.works.save(
      id,
      { id: newId(), kind, name: `my ${kind} 🙂`, file: new Blob([kind]), changedAt: 3 },
      0,
    );
  if (outOfDate) await stores.examples.add(id, [exampleOf(labels, size)]);
  return { id, labels };
}

export function exampleOf(labels: Made["labels"], at: number): NewExample {
  const heldBack = at % 7 === 3;
  const group = at % 5 === 0 ? "a burst" : null;
  return {
    id: newId(),
    labelId: labels[at % 2]?.id ?? "",
    data: { text: `text ${at} 🙂` },
    heldBack,
    group,
    addedAt: at,
  };
}

async function modelOf(labels: Made["labels"], seed: number): Promise<ModelFile> {
  const [a = "", b = ""] = labels.map((label) => label.id);
  const written = JSON.stringify({ ...model, id: newId(), seed })
    .replaceAll("@a", a)
    .replaceAll("@b", b);
  const file = JSON.parse(written) as ModelFile;
  return { ...file, digest: hex(await itemDigest(file)) };
}

/** Counts the calls through it. One of them can be made to fail, before it is done or after. */
export class Line {
  calls = 0;
  #fault: { at: number; when: "before" | "after"; problem: () => unknown } | null = null;
  #heard: (() => Promise<void> | void) | null = null;

  breakAt(at: number, when: "before" | "after", problem: () => unknown): void {
    this.calls = 0;
    this.#fault = { at, when, problem };
  }

  /** Nothing is called any more before this has been done, once. */
  beforeCall(at: number, heard: () => Promise<void> | void): void {
    this.calls = 0;
    this.#heard = async () => {
      if (this.calls === at) await heard();
    };
  }

  mend(): void {
    this.calls = 0;
    this.#fault = null;
    this.#heard = null;
  }

  through(stores: Stores): Stores {
    const around = <Store extends object>(store: Store): Store =>
      new Proxy(store, {
        get: (target, name) => {
          const verb = Reflect.get(target, name) as unknown;
          if (typeof verb !== "function") return verb;
          const call = (...args: unknown[]): unknown => Reflect.apply(verb, target, args);
          return name === "read"
            ? (id: string) => this.#stream(() => call(id))
            : (...args: unknown[]) => this.#call(() => call(...args));
        },
      });
    return Object.fromEntries(
      Object.entries(stores).map(([name, store]) => [name, around(store as object)]),
    ) as unknown as Stores;
  }

  async #call(work: () => unknown): Promise<unknown> {
    const number = ++this.calls;
    await this.#heard?.();
    this.#fail(number, "before");
    try {
      return await work();
    } finally {
      this.#fail(number, "after");
    }
  }

  /** What breaks after it was asked for breaks in the middle. */
  async *#stream(work: () => unknown): AsyncGenerator {
    const number = ++this.calls;
    await this.#heard?.();
    this.#fail(number, "before");
    let given = 0;
    for await (const item of work() as AsyncIterable<unknown>) {
      if (given++ === 3) this.#fail(number, "after");
      yield item;
    }
    this.#fail(number, "after");
  }

  #fail(number: number, when: "before" | "after"): void {
    const fault = this.#fault;
    if (fault?.at === number && fault.when === when) throw fault.problem();
  }
}

/** The same place, but that one of its stores does something else. */
export function otherwise<Name extends Exclude<keyof Stores, "backups">>(
  stores: Stores,
  name: Name,
  verbs: Partial<Stores[Name]>,
): Stores {
  const store = Object.create(stores[name]) as Stores[Name];
  return { ...stores, [name]: Object.assign(store, verbs) };
}
