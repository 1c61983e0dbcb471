/** The small checks that make up the check of a model file. */

import { Problem } from "../../contract/problems.js";

export type Json = Record<string, unknown>;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function demand(holds: boolean, why: string): asserts holds {
  if (!holds) throw new Problem("invalid", `This is not a model file that can be used: ${why}.`, "model");
}

/** Exactly these, neither more nor fewer. */
export function parts(said: unknown, keys: string[], what: string): Json {
  const fits = isObject(said) && Object.keys(said).length === keys.length;
  demand(fits && keys.every((key) => Object.hasOwn(said, key)), `its ${what} has other parts`);
  return said;
}

export function isObject(said: unknown): said is Json {
  return typeof said === "object" && said !== null && !Array.isArray(said);
}

export function isCount(said: unknown): said is number {
  return Number.isSafeInteger(said) && (said as number) >= 0;
}

export function isNumber(said: unknown): said is number {
  return Number.isFinite(said);
}

/** Problem: `invalid` for what is not a finite number. */
export function numberIn(said: unknown): number {
  demand(isNumber(said), "its head is damaged");
  return said;
}

export function isId(said: unknown): said is string {
  return matches(ID, said);
}

export function matches(pattern: RegExp, said: unknown): said is string {
  return typeof said === "string" && pattern.test(said);
}
