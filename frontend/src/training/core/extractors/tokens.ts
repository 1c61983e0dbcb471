/** Cuts a text into the pieces of words that a sentence encoder knows; `training/core/extractors/tokens.py` says how and cuts
 * alike. */

import { realNumbers, type TensorFile, tensorOf } from "./tensors.js";

/** The numbers of the pieces that stand for no text. */
export interface Marks {
  unknown: number;
  start: number;
  end: number;
}

const WORD = "▁";
const SPACE = " ";
const UNLIKELY = 10;

const LABEL = 0x800000ff;
const ENDS = 0x100;
const VALUE = 0x7fffffff;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Tokenizer {
  private readonly pieces = new Map<string, number>();
  private readonly scores: Float32Array;
  private readonly longest: number;
  private readonly unknown: number;
  private readonly trie: Uint32Array;
  private readonly characters: Uint8Array;

  constructor(
    weights: TensorFile,
    private readonly marks: Marks,
  ) {
    const names = decoder.decode(tensorOf(weights, "pieces").values).split("\0").slice(0, -1);
    names.forEach((name, piece) => this.pieces.set(name, piece));
    this.longest = names.reduce((most, name) => Math.max(most, Array.from(name).length), 0);
    this.scores = realNumbers(tensorOf(weights, "scores"));
    this.unknown = this.scores.reduce((least, score) => Math.min(least, score), 0) - UNLIKELY;
    this.trie = tensorOf(weights, "trie").values as Uint32Array;
    this.characters = tensorOf(weights, "characters").values as Uint8Array;
  }

  /** The numbers of the pieces, with those of the start and the end. */
  tokens(text: string): number[] {
    const plain = this.plain(text);
    const { unknown, start, end } = this.marks;
    return [start, ...(plain === "" ? [unknown] : this.cut(Array.from(plain))), end];
  }

  private plain(text: string): string {
    const data = encoder.encode(text);
    let out = "";
    let afterSpace = true;
    for (let at = 0; at < data.length;) {
      const [found, length] = this.form(data, at);
      at += length;
      const form: string = afterSpace ? found.replace(/^ +/, "") : found;
      if (form === "") continue;
      if (out === "") out = WORD;
      out += form.replaceAll(SPACE, WORD);
      afterSpace = form.endsWith(SPACE);
    }
    return out.replace(/▁+$/, "");
  }

  private form(data: Uint8Array, start: number): [string, number] {
    let length = 0;
    let value = 0;
    let node = children(this.trie[0] ?? 0);
    for (let at = start; at < data.length; at++) {
      const byte = data[at] as number;
      node ^= byte;
      const unit = this.trie[node] ?? 0;
      if ((unit & LABEL) >>> 0 !== byte) break;
      node ^= children(unit);
      if (unit & ENDS) [length, value] = [at + 1 - start, (this.trie[node] ?? 0) & VALUE];
    }
    if (length > 0) return [this.replacement(value), length];
    length = width(data[start] as number);
    return [decoder.decode(data.subarray(start, start + length)), length];
  }

  private replacement(start: number): string {
    return decoder.decode(this.characters.subarray(start, this.characters.indexOf(0, start)));
  }

  private cut(plain: string[]): number[] {
    const best = new Float64Array(plain.length + 1).fill(-Infinity);
    const from = new Uint32Array(plain.length + 1);
    const came = new Uint32Array(plain.length + 1);
    best[0] = 0;
    for (let start = 0; start < plain.length; start++) {
      const reach = (end: number, piece: number, score: number): void => {
        const sum = (best[start] as number) + score;
        if (sum <= (best[end] as number)) return;
        best[end] = sum;
        from[end] = start;
        came[end] = piece;
      };
      if (!this.pieces.has(plain[start] as string)) reach(start + 1, this.marks.unknown, this.unknown);
      let name = "";
      for (let end = start; end < Math.min(start + this.longest, plain.length); end++) {
        name += plain[end] as string;
        const piece = this.pieces.get(name);
        if (piece !== undefined) reach(end + 1, piece, this.scores[piece] as number);
      }
    }
    const pieces: number[] = [];
    for (let end = plain.length; end > 0; end = from[end] as number) pieces.push(came[end] as number);
    return pieces.reverse();
  }
}

function children(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}

function width(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
