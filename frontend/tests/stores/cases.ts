/** Runs the cases of `tests/contract/cases/`; `tests/contract/README.md` says what they may hold. No test runner in here:
 * real browsers run it too, step by step, so all that is known between two steps is JSON. */

import { v7 as newId } from "uuid";

import media from "../../../tests/contract/media.json" with { type: "json" };
import model from "../../../tests/contract/model.json" with { type: "json" };
import { hex, itemDigest } from "../../src/contract/digest.js";
import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Method } from "../../src/contract/values.js";

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}
export interface Step {
  as?: "owner" | "stranger";
  after?: { seconds: number };
  call: string;
  args?: Json[];
  result?: Json;
  problem?: string;
  keep?: string;
}
export interface Case {
  name: string;
  ids?: string[];
  policy?: { projects?: number; texts?: number };
  limits?: boolean;
  steps: Step[];
}
export interface CaseFile {
  begin?: { ids?: string[]; steps?: Step[] };
  cases: Case[];
}
/** What is known between two steps. */
export interface State {
  ids: Record<string, string>;
  kept: Record<string, Json>;
}
/** The stores of who takes the step, and what is no store verb. */
export interface Place {
  stores: Stores;
  wait(seconds: number): void;
  sweep(): Promise<void>;
  train(project: string, method?: Method): Promise<unknown>;
}
export interface Outcome {
  state: State;
  /** says what was not as expected */
  wrong: string | null;
}

/** The cases of a file, each with what all of them begin with. */
export function casesIn({ begin = {}, cases }: CaseFile): Case[] {
  return cases.map((one) => ({
    ...one,
    ids: [...(begin.ids ?? []), ...(one.ids ?? [])],
    steps: [...(begin.steps ?? []), ...one.steps],
  }));
}

export function beginning({ ids = [] }: Case): State {
  const names = ids.flatMap((written) => {
    const [name = "", times] = written.split("*");
    return times === undefined ? [name] : Array.from({ length: Number(times) }, (_, n) => `${name}${n + 1}`);
  });
  return { ids: Object.fromEntries(names.map((name) => [name, newId()])), kept: {} };
}

export async function runStep(step: Step, state: State, place: Place): Promise<Outcome> {
  if (step.after !== undefined) place.wait(step.after.seconds);
  const args = withFiles(await allResolved(step.args ?? [], state)) as Json[];
  const expected = step.result === undefined ? undefined : await resolved(step.result, state);
  try {
    const answer = await plain(await call(step.call, args, place));
    const kept = step.keep === undefined ? state.kept : { ...state.kept, [step.keep]: answer };
    const wrong = expected === undefined ? null : mismatch(answer, expected);
    const missed = step.problem === undefined ? null : `${step.problem} was expected, not ${show(answer)}`;
    return { state: { ...state, kept }, wrong: missed ?? wrong };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const wrong =
      problem.code === step.problem
        ? null
        : `${step.problem ?? "no problem"} was expected, not ${problem.message}`;
    return { state, wrong };
  }
}

async function call(name: string, args: Json[], place: Place): Promise<unknown> {
  if (name === "sweep") return place.sweep();
  if (name === "train") return place.train(...(args as [string, Method?]));
  const [store = "", method = ""] = name.split(".");
  const verbs = place.stores[store as keyof Stores] as unknown as Record<
    string,
    (...args: Json[]) => unknown
  >;
  const answer = await verbs[method]?.(...args);
  // A file of the website's own stores says its type beside it.
  if (name === "examples.media") return { type: (answer as Blob).type, file: answer };
  return isStream(answer) ? collected(answer) : answer;
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer;
}

async function collected(stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

/** A file in an answer is told as a case writes it: by its name, or by its text. */
async function plain(answer: unknown): Promise<Json> {
  if (answer === undefined) return null;
  if (answer instanceof Blob) return told(new Uint8Array(await answer.arrayBuffer()));
  if (Array.isArray(answer)) return Promise.all(answer.map(plain));
  if (typeof answer !== "object" || answer === null) return answer as Json;
  const said = Object.entries(answer).filter(([, value]) => value !== undefined);
  const parts = said.map(async ([key, value]) => [key, await plain(value)] as const);
  return Object.fromEntries(await Promise.all(parts));
}

function told(file: Uint8Array): Json {
  const letters = Array.from(file, (byte) => String.fromCharCode(byte)).join("");
  const known = Object.entries(media).find(([, { base64 }]) => base64 === btoa(letters));
  return known === undefined ? { $file: new TextDecoder().decode(file) } : { $media: known[0] };
}

function withFiles(value: Json): unknown {
  if (Array.isArray(value)) return value.map(withFiles);
  if (value === null || typeof value !== "object") return value;
  if ("$file" in value) return new Blob([value.$file as string]);
  if ("$media" in value) return mediaFile(value.$media as keyof typeof media);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withFiles(item)]));
}

function mediaFile(name: keyof typeof media): Blob {
  const { base64, type } = media[name];
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type });
}

function allResolved(values: Json[], state: State): Promise<Json[]> {
  return Promise.all(values.map((value) => resolved(value, state)));
}

/** Plain JSON from what a case writes. */
async function resolved(value: Json, state: State): Promise<Json> {
  if (typeof value === "string") return unnamed(value, state);
  if (Array.isArray(value)) return allResolved(value, state);
  if (value === null || typeof value !== "object") return value;
  if ("$repeat" in value) return allResolved(repeated(value), state);
  if ("$times" in value) return (value.text as string).repeat(value.$times as number);
  if ("$kept" in value) return state.kept[value.$kept as string] ?? null;
  if ("$model" in value) return modelFile(value, state);
  const items = await allResolved(Object.values(value), state);
  return Object.fromEntries(Object.keys(value).map((key, at) => [unnamed(key, state), items[at] ?? null]));
}

async function modelFile({ $model, with: other }: JsonObject, state: State): Promise<Json> {
  const file = (await resolved(
    { ...model, id: $model ?? null, ...(other as JsonObject) },
    state,
  )) as JsonObject;
  return { digest: hex(await itemDigest(file)), ...file };
}

/** The id of a name that is written with an @; an unknown name is a mistake in the case. */
function unnamed(text: string, { ids }: State): string {
  if (!text.startsWith("@")) return text;
  const id = ids[text.slice(1)];
  if (id === undefined) throw new Error(`there is no id ${text}`);
  return id;
}

function repeated({ $repeat, from = 1, down = false, of = null }: JsonObject): Json[] {
  const template = JSON.stringify(of);
  const items = Array.from(
    { length: Number($repeat) },
    (_, n) => JSON.parse(template.replaceAll("{n}", String(Number(from) + n))) as Json,
  );
  return down === true ? items.reverse() : items;
}

/** Where the answer is not what was expected, or null. */
function mismatch(answer: Json, expected: Json, at = "answer"): string | null {
  if (expected === "$any") return answer === null ? `${at} is null` : null;
  if (Array.isArray(expected)) return arrayMismatch(answer, expected, at);
  if (expected === null || typeof expected !== "object")
    return answer === expected ? null : `${at} is ${show(answer)}, not ${show(expected)}`;
  if ("$not" in expected)
    return mismatch(answer, expected.$not ?? null) === null ? `${at} is ${show(answer)}` : null;
  if (answer === null || typeof answer !== "object" || Array.isArray(answer))
    return `${at} is ${show(answer)}`;
  const wrong = Object.entries(expected).map(([key, item]) =>
    key in answer ? mismatch(answer[key] ?? null, item, `${at}.${key}`) : `${at}.${key} is missing`,
  );
  return wrong.find((one) => one !== null) ?? null;
}

function arrayMismatch(answer: Json, expected: Json[], at: string): string | null {
  if (!Array.isArray(answer)) return `${at} is ${show(answer)}`;
  if (answer.length !== expected.length) return `${at} has ${answer.length} items, not ${expected.length}`;
  const wrong = expected.map((item, n) => mismatch(answer[n] ?? null, item, `${at}[${n}]`));
  return wrong.find((one) => one !== null) ?? null;
}

function show(value: Json): string {
  return JSON.stringify(value).slice(0, 200);
}
