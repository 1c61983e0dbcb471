/** The project digest of `contract/digest.ts`, item by item and in constant memory. */

import canonicalize from "canonicalize";

import type { Problem } from "../contract/problems.js";
import type { Example } from "../contract/values.js";
import { damaged } from "./shape.js";
import { Sha256 } from "./sha256.js";

const LONE_SURROGATE = /\p{Surrogate}/u;
const UTF8 = new TextEncoder();

export class RunningDigest {
  private readonly all = new Sha256();

  /** Problem: `invalid` for what JSON cannot say. */
  add(item: object): void {
    this.addJson(UTF8.encode(canonical(item)));
  }

  /** An item that is canonical already. */
  addJson(json: Uint8Array): void {
    this.all.update(new Sha256().update(json).digest());
  }

  hex(): string {
    return this.all.hex();
  }
}

/** The canonical JSON of an example, much faster than for any item: its keys are known, and only its strings could be
 * what JSON cannot say. A file has it on its line. Problem: `invalid`. */
export function canonicalExample(example: Example): string {
  const { addedAt, data, group, heldBack, id, labelId, source } = example;
  if ([data.text, group, source].some((value) => value !== null && LONE_SURROGATE.test(value))) throw odd();
  return JSON.stringify({ addedAt, data: { text: data.text }, group, heldBack, id, labelId, source });
}

function canonical(item: object): string {
  try {
    return canonicalize(item) ?? "";
  } catch {
    throw odd();
  }
}

function odd(): Problem {
  return damaged("it has a character that cannot be kept");
}
