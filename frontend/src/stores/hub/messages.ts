/** What a page and a frame of another origin say to each other. Each reads what it hears by hand: the other may lie. */

import { type Code, CODES, Problem } from "../../contract/problems.js";

const VERSION = 1;

/** From the frame to the page that made it, by `window.postMessage`: it is there, and asks for a port. */
export const HELLO = { mlforkids: "hello", version: VERSION };

/** The answer, with the port. */
export interface Welcome {
  mlforkids: "welcome";
  version: typeof VERSION;
  project: string;
}

/** From the frame, over the port. `call` numbers what is asked; a stream begins with its first items, and each `next`
 * asks for more of them, so that no more is read than is wanted. */
export type Asked =
  { call: number; store: unknown; verb: unknown; args: unknown[] } | { next: number } | { stop: number };

/** From the page, over the port. */
export type Told =
  | { call: number; value: unknown }
  | { call: number; items: unknown[]; done: boolean }
  | { call: number; code: Code; detail: string; field?: string | undefined }
  | { closed: true };

export function welcomeTo(project: string): Welcome {
  return { mlforkids: "welcome", version: VERSION, project };
}

export function isHello(said: unknown): boolean {
  const { mlforkids, version } = partsOf(said);
  return mlforkids === HELLO.mlforkids && version === VERSION;
}

/** The project that a welcome is to, or null when it is none. */
export function welcomedTo(said: unknown): string | null {
  const { mlforkids, version, project } = partsOf(said);
  const isWelcome = mlforkids === "welcome" && version === VERSION;
  return isWelcome && typeof project === "string" ? project : null;
}

/** Null for what is nothing that a frame says. */
export function askedIn(said: unknown): Asked | null {
  const { call, store, verb, args, next, stop } = partsOf(said);
  if (isNumber(call) && Array.isArray(args)) return { call, store, verb, args };
  if (isNumber(next)) return { next };
  return isNumber(stop) ? { stop } : null;
}

export function problemIn({
  code,
  detail,
  field,
}: {
  code: Code;
  detail: string;
  field?: string | undefined;
}): Problem {
  return new Problem(CODES.includes(code) ? code : "storage_unavailable", detail, field);
}

function isNumber(said: unknown): said is number {
  return Number.isSafeInteger(said);
}

function partsOf(said: unknown): Record<string, unknown> {
  return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
}
