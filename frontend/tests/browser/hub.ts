/** A page with frames of other origins: the contract's cases through them, and what frames get that should get nothing.
 * `tests/e2e/test_hub.py` drives it. */

import { v7 as newId } from "uuid";

import "../../src/elements/frame.js";

import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import { type Hosted, makeFrame } from "../../src/stores/hub/host.js";
import { welcomeTo } from "../../src/stores/hub/messages.js";
import { verbOf } from "../../src/stores/hub/verbs.js";
import { openWorkshop } from "../../src/stores/index.js";
import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom, sweep } from "../../src/stores/local/sweep.js";
import { TrainingClient } from "../../src/training/client.js";
import { beginning, type Case, type Outcome, runStep, type State, type Step } from "../stores/cases.js";
import { fetchMe } from "../../src/workshop/me.js";
import { storesHere } from "./here.js";

const PROJECT = newId();

const connection = new Connection(makeRoom);
const learner = new TrainingClient();
let moved = 0;
const now = () => Date.now() + moved;

/** A whole case, each step in a frame of the project that it is about; what frames may not do, this page does. */
async function walk({ one, guest }: { one: Case; guest: string }): Promise<string | null> {
  const places = { owner: storesOf(), stranger: storesOf() };
  const frames = new Map<string, Hosted>();
  let state = beginning(one);
  for (const [at, step] of one.steps.entries()) {
    const { as = "owner", call } = step;
    moved += (step.after?.seconds ?? 0) * 1000;
    const project = projectOf(step, state);
    const outcome =
      project === null
        ? await here(step, state, places[as])
        : await inFrame(frames, `${as} ${project}`, guest, { project, stores: places[as] }, { step, state });
    if (outcome.wrong !== null) return `step ${at + 1}, ${call}: ${outcome.wrong}`;
    state = outcome.state;
  }
  for (const hosted of frames.values()) {
    hosted.close();
    hosted.frame.remove();
  }
  return null;
}

function storesOf(): Stores {
  return storesHere({ now, connection, learner });
}

/** A project that the website keeps, as the workshop opens it, in the element for frames. */
async function show(): Promise<string> {
  const workshop = openWorkshop(await fetchMe());
  const place = workshop.places.find(({ look }) => look === "website");
  const project = newId();
  await workshop
    .stores(place?.id ?? "")
    .projects.create({ id: project, kind: "text", name: "Animals", labels: [{ id: newId(), name: "cat" }] });
  const { stores } = await workshop.open(project);
  document.body.append(
    Object.assign(document.createElement("ml-frame"), { open: { project, stores }, label: "Scratch" }),
  );
  return project;
}

/** Null for what a frame may not do. */
function projectOf({ call, args = [] }: Step, state: State): string | null {
  const [store, verb] = call.split(".");
  const isForFrames = call === "train" || (verbOf(store, verb)?.how ?? "refused") !== "refused";
  return isForFrames ? (state.ids[(args[0] as string).slice(1)] ?? null) : null;
}

function here(step: Step, state: State, stores: Stores): Promise<Outcome> {
  return runStep(step, state, {
    stores,
    wait: () => undefined,
    sweep: () => sweep(connection, now()),
    train: () => Promise.reject(new Error("that is for a frame")),
  });
}

async function inFrame(
  frames: Map<string, Hosted>,
  name: string,
  guest: string,
  open: { project: string; stores: Stores },
  turn: { step: Step; state: State },
): Promise<Outcome> {
  let hosted = frames.get(name);
  if (hosted === undefined) {
    hosted = makeFrame(addressOf(guest, "connect"), [new URL(guest).origin], open);
    frames.set(name, hosted);
    const connected = toldBy(hosted.frame);
    document.body.append(hosted.frame);
    await connected;
  }
  const told = toldBy(hosted.frame);
  hosted.frame.contentWindow?.postMessage({ turn }, "*");
  return ((await told) as { outcome: Outcome }).outcome;
}

/** What a frame tells that this page has made for a project, or has only put here. */
async function meet(said: {
  guest: string;
  does: string;
  made: boolean;
  elsewhere?: string;
}): Promise<unknown> {
  const open = { project: PROJECT, stores: storesOf() };
  const address = addressOf(said.guest, said.does, said.elsewhere);
  const hosted = said.made ? makeFrame(address, [new URL(address).origin], open) : null;
  // A frame beside it, so that there is somebody who could answer the wrong one.
  const beside = makeFrame(address, [new URL(address).origin], open);
  const frame = hosted?.frame ?? document.createElement("iframe");
  frame.src = address;
  const told = anyTold();
  document.body.append(frame);
  const answer = await told;
  hosted?.close();
  beside.close();
  frame.remove();
  return answer;
}

/** A page that is not the guest's own, with a port of its own for it. Answers whether the guest took it. */
async function pretend({ guest, main }: { guest: string; main: string }): Promise<boolean> {
  const frame = document.createElement("iframe");
  frame.src = addressOf(guest, "connect", undefined, main);
  const told = anyTold().then(() => true);
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener("load", resolve));
  frame.contentWindow?.postMessage(welcomeTo(PROJECT), "*", [new MessageChannel().port2]);
  return Promise.race([told, new Promise<boolean>((no) => setTimeout(() => no(false), 500))]);
}

function refusal(address: string): string | null {
  try {
    makeFrame(address, ["http://scratch.ml4k.localhost"], { project: PROJECT, stores: storesOf() });
    return null;
  } catch (problem) {
    return problem instanceof Problem ? problem.code : String(problem);
  }
}

/** Milliseconds for a file of so many bytes down into a frame, and up again. */
async function weigh({ guest, bytes }: { guest: string; bytes: number }): Promise<unknown> {
  const file = new Blob([new Uint8Array(bytes)]);
  const works = {
    get: (_: string, id: string) =>
      Promise.resolve({ id, kind: "scratch", name: "Game", changedAt: 1, revision: 1, file }),
    save: async (_: string, work: { file: Blob }) => ({ bytes: (await work.file.arrayBuffer()).byteLength }),
  };
  const stores = { works } as unknown as Stores;
  const hosted = makeFrame(addressOf(guest, "weigh"), [new URL(guest).origin], { project: PROJECT, stores });
  const told = toldBy(hosted.frame);
  document.body.append(hosted.frame);
  const answer = await told;
  hosted.close();
  hosted.frame.remove();
  return answer;
}

function addressOf(guest: string, does: string, elsewhere?: string, main = location.origin): string {
  return `${guest}#${encodeURIComponent(JSON.stringify({ main, does, elsewhere }))}`;
}

function toldBy(frame: HTMLIFrameElement): Promise<unknown> {
  return heard((source) => source === frame.contentWindow);
}

function anyTold(): Promise<unknown> {
  return heard(() => true);
}

function heard(isMeant: (source: MessageEventSource | null) => boolean): Promise<unknown> {
  return new Promise((resolve) => {
    const hear = ({ source, data }: MessageEvent<{ told?: unknown }>) => {
      if (data.told === undefined || !isMeant(source)) return;
      window.removeEventListener("message", hear);
      resolve(data.told);
    };
    window.addEventListener("message", hear);
  });
}

Object.assign(globalThis, { hub: { walk, meet, pretend, refusal, weigh, show } });
