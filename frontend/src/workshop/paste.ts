import { TEXT_LENGTH } from "../contract/limits.js";
import { checkText, fold } from "../contract/text.js";

export interface Pasted {
  /** what can be added, in the order of the lines */
  texts: string[];
  /** lines that say the same as an earlier one; they are added all the same */
  repeated: number;
  /** lines that no place would keep: too long, or with a broken sign */
  refused: number;
}

/** One example a line; empty lines count for nothing. */
export function parsePaste(pasted: string): Pasted {
  const lines = pasted
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const texts = lines.filter(canBeKept);
  return {
    texts,
    repeated: texts.length - new Set(texts.map(fold)).size,
    refused: lines.length - texts.length,
  };
}

export function hasSeveralLines(pasted: string): boolean {
  return /[\n\r\u2028\u2029]/.test(pasted.trim());
}

function canBeKept(text: string): boolean {
  try {
    checkText(text, TEXT_LENGTH, "text");
    return true;
  } catch {
    return false;
  }
}
