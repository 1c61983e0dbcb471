/** What a browser does with what is kept in it, as far as it tells. */

import { type Reason, Unavailable } from "../../contract/problems.js";
import { keepsBlobs } from "./blobs.js";
import type { Connection } from "./connection.js";

export interface Health {
  /** why nothing can be kept here, or null when it can */
  reason: Reason | null;
  /** whether it stays when the computer runs out of room; null where the browser does not say */
  persisted: boolean | null;
  /** whether files are kept as Blobs; WebKit's private windows keep none. null when nothing can be kept */
  blobs: boolean | null;
  /** bytes; null where the browser does not say */
  quota: number | null;
  usage: number | null;
}

/** Really tries to keep something: what a browser says of itself is not always so. */
export async function healthOf(connection: Connection): Promise<Health> {
  const { storage } = navigator as { storage?: Partial<StorageManager> };
  const [{ reason, blobs }, persisted, room] = await Promise.all([
    tried(connection),
    answerOf(storage?.persisted?.()),
    answerOf(storage?.estimate?.()),
  ]);
  return { reason, blobs, persisted, quota: room?.quota ?? null, usage: room?.usage ?? null };
}

async function tried(connection: Connection): Promise<Pick<Health, "reason" | "blobs">> {
  try {
    return { reason: null, blobs: await keepsBlobs(connection) };
  } catch (problem) {
    if (problem instanceof Unavailable) return { reason: problem.reason, blobs: null };
    // A full disk is no reason: what is there can be read, and room can be made.
    return { reason: null, blobs: null };
  }
}

/** null for what cannot be asked, and for what is asked in vain. */
async function answerOf<Answer>(asked: Promise<Answer> | undefined): Promise<Answer | null> {
  try {
    return (await asked) ?? null;
  } catch {
    return null;
  }
}
