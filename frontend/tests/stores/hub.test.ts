import { setTimeout } from "node:timers/promises";

import { v7 as newId } from "uuid";
import { afterEach, describe, expect, it, vi } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Example } from "../../src/contract/values.js";
import { storesOver } from "../../src/stores/hub/guest.js";
import { MOST_AT_ONCE, Service } from "../../src/stores/hub/service.js";

const PROJECT = newId();
const OTHER = newId();
const TEXT = { id: newId(), labelId: newId(), data: { text: "hello" } };

const services: Service[] = [];

afterEach(() => {
  for (const service of services.splice(0)) service.close();
});

/** A page with these stores, and the port that a frame has got from it. */
function serve(stores: object): MessagePort {
  const { port1, port2 } = new MessageChannel();
  services.push(new Service(port1, { project: PROJECT, stores: stores as Stores }));
  return port2;
}

function guestOf(stores: object): Stores {
  return storesOver(serve(stores));
}

/** What a frame hears that says this, in the next moments. */
async function heard(port: MessagePort, ...said: unknown[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  port.onmessage = ({ data }) => answers.push(data);
  for (const message of said) port.postMessage(message);
  await setTimeout(30);
  return answers;
}

async function* numbers(upTo: number, seen: { read: number; ended: boolean }): AsyncGenerator<Example> {
  try {
    for (seen.read = 0; seen.read < upTo; seen.read++) {
      await Promise.resolve();
      yield { n: seen.read } as unknown as Example;
    }
  } finally {
    seen.ended = true;
  }
}

function begin({ examples }: Stores): AsyncIterator<Example> {
  return examples.read(PROJECT)[Symbol.asyncIterator]();
}

describe("a call", () => {
  it("reaches the store and brings back its answer, files too", async () => {
    const get = vi.fn((project: string, id: string) =>
      Promise.resolve({ project, id, file: new Blob(["print(1)"]) }),
    );
    const id = newId();
    const work = await guestOf({ works: { get } }).works.get(PROJECT, id);
    expect(get).toHaveBeenCalledExactlyOnceWith(PROJECT, id);
    expect(await work.file.text()).toBe("print(1)");
  });

  it("brings back a problem with its code, sentence and field", async () => {
    const add = () => Promise.reject(new Problem("limit_reached", "Tidy up.", "examples"));
    const adding = guestOf({ examples: { add } }).examples.add(PROJECT, [TEXT]);
    await expect(adding).rejects.toEqual(new Problem("limit_reached", "Tidy up.", "examples"));
    await expect(adding).rejects.toBeInstanceOf(Problem);
  });

  it("that fails by a fault of ours is told without its words", async () => {
    const secret = () => Promise.reject(new TypeError("of another project"));
    const port = serve({ examples: { counts: secret } });
    const answers = await heard(port, { call: 1, store: "examples", verb: "counts", args: [PROJECT] });
    expect(answers).toEqual([{ call: 1, code: "storage_unavailable", detail: "" }]);
  });

  it("that answers what cannot be sent is a problem too", async () => {
    const counts = () => Promise.resolve({ a: () => 1 });
    await expect(guestOf({ examples: { counts } }).examples.counts(PROJECT)).rejects.toMatchObject({
      code: "storage_unavailable",
    });
  });

  it("waits its turn when there are many", async () => {
    let most = 0;
    let now = 0;
    const counts = async () => {
      most = Math.max(most, ++now);
      await setTimeout(1);
      now -= 1;
      return {};
    };
    const { examples } = guestOf({ examples: { counts } });
    await Promise.all(Array.from({ length: 200 }, () => examples.counts(PROJECT)));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThan(MOST_AT_ONCE);
  });
});

describe("what a frame may not do", () => {
  const untouched = () => {
    throw new Error("this must not be reached");
  };
  const everything = new Proxy({}, { get: () => new Proxy({}, { get: () => untouched }) });

  it.each([
    ["projects", "all", []],
    ["projects", "create", [{ id: PROJECT, kind: "text", name: "Mine" }]],
    ["projects", "remove", [PROJECT]],
    ["projects", "restore", [PROJECT]],
    ["projects", "mark", [PROJECT, "leaving"]],
    ["files", "save", [PROJECT]],
    ["files", "open", [new Blob(["zip"]), PROJECT]],
  ])("%s.%s is not allowed", async (store, verb, args) => {
    const answers = await heard(serve(everything), { call: 1, store, verb, args });
    expect(answers).toMatchObject([{ call: 1, code: "not_allowed" }]);
  });

  it.each([
    ["projects", "get", [OTHER]],
    ["examples", "read", [OTHER]],
    ["examples", "add", [OTHER, [TEXT]]],
    ["works", "all", []],
    ["works", "all", [[PROJECT]]],
    ["trainer", "start", [null]],
  ])("%s.%s of a project that is not open is not found", async (store, verb, args) => {
    const answers = await heard(serve(everything), { call: 1, store, verb, args });
    expect(answers).toMatchObject([{ call: 1, code: "not_found" }]);
  });

  it.each([
    ["projects", "steal"],
    ["projects", "constructor"],
    ["projects", "__proto__"],
    ["__proto__", "toString"],
    ["constructor", "get"],
    ["nothing", "get"],
    [null, null],
    [["projects"], ["get"]],
  ])("%s.%s is no verb", async (store, verb) => {
    const answers = await heard(serve(everything), { call: 1, store, verb, args: [PROJECT] });
    expect(answers).toMatchObject([{ call: 1, code: "invalid" }]);
  });

  const id = newId();
  const work = { id, kind: "python", name: "guess.py", file: new Blob(["1"]) };
  it.each([
    ["projects", "update", [{ name: 7 }, 1]],
    ["projects", "update", [{ name: "New" }, "1"]],
    ["projects", "update", [{ labels: [{ id: "../../a", name: "cat" }] }, 1]],
    ["projects", "update", [null, 1]],
    ["examples", "add", ["everything"]],
    ["examples", "add", [[null]]],
    ["examples", "add", [[{ ...TEXT, id: "<img>" }]]],
    ["examples", "add", [[{ ...TEXT, data: { text: ["hello"] } }]]],
    ["examples", "add", [[{ ...TEXT, heldBack: "yes" }]]],
    ["examples", "page", [{ limit: "200" }]],
    ["examples", "remove", [{ 0: id, length: 1 }]],
    ["examples", "media", ["../secret"]],
    ["models", "save", [7n, []]],
    ["models", "save", [{}, [{ exampleId: id, guessedId: id, confidence: "1" }]]],
    ["works", "save", [{ ...work, file: "print(1)" }, 0]],
    ["works", "save", [work]],
    ["trainer", "start", [["neural"]]],
    ["trainer", "guess", [{ text: "hello" }]],
    ["trainer", "explain", [[]]],
  ])("%s.%s with arguments of another shape is invalid", async (store, verb, args) => {
    const answers = await heard(serve(everything), { call: 1, store, verb, args: [PROJECT, ...args] });
    expect(answers).toMatchObject([{ call: 1, code: "invalid" }]);
  });

  it("brings along nothing that a store does not know", async () => {
    const add = vi.fn(() => Promise.resolve([]));
    const more = { ...TEXT, owner: "me", data: { ...TEXT.data, evil: new Map() } };
    await guestOf({ examples: { add } }).examples.add(PROJECT, [more]);
    expect(add).toHaveBeenCalledExactlyOnceWith(PROJECT, [TEXT]);
  });

  it.each([
    null,
    "hello",
    7,
    {},
    { call: 1 },
    { call: "1", store: "projects", verb: "get", args: [PROJECT] },
    { call: NaN, store: "projects", verb: "get", args: [PROJECT] },
    { next: 5 },
    { stop: 5 },
    { stop: null },
  ])("is not answered when it says %j", async (said) => {
    expect(await heard(serve(everything), said)).toEqual([]);
  });
});

describe("a stream", () => {
  it("gives all of it in order", async () => {
    const seen = { read: 0, ended: false };
    const found = [];
    for await (const item of guestOf({ examples: { read: () => numbers(1_000, seen) } }).examples.read(
      PROJECT,
    ))
      found.push((item as unknown as { n: number }).n);
    expect(found).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
  });

  it("reads no further than it is asked for, and ends when it is left", async () => {
    const seen = { read: 0, ended: false };
    const reading = begin(guestOf({ examples: { read: () => numbers(1e9, seen) } }));
    await reading.next();
    await setTimeout(20);
    await reading.return?.();
    await vi.waitFor(() => expect(seen.ended).toBe(true));
    expect(seen.read).toBeLessThan(300);
  });

  it("that is asked for again before it has answered is asked once", async () => {
    const next = vi.fn(() => new Promise(() => undefined));
    const port = serve({ examples: { read: () => ({ [Symbol.asyncIterator]: () => ({ next }) }) } });
    const call = { call: 1, store: "examples", verb: "read", args: [PROJECT] };
    expect(await heard(port, call, { next: 1 }, { next: 1 })).toEqual([]);
    expect(next).toHaveBeenCalledOnce();
  });

  it("that breaks off tells why", async () => {
    const broken = async function* () {
      yield await Promise.resolve({});
      throw new Problem("storage_unavailable", "Gone.");
    };
    const reading = begin(guestOf({ examples: { read: broken } }));
    await expect(reading.next()).rejects.toEqual(new Problem("storage_unavailable", "Gone."));
  });
});

describe("many calls at once", () => {
  it("are refused over a limit, and room is made by those that end", async () => {
    const go: (() => void)[] = [];
    const port = serve({ examples: { counts: () => new Promise((done) => go.push(() => done({}))) } });
    const call = (n: number) => ({ call: n, store: "examples", verb: "counts", args: [PROJECT] });
    const calls = Array.from({ length: MOST_AT_ONCE + 1 }, (_, n) => call(n));
    expect(await heard(port, ...calls)).toMatchObject([{ call: MOST_AT_ONCE, code: "rate_limited" }]);
    go.shift()?.();
    await setTimeout(10);
    expect(await heard(port, call(1_000))).toEqual([]);
    expect(go).toHaveLength(MOST_AT_ONCE);
  });

  it("with one number are one", async () => {
    const counts = vi.fn(() => setTimeout(10, {}));
    const port = serve({ examples: { counts } });
    const call = { call: 1, store: "examples", verb: "counts", args: [PROJECT] };
    expect(await heard(port, call, call)).toHaveLength(1);
    expect(counts).toHaveBeenCalledOnce();
  });
});

describe("a page that closes the port", () => {
  it("ends what is under way, in both", async () => {
    const seen = { read: 0, ended: false };
    const stores = {
      examples: { read: () => numbers(1e9, seen), counts: () => new Promise(() => undefined) },
    };
    const { examples } = guestOf(stores);
    const reading = examples.read(PROJECT)[Symbol.asyncIterator]();
    await reading.next();
    const counting = examples.counts(PROJECT);
    await setTimeout(10);
    services[0]?.close();
    await expect(counting).rejects.toMatchObject({ code: "storage_unavailable" });
    await expect(examples.counts(PROJECT)).rejects.toMatchObject({ code: "storage_unavailable" });
    expect(seen.ended).toBe(true);
  });
});
