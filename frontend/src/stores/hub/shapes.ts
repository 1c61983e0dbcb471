/** Reads what came from another origin: each shape gives back what it knows of a value, or refuses it as `invalid`.
 * The stores say what may be in a value; a shape sees to it that it is one. */

import { Problem } from "../../contract/problems.js";

export type Shape<Value = unknown> = (said: unknown) => Value;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const text: Shape<string> = (said) => (typeof said === "string" ? said : refused());
export const flag: Shape<boolean> = (said) => (typeof said === "boolean" ? said : refused());
export const number: Shape<number> = (said) => (typeof said === "number" ? said : refused());
export const id: Shape<string> = (said) => (ID.test(text(said)) ? (said as string) : refused());
export const file: Shape<Blob> = (said) => (said instanceof Blob ? said : refused());

/** What JSON can say, as JSON says it: a copy without cycles, classes and accessors. */
export const json: Shape = (said) => {
  try {
    return JSON.parse(JSON.stringify(said)) as unknown;
  } catch {
    return refused();
  }
};

export function orNull<Value>(shape: Shape<Value>): Shape<Value | null> {
  return (said) => (said === null ? null : shape(said));
}

/** For the last of the arguments. */
export function orMissing<Value>(shape: Shape<Value>): Shape<Value | undefined> {
  return (said) => (said === undefined ? undefined : shape(said));
}

export function list<Value>(shape: Shape<Value>): Shape<Value[]> {
  return (said) => (Array.isArray(said) ? Array.from(said, (item) => shape(item)) : refused());
}

/** An object with these parts and no other; `maybe` are those that may be missing. */
export function thing(
  parts: Record<string, Shape>,
  maybe: Record<string, Shape> = {},
): Shape<Record<string, unknown>> {
  return (said) => {
    if (typeof said !== "object" || said === null || Array.isArray(said)) return refused();
    const whole = said as Record<string, unknown>;
    const there = Object.entries(maybe).filter(([name]) => whole[name] !== undefined);
    const known = [...Object.entries(parts), ...there];
    return Object.fromEntries(known.map(([name, shape]) => [name, shape(whole[name])]));
  };
}

/** An object that has things of one shape under names of another. */
export function table<Value>(name: Shape<string>, shape: Shape<Value>): Shape<Record<string, Value>> {
  return (said) => {
    if (typeof said !== "object" || said === null || Array.isArray(said)) return refused();
    return Object.fromEntries(Object.entries(said).map(([key, value]) => [name(key), shape(value)]));
  };
}

/** What the first of the shapes knows of it that does not refuse it. */
export function either<One, Other = One>(...shapes: (Shape<One> | Shape<Other>)[]): Shape<One | Other> {
  return (said) => {
    for (const shape of shapes)
      try {
        return shape(said);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
      }
    return refused();
  };
}

function refused(): never {
  throw new Problem("invalid", "This is not what was asked for.");
}
