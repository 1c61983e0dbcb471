/** Features "text-ngrams"@1; `training/core/features.py` says what they are and computes the same to the last bit. */

import { CRC_START, crc32, crcEnd, crcStep } from "./crc32.js";
import { wordsOf } from "./words.js";

export const NAME = "text-ngrams";
export const VERSION = 1;
export const BUCKETS = 16_384;

const SHORTEST_GRAM = 2;
const LONGEST_GRAM = 5;
const encoder = new TextEncoder();

/** The buckets in use, ascending, and the value of each; both are empty for a text without a word. */
export interface Vector {
  buckets: Uint16Array;
  values: Float64Array;
}

export function vectorOf(text: string): Vector {
  const words = wordsOf(text.normalize("NFKC").toLowerCase());
  const hashes: number[] = [];
  for (const word of words) addWord(word, hashes);
  for (let i = 1; i < words.length; i++) hashes.push(bucket(`=${words[i - 1] ?? ""} ${words[i] ?? ""}`));
  return counted(hashes);
}

function bucket(gram: string): number {
  return crc32(encoder.encode(gram)) % BUCKETS;
}

function addWord(word: string, hashes: number[]): void {
  hashes.push(bucket(`=${word}`));
  const bytes = encoder.encode(` ${word} `);
  for (let start = 0; start < bytes.length; start++)
    if (beginsCharacter(bytes[start])) addGrams(bytes, start, hashes);
}

/** Every gram that begins at `start`, each one a step longer than the one before. */
function addGrams(bytes: Uint8Array, start: number, hashes: number[]): void {
  let state = CRC_START;
  let length = 0;
  for (let at = start; at < bytes.length; at++) {
    state = crcStep(state, bytes[at] ?? 0);
    if (at + 1 < bytes.length && !beginsCharacter(bytes[at + 1])) continue;
    length++;
    if (length >= SHORTEST_GRAM) hashes.push(crcEnd(state) % BUCKETS);
    if (length === LONGEST_GRAM) return;
  }
}

function beginsCharacter(byte = 0): boolean {
  return (byte & 0xc0) !== 0x80;
}

function counted(hashes: number[]): Vector {
  const sorted = Uint16Array.from(hashes).sort();
  const buckets: number[] = [];
  const counts: number[] = [];
  sorted.forEach((hash, i) => {
    if (i > 0 && hash === sorted[i - 1]) counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    else {
      buckets.push(hash);
      counts.push(1);
    }
  });
  const values = Float64Array.from(counts, (count) => Math.sqrt(count / sorted.length));
  return { buckets: Uint16Array.from(buckets), values };
}
