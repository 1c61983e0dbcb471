/** What the readers of files in this folder share. */

import { Problem } from "../contract/problems.js";

/** A picture's file and its size in pixels. */
export interface PictureFile {
  width: number;
  height: number;
  file: Uint8Array<ArrayBuffer>;
}

export function refuse(why: string): never {
  throw new Problem("invalid", `This file cannot be kept: ${why}.`, "file");
}

export function demand(holds: boolean, why: string): asserts holds {
  if (!holds) refuse(why);
}

/** The pieces one after the other. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
