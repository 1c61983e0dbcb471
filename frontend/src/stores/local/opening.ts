/** Opening the database: patiently, but not for ever. */

import { openDB } from "idb";

import { Unavailable } from "../../contract/problems.js";
import { blocked, isLost, noAnswer } from "./faults.js";
import { Stuck, unlessStuck } from "./pulse.js";
import { DATABASE, type Database, type Schema, upgrade, VERSION } from "./schema.js";

export interface Events {
  /** Another page wants to upgrade to this version, or with null to delete everything; the connection is closed. */
  yielded: (version: number | null) => void;
  /** The browser has closed the connection. */
  lost: () => void;
}

/** Problem: `storage_unavailable` when an older page does not let go, or nothing answers. */
export async function opened(events: Events): Promise<Database> {
  const opening = new Opening(events);
  const first = opening.begin();
  const waits = (request: Promise<Database>) => unlessStuck(request, () => opening.signs);
  try {
    try {
      return await waits(first);
    } catch (fault) {
      if (!(fault instanceof Stuck)) throw fault;
      // Behind a page that does not let go a second request would only wait, too.
      return await waits(opening.isBlocked ? first : Promise.race([first, opening.begin()]));
    }
  } catch (fault) {
    opening.giveUp();
    if (isLost(fault) && isBlocked()) throw blocked();
    if (!(fault instanceof Stuck)) throw fault;
    throw opening.isBlocked ? olderPageIsOpen() : noAnswer();
  }
}

/** One or two requests, of which the first connection is used. */
class Opening {
  isBlocked = false;
  signs = 0;
  private isOver = false;

  constructor(private readonly events: Events) {}

  async begin(): Promise<Database> {
    if (!("indexedDB" in globalThis)) throw blocked();
    const database = await openDB<Schema>(DATABASE, VERSION, {
      upgrade: (made, from, to, transaction) => {
        this.isBlocked = false;
        transaction.addEventListener("success", () => (this.signs += 1), { capture: true });
        upgrade(made, from, to, transaction);
      },
      blocked: () => {
        this.isBlocked = true;
      },
      // Whoever waits must not wait for us.
      blocking: (_, version, { target }) => {
        (target as IDBDatabase).close();
        this.events.yielded(version);
      },
      terminated: this.events.lost,
    });
    if (this.isOver) {
      database.close();
      throw new DOMException("It has come too late.", "AbortError");
    }
    this.isOver = true;
    return database;
  }

  giveUp(): void {
    this.isOver = true;
  }
}

/** Chromium calls it an unknown error when storage is blocked; it blocks all storage, and names the reason here only. */
function isBlocked(): boolean {
  try {
    Reflect.get(globalThis, "localStorage");
    return false;
  } catch {
    return true;
  }
}

function olderPageIsOpen(): Unavailable {
  return new Unavailable("other_page", "An older page of this site is open in another tab.");
}
