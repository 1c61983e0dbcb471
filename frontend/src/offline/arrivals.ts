/** The packs that this page fetches in the background, and those that have come. */

import { hasCome, fetchPack } from "../training/packs.js";
import type { PackName } from "./parts.js";
import { keepPack } from "./updates.js";

/** It comes; it is here; it waits for a better line, or to be asked for; it is heavy for this computer, and waits to be asked for;
 * it did not come. */
export type Arrival = "coming" | "here" | "waits" | "heavy" | "away";

type Listener = () => void;

const SLOW = ["slow-2g", "2g", "3g"];
/** In megabits a second; on a line that a class shares, most of it is for others. */
const LEAST_DOWNLINK = 1.5;
/** It is the largest to fetch, and a page with it stays below 500 MB, but not by much. */
const HEAVY: PackName = "text-e5";
/** In GB, as far as a browser tells. */
const LEAST_MEMORY = 4;

/** What the types of this TypeScript do not know yet. */
interface Line {
  saveData?: boolean;
  effectiveType?: string;
  downlink?: number;
}

export class Arrivals {
  readonly #states = new Map<PackName, Arrival>();
  readonly #listeners = new Set<Listener>();

  /** undefined until somebody wants it */
  of(pack: PackName): Arrival | undefined {
    return this.#states.get(pack);
  }

  /** For who can do without: fetches it once, and only where the line is good and the computer is not too small. */
  async offer(pack: PackName): Promise<void> {
    if (this.of(pack) !== undefined) return;
    const why = isHeavy(pack) ? "heavy" : isSlow() ? "waits" : null;
    if (why === null) await this.fetch(pack);
    else this.#turn(pack, (await hasCome(pack)) ? "here" : why);
  }

  /** Fetches it unless it is here. */
  async fetch(pack: PackName): Promise<void> {
    const state = this.of(pack);
    if (state === "coming" || state === "here") return;
    this.#turn(pack, "coming");
    this.#turn(pack, (await fetched(pack)) ? "here" : "away");
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #turn(pack: PackName, state: Arrival): void {
    this.#states.set(pack, state);
    for (const listener of this.#listeners) listener();
  }
}

export const arrivals = new Arrivals();

/** Kept by the service worker where there is one, so that it is here tomorrow, too. */
async function fetched(pack: PackName): Promise<boolean> {
  if ((navigator as Partial<Navigator>).onLine === false) return hasCome(pack);
  if ((await keepPack(pack)) !== null) return true;
  if (await hasCome(pack)) return true;
  return fetchPack(pack).then(
    () => true,
    () => false,
  );
}

function isHeavy(pack: PackName): boolean {
  const { deviceMemory = LEAST_MEMORY } = navigator as { deviceMemory?: number };
  return pack === HEAVY && deviceMemory < LEAST_MEMORY;
}

function isSlow(): boolean {
  const {
    saveData = false,
    effectiveType = "",
    downlink = LEAST_DOWNLINK,
  } = (navigator as { connection?: Line }).connection ?? {};
  return saveData || SLOW.includes(effectiveType) || downlink < LEAST_DOWNLINK;
}
