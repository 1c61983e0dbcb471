/** What examples are made of; `training/values.py` and `training/policy.py` decide the same. */

import canonicalize from "canonicalize";

import { Problem } from "./problems.js";
import type { Data, Field, NewData, ProjectKind, Value } from "./values.js";

type Shape = "text" | "values" | "file";
type Values = Record<string, Value>;

/** Of a new example, by the kind of its project. */
export const SHAPES: Record<ProjectKind, Shape> = {
  text: "text",
  numbers: "values",
  prediction: "values",
  images: "file",
  sounds: "file",
};

export const PROJECT_KINDS = Object.keys(SHAPES) as ProjectKind[];

const JSON_NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Of an example of a text project; asking any other for one is a fault of ours. */
export function textOf(data: Data | NewData): string {
  if ("text" in data) return data.text;
  throw new TypeError("only an example of a text project has a text");
}

/** Of an example of a numbers or prediction project, as `textOf`. */
export function valuesOf(data: Data | NewData): Values {
  if ("values" in data) return data.values;
  throw new TypeError("only an example of a numbers or prediction project has values");
}

/** Of an example of an images or sounds project that is on its way, as `textOf`. */
export function fileOf(data: Data | NewData): Blob {
  if ("file" in data) return data.file;
  throw new TypeError("only a picture or a sound has a file");
}

/** Whether every project of this kind has fields. */
export function hasFields(kind: ProjectKind): boolean {
  return SHAPES[kind] === "values";
}

/** Whether an example of this kind has a file. */
export function hasFile(kind: ProjectKind): boolean {
  return SHAPES[kind] === "file";
}

/** The values without those that are missing. */
export function given(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** One value a field. What was given stays stored, so that a field which is changed and changed back has lost nothing;
 * what does not fit the field as it is now is read as missing. */
export function readThrough(fields: readonly Field[], stored: Values): Values {
  return Object.fromEntries(fields.map((field) => [field.id, fitting(stored[field.id] ?? null, field)]));
}

/** A number is also the choice that is written in the same way, and a choice the number that it is written as. */
function fitting(value: Value, { type, choices }: Field): Value {
  if (value === null) return null;
  if (type === "choice") return choices.includes(String(value)) ? String(value) : null;
  if (typeof value === "string" && !JSON_NUMBER.test(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Equal for equal data: what is held back together when there is no group. */
export function identityOf(data: Data): string {
  if ("text" in data) return `text ${data.text}`;
  if ("values" in data) return `values ${canonicalJson(given(data.values))}`;
  return `media ${data.media.sha256}`;
}

/** The data as RFC 8785 JSON. Texts and files are written by hand, since that is much faster. Problem: `invalid` for what
 * JSON cannot say. */
export function canonicalData(data: Data): string {
  if ("values" in data) return canonicalJson(data);
  if ("text" in data) {
    checkSayable(data.text);
    return JSON.stringify({ text: data.text });
  }
  const { bytes, mediaId, sha256, type } = data.media;
  return JSON.stringify({ media: { bytes, mediaId, sha256, type } });
}

/** RFC 8785. Problem: `invalid` for what JSON cannot say (NaN, Infinity, lone surrogates). */
export function canonicalJson(item: object): string {
  try {
    return canonicalize(item) ?? "";
  } catch {
    throw unsayable();
  }
}

/** Problem: `invalid`. */
export function checkSayable(text: string): void {
  if (LONE_SURROGATE.test(text)) throw unsayable();
}

function unsayable(): Problem {
  return new Problem("invalid", "This has a number or a character that cannot be kept.");
}
