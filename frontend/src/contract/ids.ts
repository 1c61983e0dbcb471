/** Ids are UUIDv7: in time order within a page, whoever makes the thing. `storage/ids.py` does the same. */

import { v7 as newId } from "uuid";

const LAST_MILLISECOND = 2 ** 48 - 1;

/** A new id that sorts after `other`, which may come from a computer whose clock is ahead. */
export function idAfter(other: string | undefined): string {
  const id = newId();
  if (other === undefined || id > other) return id;
  return newId({ msecs: Math.min(millisecondOf(other) + 1, LAST_MILLISECOND) });
}

/** The id just before `id`: what comes after it begins with `id` itself. */
export function idBefore(id: string): string {
  const digits = (BigInt(`0x${id.replaceAll("-", "")}`) - 1n).toString(16).padStart(32, "0");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function millisecondOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
