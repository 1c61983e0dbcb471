/** Projects and examples for the doctor to look at. */

import type { Data, Example, Field, Project, ProjectKind } from "../../src/contract/values.js";
import type { Finding } from "../../src/doctor/findings.js";
import { look } from "../../src/doctor/look.js";

let made = 0;

export const LABELS = ["cat", "dog", "bird"].map((name) => ({ id: name, name }));

export function project(kind: ProjectKind, labels: string[] = ["cat", "dog"], fields: Field[] = []): Project {
  return {
    id: "p",
    kind,
    name: "Pets",
    language: "en",
    labels: labels.map((name) => ({ id: name, name })),
    fields,
    createdAt: 0,
    changedAt: 0,
    revision: 1,
  };
}

export function field(id: string, type: Field["type"], role: Field["role"] = "input"): Field {
  return { id, name: id, type, choices: type === "choice" ? ["red", "green"] : [], role };
}

export function example(labelId: string | null, data: Data, more: Partial<Example> = {}): Example {
  const id = String(made++).padStart(8, "0");
  return {
    id,
    labelId,
    data,
    group: null,
    heldBack: false,
    source: "",
    addedAt: 0,
    contributor: null,
    ...more,
  };
}

/** So many different texts of a label, with as many kept back as the stores do. */
export function texts(label: string, count: number, heldBack = Math.floor(count / 5)): Example[] {
  return Array.from({ length: count }, (_, at) =>
    example(label, { text: `${label} ${at}` }, { heldBack: at < heldBack }),
  );
}

export function picture(label: string, nearHash: string | null, more: Partial<Example> = {}): Example {
  const sha256 = `sha ${made}`;
  return example(
    label,
    { media: { mediaId: `m${made}`, type: "image/jpeg", bytes: 1, sha256, nearHash } },
    more,
  );
}

/** A hash far from those of other numbers. */
export function hash(number: number): string {
  let state = (number + 1) * 0x9e3779b9;
  const word = () => {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    return ((state ^ (state >>> 16)) >>> 0).toString(16).padStart(8, "0");
  };
  return word() + word();
}

/** So many pictures of a label that look different; every fifth is kept back. */
export function pictures(label: string, count: number, from = 0): Example[] {
  return Array.from({ length: count }, (_, at) =>
    picture(label, hash(from + at), { heldBack: at % 5 === 4 }),
  );
}

async function* stream(examples: Example[]): AsyncGenerator<Example> {
  await Promise.resolve();
  yield* examples;
}

export function find(of: Project, examples: Example[]): Promise<Finding[]> {
  return look(of, stream(examples), new AbortController().signal);
}
