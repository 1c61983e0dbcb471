/** The last bytes of a zip, which say how long its directory is: looked at before the directory is read into memory. */

import { FILE_DIRECTORY_BYTES, FILE_ENTRIES } from "../contract/limits.js";
import type { Problem } from "../contract/problems.js";
import { damaged, notAProjectFile, tooLarge } from "./shape.js";

const ENTRY = 0x04034b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const END64 = 0x06064b50;
const END64_LENGTH = 56;
const LOCATOR = 0x07064b50;
const LOCATOR_LENGTH = 20;
const FULL16 = 0xffff;
const FULL32 = 0xffffffff;

/** Problems: `invalid` for what is no zip, and for a zip with anything after its end; `too_large`. */
export async function checkEnd(file: Blob): Promise<void> {
  const first = await viewOf(file, 0, 4);
  const end = await viewOf(file, file.size - END_LENGTH, END_LENGTH);
  if (first === null || end === null || first.getUint32(0, true) !== ENTRY) throw notAProjectFile();
  if (end.getUint32(0, true) !== END || end.getUint16(20, true) !== 0) throw odd();
  const entries = end.getUint16(10, true);
  const bytes = end.getUint32(12, true);
  const at = end.getUint32(16, true);
  if (entries < FULL16 && bytes < FULL32) check({ entries, bytes, at }, file.size - END_LENGTH);
  else await checkEnd64(file);
}

/** A zip of more than 65,534 entries has a second, wider end record right before the first. */
async function checkEnd64(file: Blob): Promise<void> {
  const length = END64_LENGTH + LOCATOR_LENGTH;
  const wide = await viewOf(file, file.size - END_LENGTH - length, length);
  const there = wide?.getUint32(0, true) === END64 && wide.getUint32(END64_LENGTH, true) === LOCATOR;
  if (!there) throw odd();
  const [entries, bytes, at] = [32, 40, 48].map((place) => Number(wide.getBigUint64(place, true)));
  check({ entries, bytes, at } as Directory, file.size - END_LENGTH - length);
}

interface Directory {
  entries: number;
  bytes: number;
  at: number;
}

/** `end` is where the directory must end; otherwise whoever reads it may read on for the length of the file. */
function check({ entries, bytes, at }: Directory, end: number): void {
  if (entries > FILE_ENTRIES || bytes > FILE_DIRECTORY_BYTES) throw tooLarge("it has too many parts");
  if (at + bytes !== end) throw odd();
}

function odd(): Problem {
  return damaged("it does not end where it says");
}

async function viewOf(file: Blob, at: number, length: number): Promise<DataView | null> {
  if (at < 0 || at + length > file.size) return null;
  return new DataView(await file.slice(at, at + length).arrayBuffer());
}
