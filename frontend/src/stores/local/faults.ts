/** What a browser's database throws, in the words of the contract. No `DOMException` leaves this folder. */

import { Problem } from "../../contract/problems.js";

export function isFull(fault: unknown): boolean {
  return named(fault, "QuotaExceededError");
}

/** The connection died, through no fault of the call: the same call can be tried on a new one. */
export function isLost(fault: unknown): boolean {
  return named(fault, "InvalidStateError") || named(fault, "UnknownError");
}

export function isAbort(fault: unknown): boolean {
  return named(fault, "AbortError");
}

/** A problem for what the browser says; a mistake of our own stays what it is. */
export function translated(fault: unknown): unknown {
  if (isFull(fault)) return new Problem("quota_full", "There is no more room in this browser.");
  if (named(fault, "VersionError"))
    return new Problem("storage_unavailable", "This page is older than the data. Load the page again.");
  if (fault instanceof DOMException)
    return new Problem("storage_unavailable", "This browser cannot reach what it has stored.");
  return fault;
}

function named(fault: unknown, name: string): boolean {
  return fault instanceof DOMException && fault.name === name;
}
