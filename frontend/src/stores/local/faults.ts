/** What a browser's database throws, in the words of the contract. No `DOMException` leaves this folder. */

import { Problem, Unavailable } from "../../contract/problems.js";
import { Stuck } from "./pulse.js";

export function isFull(fault: unknown): boolean {
  return named(fault, "QuotaExceededError");
}

/** The connection died, through no fault of the call: the same call can be tried on a new one. */
export function isLost(fault: unknown): boolean {
  return named(fault, "InvalidStateError") || named(fault, "UnknownError");
}

/** The row is there, but what is in it cannot be read any more. */
export function isUnreadable(fault: unknown): boolean {
  return named(fault, "NotReadableError") || named(fault, "DataError");
}

export function isAbort(fault: unknown): boolean {
  return named(fault, "AbortError");
}

/** A problem for what the browser says; a mistake of our own stays what it is. */
export function translated(fault: unknown): unknown {
  if (isFull(fault)) return new Problem("quota_full", "There is no more room in this browser.");
  if (named(fault, "VersionError"))
    return new Unavailable("old_page", "This page is older than the data. Load the page again.");
  if (named(fault, "SecurityError")) return blocked();
  if (fault instanceof Stuck) return noAnswer();
  if (fault instanceof DOMException)
    return new Unavailable("broken", "This browser cannot reach what it has stored.");
  return fault;
}

export function blocked(): Unavailable {
  return new Unavailable("blocked", "This browser does not let the site keep anything.");
}

export function noAnswer(): Unavailable {
  return new Unavailable("no_answer", "This browser's storage does not answer.");
}

function named(fault: unknown, name: string): boolean {
  return fault instanceof DOMException && fault.name === name;
}
