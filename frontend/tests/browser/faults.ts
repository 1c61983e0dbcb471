/** T5 and T6: connections that die, requests that are never answered, and browsers that keep nothing. */

import { textOf } from "../../src/contract/data.js";
import { Connection } from "../../src/stores/local/connection.js";
import { type Health, healthOf } from "../../src/stores/local/health.js";
import { DATABASE } from "../../src/stores/local/schema.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { projectIn, storesHere } from "./here.js";

interface Told {
  /** "stored", or the reason why not */
  outcome: string;
  milliseconds: number;
  /** texts in the project afterwards */
  texts: string[];
  counted: number;
  /** how many connections were made for it */
  connections: number;
}

type Fault = (opened: IDBDatabase[]) => void | Promise<void>;

const FAULTS: Record<string, Fault> = {
  /** The browser closes the connection and says so. */
  close: (opened) => {
    const last = opened.at(-1);
    last?.close();
    last?.dispatchEvent(new Event("close"));
  },
  /** The connection is closed, and nobody has said so. */
  invalid: (opened) => {
    opened.at(-1)?.close();
  },
  /** It dies in the middle of a transaction. */
  unknown: () => {
    once(IDBObjectStore.prototype, "put", () => {
      throw new DOMException("Connection to Indexed Database server lost.", "UnknownError");
    });
  },
  /** The first request is never answered. */
  silent: async () => {
    const request = await blockedRequest();
    once(IDBObjectStore.prototype, "get", () => request);
  },
  /** Opening is never answered. */
  shut: async (opened) => {
    const request = await blockedRequest();
    opened.at(-1)?.close();
    once(IDBFactory.prototype, "open", () => request);
  },
};

/** Adds two examples while this goes wrong. */
async function meet(fault: string): Promise<Told> {
  const opened = recorded();
  const connection = new Connection(makeRoom);
  const stores = storesHere({ connection });
  const { id, example } = await projectIn(stores);
  await stores.examples.add(id, [example("one")]);
  const before = opened.length;
  await FAULTS[fault]?.(opened);
  const start = performance.now();
  const outcome = await stores.examples.add(id, [example("two"), example("three")]).then(
    () => "stored",
    (problem: unknown) => (problem as { reason?: string }).reason ?? String(problem),
  );
  const milliseconds = performance.now() - start;
  const { examples } = await stores.examples.page(id, {});
  return {
    outcome,
    milliseconds,
    texts: examples.map(({ data }) => textOf(data)),
    counted: (await stores.examples.counts(id)).examples,
    connections: opened.length - before,
  };
}

/** Another connection's transaction stands in the way for ever. Answers also what becomes of it once that has ended. */
async function standInTheWay(): Promise<{ first: string; milliseconds: number; then: string }> {
  const stores = storesHere({ connection: new Connection(makeRoom) });
  const { id, example } = await projectIn(stores);
  const texts = [example("one")];
  const end = await held();
  const add = () =>
    stores.examples.add(id, texts).then(
      () => "stored",
      (problem: unknown) => (problem as { reason?: string }).reason ?? String(problem),
    );
  const start = performance.now();
  const first = await add();
  const milliseconds = performance.now() - start;
  end();
  const then = await add();
  const { examples } = await stores.examples.counts(id);
  return { first, milliseconds, then: `${then} ${examples}` };
}

/** A transaction on everything that goes on until it is told to end. */
function held(): Promise<() => void> {
  return new Promise((resolve) => {
    const request = indexedDB.open(DATABASE);
    request.onsuccess = () => {
      let isOver = false;
      const transaction = request.result.transaction([...request.result.objectStoreNames], "readwrite");
      const again = () => {
        if (!isOver) transaction.objectStore("projects").count().onsuccess = again;
        else request.result.close();
      };
      again();
      resolve(() => {
        isOver = true;
      });
    };
  });
}

/** The connections that this page makes from now on. */
function recorded(): IDBDatabase[] {
  const opened: IDBDatabase[] = [];
  const open = Reflect.get<IDBFactory, "open">(IDBFactory.prototype, "open");
  IDBFactory.prototype.open = function (...call) {
    const request = open.apply(this, call);
    if (call[0] === DATABASE) request.addEventListener("success", () => opened.push(request.result));
    return request;
  };
  return opened;
}

function once<Target extends object>(target: Target, name: keyof Target, instead: () => unknown): void {
  const original = target[name];
  target[name] = function () {
    target[name] = original;
    return instead();
  } as Target[keyof Target];
}

/** Held, since a connection that nobody knows any more is closed. */
const holding: IDBDatabase[] = [];

/** A real request that will not be answered as long as this page is open: a delete behind an open connection. */
function blockedRequest(): Promise<IDBRequest> {
  return new Promise((resolve) => {
    const name = `blocked ${Math.random()}`;
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      holding.push(opening.result);
      const request = indexedDB.deleteDatabase(name);
      request.onblocked = () => {
        resolve(request);
      };
    };
  });
}

function health(): Promise<Health> {
  return healthOf(new Connection(makeRoom));
}

async function askToPersist(): Promise<boolean | null> {
  const { storage } = navigator as Partial<Navigator>;
  return storage === undefined ? null : storage.persist();
}

/** What the store says when it is asked for something. */
async function firstAnswer(): Promise<string> {
  return storesHere({ connection: new Connection(makeRoom) })
    .projects.all()
    .then(
      () => "answers",
      (problem: unknown) => (problem as { reason?: string }).reason ?? String(problem),
    );
}

Object.assign(globalThis, { faults: { meet, standInTheWay, health, askToPersist, firstAnswer } });
