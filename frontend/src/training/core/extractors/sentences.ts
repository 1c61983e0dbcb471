/** Features "text-use"@1; `training/core/extractors/sentences.py` says what they are and makes the same. Needs nothing but
 * this language: one text at a time is little work. */

import { normalise, unit } from "./rows.js";
import { realNumbers, type TensorFile, tensorOf } from "./tensors.js";
import { Tokenizer } from "./tokens.js";

/** How many neighbours a branch looks at, and how many of them come before. */
const BRANCHES = [
  [2, 0],
  [3, 1],
  [5, 2],
] as const;
const MARKS = { unknown: 0, start: 1, end: 2 };
const GROUPS = 17;
const WORD = 512;
const BRANCH = 256;
const SEEN = WORD + BRANCHES.length * BRANCH;

export class SentenceExtractor {
  private readonly tokenizer: Tokenizer;
  private readonly table: Uint8Array;
  private readonly scale: Float32Array;
  private readonly lowest: Float32Array;
  private readonly numbers = new Map<string, Float32Array>();

  constructor(weights: TensorFile) {
    this.tokenizer = new Tokenizer(weights, MARKS);
    this.table = tensorOf(weights, "table").values as Uint8Array;
    this.scale = realNumbers(tensorOf(weights, "scale"));
    this.lowest = realNumbers(tensorOf(weights, "lo"));
    for (const [name, tensor] of weights.tensors)
      if (tensor.values instanceof Uint16Array) this.numbers.set(name, realNumbers(tensor));
  }

  /** 512 numbers for a text. */
  vector(text: string): Float32Array {
    const words = this.embedded(this.tokenizer.tokens(text));
    const count = words.length / WORD;
    const seen = new Float32Array(count * SEEN);
    place(words, WORD, seen, SEEN, 0);
    BRANCHES.forEach(([width, before], i) => {
      const branch = this.branch(words, width, before);
      place(branch, BRANCH, seen, SEEN, WORD + i * BRANCH);
    });
    normalise(seen, SEEN, this.of("ln_g"), this.of("ln_b"));
    return this.ending(sumOfRows(seen, SEEN), count);
  }

  private embedded(tokens: number[]): Float32Array {
    const made = new Float32Array(tokens.length * WORD);
    tokens.forEach((token, row) => {
      const scale = this.scale[token % GROUPS] as number;
      const lowest = this.lowest[token % GROUPS] as number;
      for (let i = 0; i < WORD; i++)
        made[row * WORD + i] = (this.table[token * WORD + i] as number) * scale + lowest;
    });
    return made;
  }

  private branch(words: Float32Array, width: number, before: number): Float32Array {
    let own = times(words, WORD, this.of(`proj${width}`), this.of(`proj_b${width}`));
    normalise(own, BRANCH, this.of(`ln_g${width}`), this.of(`ln_b${width}`));
    for (const step of [1, 2]) {
      const near = neighbours(own, width, before);
      const added = times(near, width * BRANCH, this.of(`w${step}_${width}`), this.of(`b${step}_${width}`));
      own = plus(own, positive(added));
    }
    return own;
  }

  private ending(sum: Float32Array, count: number): Float32Array {
    const bias = this.of("cnn_b").map((value) => value * count);
    const whole = times(sum, SEEN, this.of("cnn_W"), bias).map((value) => value / Math.sqrt(count));
    const low = positive(times(whole, WORD, this.of("d0")));
    const first = positive(plus(times(whole, WORD, this.of("p1")), times(low, low.length, this.of("d1"))));
    const high = positive(times(first, first.length, this.of("d2")));
    const last = plus(times(first, first.length, this.of("p3")), times(high, high.length, this.of("d3")));
    return unit(last.map(Math.tanh));
  }

  private of(name: string): Float32Array {
    return this.numbers.get(name) as Float32Array;
  }
}

/** Rows of `size` numbers times a matrix. Most of the time is spent here, and least with four rows at a time. */
function times(rows: Float32Array, size: number, matrix: Float32Array, bias?: Float32Array): Float32Array {
  const count = rows.length / size;
  const wide = matrix.length / size;
  const made = new Float32Array(count * wide);
  if (bias) for (let row = 0; row < count; row++) made.set(bias, row * wide);
  const part = (row: number, many: number): [Float32Array, Float32Array] => [
    rows.subarray(row * size, (row + many) * size),
    made.subarray(row * wide, (row + many) * wide),
  ];
  let row = 0;
  for (; row + 4 <= count; row += 4) addFour(...part(row, 4), matrix);
  for (; row < count; row++) addOne(...part(row, 1), matrix);
  return made;
}

function addFour(rows: Float32Array, made: Float32Array, matrix: Float32Array): void {
  const size = rows.length / 4;
  const wide = made.length / 4;
  for (let i = 0, at = 0; i < size; i++) {
    const w = rows[i] as number;
    const x = rows[i + size] as number;
    const y = rows[i + 2 * size] as number;
    const z = rows[i + 3 * size] as number;
    for (let j = 0; j < wide; j++, at++) {
      const value = matrix[at] as number;
      made[j] = (made[j] as number) + w * value;
      made[j + wide] = (made[j + wide] as number) + x * value;
      made[j + 2 * wide] = (made[j + 2 * wide] as number) + y * value;
      made[j + 3 * wide] = (made[j + 3 * wide] as number) + z * value;
    }
  }
}

function addOne(row: Float32Array, made: Float32Array, matrix: Float32Array): void {
  for (let i = 0, at = 0; i < row.length; i++) {
    const x = row[i] as number;
    for (let j = 0; j < made.length; j++, at++) made[j] = (made[j] as number) + x * (matrix[at] as number);
  }
}

/** Each row with its neighbours beside it; there are zeros before the first and after the last. */
function neighbours(rows: Float32Array, width: number, before: number): Float32Array {
  const count = rows.length / BRANCH;
  const made = new Float32Array(count * width * BRANCH);
  for (let row = 0; row < count; row++) {
    const first = Math.max(row - before, 0);
    const end = Math.min(row - before + width, count);
    made.set(rows.subarray(first * BRANCH, end * BRANCH), (row * width + first - (row - before)) * BRANCH);
  }
  return made;
}

function place(rows: Float32Array, size: number, into: Float32Array, step: number, at: number): void {
  for (let row = 0; row * size < rows.length; row++)
    into.set(rows.subarray(row * size, (row + 1) * size), row * step + at);
}

function sumOfRows(rows: Float32Array, size: number): Float32Array {
  const sums = new Float64Array(size);
  rows.forEach((value, i) => (sums[i % size] = (sums[i % size] as number) + value));
  return Float32Array.from(sums);
}

function plus(one: Float32Array, other: Float32Array): Float32Array {
  return one.map((value, i) => value + (other[i] as number));
}

function positive(values: Float32Array): Float32Array {
  return values.map((value) => Math.max(value, 0));
}
