/** A local text project of a class whose Watson Assistant learns texts: what leaves this browser, and when. */

import "fake-indexeddb/auto";

import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { projectDigest } from "../../src/contract/digest.js";
import { isUnderWay } from "../../src/contract/rules.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Run } from "../../src/contract/values.js";
import { WebsiteLending } from "../../src/stores/lending.js";
import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import { steadyLine, website } from "../../src/stores/website.js";
import { contentOf } from "../../src/transfer/content.js";
import { storesIn } from "./places.js";

const HOUR = 3_600_000;
const WORKSPACE = newId();
const SUN = ["the sun shines", "a blue sky", "warm and dry", "no cloud today", "bright light"];
const RAIN = ["wet shoes", "take an umbrella", "it drips", "grey clouds", "puddles all over"];

interface Asked {
  method: string;
  path: string;
  body: unknown;
}

let asked: Asked[];
let answer: (asked: Asked) => [status: number, said: unknown];
let now: number;
let project: string;
let stores: Stores;
let texts: boolean;
/** as another page of this browser has it, or this one after a reload */
let reopened: () => Stores;

function run(path: string, more: Partial<Run> = {}): Run {
  const id = path.split("/").at(-1) ?? "";
  const run = { id, state: "training", progress: 0.5, place: 0, expectedSeconds: 60, problem: null } as const;
  return { ...run, modelId: null, ...more };
}

/** A website whose Watson Assistant learns at the second look. */
function learns({ method, path, body }: Asked): [number, unknown] {
  if (path.endsWith("/guess")) {
    const { texts } = body as { texts: string[] };
    return [200, { heard: texts.map((text) => (text.includes("sun") ? [0.9, 0.1] : [0.2, 0.8])) }];
  }
  if (method === "PUT" || asked.filter((one) => one.method === "GET").length < 2)
    return [200, { run: run(path), model: null }];
  const model = { workspace: WORKSPACE, expiresAt: now + 24 * HOUR, heard: [[0.7, 0.3]] };
  return [200, { run: run(path, { state: "ready", progress: 1 }), model }];
}

beforeEach(async () => {
  asked = [];
  answer = learns;
  texts = true;
  now = Date.now();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname: path } = new URL(request.url);
    const said = await request.text();
    const one = { method: request.method, path, body: said === "" ? null : (JSON.parse(said) as unknown) };
    asked.push(one);
    const [status, told] = answer(one);
    const type = status < 400 ? "application/json" : "application/problem+json";
    return new Response(JSON.stringify(told), { status, headers: { "Content-Type": type } });
  });
  const person = newId();
  const lending = {
    website: new WebsiteLending(website(steadyLine("token"), "http://site.test")),
    get texts() {
      return texts;
    },
  };
  reopened = () => storesIn(new Connection(makeRoom), { person, lending, now: () => now });
  stores = reopened();
  const labels = ["sunny", "rainy"].map((name) => ({ id: newId(), name }));
  const made = await stores.projects.create({
    id: newId(),
    kind: "text",
    name: "Weather",
    language: "en",
    labels,
  });
  project = made.project.id;
  for (const [at, these] of [SUN, RAIN].entries())
    await stores.examples.add(
      project,
      these.map((text) => ({ id: newId(), labelId: labels[at]?.id ?? "", data: { text } })),
    );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function train(): Promise<Run> {
  const { id } = await stores.trainer.start(project);
  return end(stores, id);
}

async function end({ trainer }: Stores, id: string): Promise<Run> {
  for (;;) {
    await vi.advanceTimersByTimeAsync(500);
    await new Promise((resolve) => setImmediate(resolve));
    const run = await trainer.run(project, id);
    if (!isUnderWay(run)) return run;
  }
}

/** A training of which the website goes on to say that it is under way. */
async function begin(): Promise<string> {
  answer = ({ path }) => [200, { run: run(path), model: null }];
  const { id } = await stores.trainer.start(project);
  await vi.waitFor(() => {
    expect(asked.at(-1)?.method).toBe("GET");
  });
  return id;
}

it("nothing leaves before the child lets it learn", async () => {
  await stores.projects.get(project);
  await expect(stores.trainer.guess(project, [{ text: "sun" }])).rejects.toMatchObject({
    code: "not_trained",
  });
  expect(asked).toEqual([]);
});

it("exactly the label names, the language and the texts travel, in one request", async () => {
  const ended = await train();
  expect(ended.state).toBe("ready");
  const sent = asked.filter(({ body }) => body !== null);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ method: "PUT", path: `/api/v1/lent/${project}/runs/${ended.id}` });
  const all = [SUN, RAIN].flatMap((these, label) =>
    these.map((text, at) => ({ label, heldBack: at === 4, text })),
  );
  expect(sent[0]?.body).toEqual({ kind: "text", language: "en", labels: ["sunny", "rainy"], texts: all });
  expect(asked.every(({ path }) => path.startsWith(`/api/v1/lent/${project}/runs/${ended.id}`))).toBe(true);
});

it("saves a model that says who holds it, and asks the website for its guesses", async () => {
  const { id } = await train();
  const { model, report } = await stores.models.latest(project);
  expect(model).toMatchObject({
    id,
    trainer: "text-watson@1",
    features: null,
    head: { type: "remote", service: "watson", workspace: WORKSPACE, expiresAt: now + 24 * HOUR },
    scores: { heldBack: { right: 1, of: 1 } },
  });
  expect(report).toHaveLength(1);
  expect((await stores.projects.get(project)).modelState).toBe("ready");
  const [guess] = await stores.trainer.guess(project, [{ text: "the sun" }]);
  expect(asked.at(-1)).toMatchObject({
    method: "POST",
    path: `/api/v1/lent/${project}/guess`,
    body: { modelId: id, texts: ["the sun"] },
  });
  expect(guess?.confidences.map(({ confidence }) => confidence)).toEqual([0.9, 0.1]);
  expect(guess?.confidences[0]?.labelId).toBe(model.labels[0]?.id);
  const { nearest, words } = await stores.trainer.explain(project, { text: "the sun shines again" });
  expect(words).toEqual([]);
  expect(nearest[0]?.likeness).toBeGreaterThan(0.5);
});

it("goes away at its time, or when it was taken back", async () => {
  await train();
  answer = () => [409, { code: "not_trained", detail: "over" }];
  await expect(stores.trainer.guess(project, [{ text: "sun" }])).rejects.toMatchObject({
    code: "not_trained",
  });
  expect((await stores.projects.get(project)).modelState).toBe("none");
  asked = [];
  answer = learns;
  await train();
  expect((await stores.projects.get(project)).modelState).toBe("ready");
  now += 25 * HOUR;
  expect(await stores.projects.get(project)).toMatchObject({ modelState: "none", nextStep: "train" });
  await expect(stores.models.latest(project)).rejects.toMatchObject({ code: "not_trained" });
});

it("is in no copy and no digest, and a class that learns here again trains here", async () => {
  const before = await projectDigest(stores, project);
  await train();
  expect(await projectDigest(stores, project)).toBe(before);
  const content = await contentOf(stores, project);
  const copied = [];
  for await (const model of content.models()) copied.push(model);
  expect(copied).toEqual([]);
  texts = false;
  asked = [];
  expect((await train()).state).toBe("ready");
  expect(asked).toEqual([]);
});

it("says why it was not learned, and gives up what was stopped", async () => {
  answer = ({ path, method }) =>
    method === "GET"
      ? [200, { run: run(path, { state: "failed", problem: "limit_reached" }), model: null }]
      : [200, { run: run(path), model: null }];
  expect(await train()).toMatchObject({ state: "failed", problem: "limit_reached" });
  answer = ({ path }) => [200, { run: run(path), model: null }];
  const { id } = await stores.trainer.start(project);
  await vi.waitFor(() => {
    expect(asked.at(-1)?.path).toContain(id);
  });
  await stores.trainer.cancel(project, id);
  await vi.waitFor(() => {
    expect(asked.at(-1)?.path).toBe(`/api/v1/lent/${project}/runs/${id}/cancel`);
  });
});

it("a line that breaks for a while ends nothing", async () => {
  let broken = 3;
  answer = (one) => (broken-- > 0 ? [503, { code: "storage_unavailable" }] : learns(one));
  expect((await train()).state).toBe("ready");
});

describe("a page that is loaded again", () => {
  it("finds the training, says how far it is, and keeps the model, whatever has changed since", async () => {
    const id = await begin();
    const page = reopened();
    expect(await page.projects.get(project)).toMatchObject({ modelState: "training", runId: id });
    await vi.waitFor(async () => {
      expect(await page.trainer.run(project, id)).toMatchObject({ state: "training", progress: 0.5 });
    });
    const [first] = (await page.examples.page(project, {})).examples;
    await page.examples.remove(project, [first?.id ?? ""]);
    answer = learns;
    expect(await end(page, id)).toMatchObject({ state: "ready", modelId: id });
    const { model, report } = await page.models.latest(project);
    expect(model).toMatchObject({ id, scores: { heldBack: { right: 1, of: 1 } } });
    expect(Object.values(model.counts)).toEqual([4, 4]);
    expect(report).toHaveLength(1);
    expect(await page.projects.get(project)).toMatchObject({ modelState: "changed", runId: null });
    expect(asked.filter(({ method }) => method === "PUT")).toHaveLength(1);
    expect(await reopened().projects.get(project)).toMatchObject({ modelState: "changed", runId: null });
  });

  it("lets nobody lend it twice, and can stop it for all pages", async () => {
    const id = await begin();
    const page = reopened();
    expect((await page.trainer.start(project)).id).toBe(id);
    expect((await page.trainer.cancel(project, id)).state).toBe("cancelled");
    await vi.waitFor(() => {
      expect(asked.at(-1)?.path).toBe(`/api/v1/lent/${project}/runs/${id}/cancel`);
    });
    answer = ({ path }) => [200, { run: run(path, { state: "cancelled" }), model: null }];
    expect((await end(stores, id)).state).toBe("cancelled");
    expect(await reopened().projects.get(project)).toMatchObject({ modelState: "none", runId: null });
    expect(asked.filter(({ method }) => method === "PUT")).toHaveLength(1);
  });

  it.each([
    ["it was not learned", 200, { state: "failed", problem: "rate_limited" }, "rate_limited"],
    ["the website knows nothing of it", 404, { code: "not_found" }, "not_found"],
    ["its time is over", 200, { state: "ready" }, "not_trained"],
  ] as const)("says once that %s", async (_, status, said, problem) => {
    const id = await begin();
    const page = reopened();
    answer = ({ path }) => [status, status === 200 ? { run: run(path, said), model: null } : said];
    expect((await page.projects.get(project)).runId).toBe(id);
    await vi.advanceTimersByTimeAsync(5000);
    expect((await page.projects.get(project)).runId).toBe(id);
    expect(await end(page, id)).toMatchObject({ state: "failed", problem });
    expect(await page.projects.get(project)).toMatchObject({ modelState: "none", runId: null });
    expect((await reopened().projects.get(project)).runId).toBeNull();
  });

  it("waits for who has to sign in first", async () => {
    const id = await begin();
    answer = () => [401, { code: "sign_in" }];
    expect(await end(reopened(), id)).toMatchObject({ state: "failed", problem: "sign_in" });
    answer = learns;
    expect((await end(reopened(), id)).state).toBe("ready");
  });
});
