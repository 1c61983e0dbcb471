/** How much room the browser has for what is stored in it, and whether it keeps that when the disk fills up. Pages that are
 * not served securely cannot ask, and a browser may say no: everything is stored all the same. */

import type { Keeping, Room } from "../../contract/workshop.js";
import { isFull } from "./faults.js";
import type { Health } from "./health.js";

const NEARLY_FULL = 0.8;
const GIB = 2 ** 30;
const PROBE = "room";
const LEAST_TO_TAKE = 1_000_000;
const MOST_TO_TAKE = 50_000_000;

const explainers = new Set<() => void>();

export const keepingHere: Pick<Keeping, "ask" | "beforeAsking"> = {
  ask: async () =>
    (await storageHere()
      ?.persist()
      .catch(() => false)) ?? false,
  beforeAsking: (explain) => {
    explainers.add(explain);
    return () => explainers.delete(explain);
  },
};

export async function roomOf({ persisted, quota, usage }: Health): Promise<Room> {
  const kept = persisted ?? false;
  const decides = kept ? null : await whoDecides();
  if (quota === null || usage === null) return { used: usage, free: null, low: false, kept, decides };
  const free = Math.max(0, quota - usage);
  if (isMadeUp(free)) return { used: usage, free: null, low: !(await hasRoomToGrow(usage)), kept, decides };
  return { used: usage, free, low: usage >= NEARLY_FULL * quota, kept, decides };
}

/** Chromium tells every page of the same whole number of GiB beyond what is used, however little there really is, so that
 * no page can tell a private window from another one. */
function isMadeUp(free: number): boolean {
  return free > 0 && free % GIB === 0;
}

/** Takes as much more as would make it full, as far as that is worth knowing, and gives it back at once. A browser that
 * cannot be asked in this way has room until it says otherwise. */
async function hasRoomToGrow(used: number): Promise<boolean> {
  const more = Math.min(MOST_TO_TAKE, Math.max(LEAST_TO_TAKE, used / NEARLY_FULL - used));
  try {
    const folder = await storageHere()?.getDirectory();
    const writing = await (await folder?.getFileHandle(PROBE, { create: true }))?.createWritable();
    const fits = await writing?.truncate(Math.round(more)).then(() => true, isRoomLeftAfter);
    await writing?.abort().catch(() => undefined);
    await folder?.removeEntry(PROBE);
    return fits ?? true;
  } catch (fault) {
    return isRoomLeftAfter(fault);
  }
}

function isRoomLeftAfter(fault: unknown): boolean {
  return !isFull(fault);
}

/** For something new: a browser that decides by itself is asked, and one that asks the person is explained first. */
export async function askToKeep(): Promise<void> {
  if (await isKept()) return;
  const decides = await whoDecides();
  if (decides === "browser") await keepingHere.ask();
  if (decides === "person") for (const explain of explainers) explain();
}

/** Chromium and WebKit decide by themselves, though Chromium says the same of its permission as Firefox, which asks. */
async function whoDecides(): Promise<Room["decides"]> {
  if (storageHere() === undefined) return null;
  const state = await permission();
  if (state === "denied") return null;
  return state === "prompt" && !("userAgentData" in navigator) ? "person" : "browser";
}

/** null where the browser does not know of this permission */
async function permission(): Promise<PermissionState | null> {
  const { permissions } = navigator as Partial<Navigator>;
  try {
    return (await permissions?.query({ name: "persistent-storage" }))?.state ?? null;
  } catch {
    return null;
  }
}

async function isKept(): Promise<boolean> {
  return (
    (await storageHere()
      ?.persisted()
      .catch(() => false)) ?? false
  );
}

function storageHere(): StorageManager | undefined {
  const { storage } = navigator as Partial<Navigator>;
  return storage;
}
