/** Makes files as people have them into those that are kept. All that goes in and out is JSON: files are base64. */

import { canonicalType } from "../../src/media/canonical.js";
import { lookAt } from "../../src/media/look.js";
import { pictureToKeep } from "../../src/media/picture.js";
import { soundToKeep } from "../../src/media/sound.js";
import { Problem } from "../../src/contract/problems.js";

interface Made {
  type: string;
  file: string;
  nearHash: string | null;
}

/** Or the code of the problem. */
type Outcome = Made | string;

async function picture(file: string): Promise<Outcome> {
  return outcome(async () => {
    const kept = await pictureToKeep(blobOf(file));
    return made(kept, await lookAt(kept));
  });
}

async function sound(file: string): Promise<Outcome> {
  return outcome(async () => made(await soundToKeep(blobOf(file)), null));
}

/** Whether it is one that this browser keeps. */
async function isKept(file: string): Promise<boolean> {
  const bytes = new Uint8Array(await blobOf(file).arrayBuffer());
  return canonicalType(bytes).then(
    () => true,
    () => false,
  );
}

async function outcome(make: () => Promise<Made>): Promise<Outcome> {
  try {
    return await make();
  } catch (problem) {
    if (problem instanceof Problem) return problem.code;
    throw problem;
  }
}

async function made(kept: Blob, nearHash: string | null): Promise<Made> {
  const bytes = new Uint8Array(await kept.arrayBuffer());
  if ((await canonicalType(bytes)) !== kept.type) throw new Error("it is of another type");
  return { type: kept.type, file: base64Of(bytes), nearHash };
}

function blobOf(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))]);
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

Object.assign(globalThis, { canonical: { picture, sound, isKept } });
