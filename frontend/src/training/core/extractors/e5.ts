/** Features "text-e5"@1; `training/core/extractors/e5.py` says what they are and makes the same. TensorFlow.js multiplies the
 * large matrices; the rest is little work. */

import { Dense, Room } from "./matrices.js";
import { normalise, unit } from "./rows.js";
import { fromHalf, realNumbers, type TensorFile, tensorOf } from "./tensors.js";
import { Tokenizer } from "./tokens.js";

const HEADS = 12;
const BLOCK = 32;
const MIDDLE = 8;
const MARKS = { unknown: 3, start: 0, end: 2 };
const LONGEST = 512;
const ASKED = "query: ";
const JOINERS = /\u200c|\u200d/g;
const LENGTH = 384;
/** Numbers in the largest matrix. */
const LARGEST = LENGTH * 4 * LENGTH;
/** Texts that are read together: their pieces go through the matrices as one array of rows. */
const TOKENS_AT_ONCE = 128;
const ERF = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429] as const;
const ERF_STEP = 0.3275911;

interface Normal {
  factor: Float32Array;
  shift: Float32Array;
}

interface Layer {
  look: Dense;
  out: Dense;
  middle: Normal;
  up: Dense;
  down: Dense;
  end: Normal;
}

/** Keeps its weights until the worker ends. */
export class E5Extractor {
  private readonly tokenizer: Tokenizer;
  private readonly table: Uint8Array;
  /** numbers of 16 bits with a point */
  private readonly scale: Uint16Array;
  private readonly places: Float32Array;
  private readonly start: Normal;
  private readonly layers: Layer[];

  /** TensorFlow.js must be ready. */
  constructor(file: TensorFile) {
    this.tokenizer = new Tokenizer(file, MARKS);
    this.table = tensorOf(file, "table").values as Uint8Array;
    this.scale = tensorOf(file, "scale").values as Uint16Array;
    this.places = realNumbers(tensorOf(file, "places"));
    const numbers = (name: string): Float32Array => realNumbers(tensorOf(file, name));
    this.start = { factor: numbers("start.factor"), shift: numbers("start.shift") };
    this.layers = layersOf(file);
  }

  /** 384 numbers for each text, in order. */
  vectors(texts: readonly string[]): Float32Array[] {
    const made: Float32Array[] = [];
    let batch: number[][] = [];
    let size = 0;
    for (const text of texts) {
      const tokens = this.tokens(text);
      batch.push(tokens);
      size += tokens.length;
      if (size <= TOKENS_AT_ONCE) continue;
      made.push(...this.read(batch));
      [batch, size] = [[], 0];
    }
    if (batch.length > 0) made.push(...this.read(batch));
    return made;
  }

  private tokens(text: string): number[] {
    const tokens = this.tokenizer.tokens(ASKED + text.replace(JOINERS, " "));
    return tokens.length <= LONGEST ? tokens : [...tokens.slice(0, LONGEST - 1), MARKS.end];
  }

  /** The tokens of all texts are one array of rows; only in `looked` does a text matter. */
  private read(batch: number[][]): Float32Array[] {
    let rows = this.embedded(batch);
    normalise(rows, LENGTH, this.start.factor, this.start.shift);
    for (const layer of this.layers) rows = after(layer, rows, batch);
    let from = 0;
    return batch.map(({ length }) => {
      const part = rows.subarray(from, (from += length * LENGTH));
      return unit(meanOfRows(part));
    });
  }

  private embedded(batch: number[][]): Float32Array {
    const rows = new Float32Array(batch.reduce((sum, { length }) => sum + length, 0) * LENGTH);
    let at = 0;
    for (const tokens of batch)
      tokens.forEach((token, place) => {
        let scale = 0;
        for (let i = 0; i < LENGTH; i++, at++) {
          if (i % BLOCK === 0) scale = fromHalf(this.scale[(token * LENGTH + i) / BLOCK] as number);
          const both = this.table[(token * LENGTH + i) >> 1] as number;
          rows[at] = valueIn(both, i) * scale + (this.places[place * LENGTH + i] as number);
        }
      });
    return rows;
  }
}

function after(layer: Layer, rows: Float32Array, batch: number[][]): Float32Array {
  const middle = layer.out.times(looked(layer.look.times(rows), batch));
  addTo(middle, rows);
  normalise(middle, LENGTH, layer.middle.factor, layer.middle.shift);
  const end = layer.down.times(bent(layer.up.times(middle)));
  addTo(end, middle);
  normalise(end, LENGTH, layer.end.factor, layer.end.shift);
  return end;
}

/** `rows` have what each piece asks, what it is found by, and what it tells. */
function looked(rows: Float32Array, batch: number[][]): Float32Array {
  const made = new Float32Array(rows.length / 3);
  let from = 0;
  for (const { length } of batch) {
    for (let head = 0; head < HEADS; head++) look(rows, made, from, length, head);
    from += length;
  }
  return made;
}

function look(rows: Float32Array, made: Float32Array, from: number, count: number, head: number): void {
  const wide = LENGTH / HEADS;
  const shares = new Float32Array(count);
  for (let one = 0; one < count; one++) {
    const asks = (from + one) * 3 * LENGTH + head * wide;
    let most = -Infinity;
    for (let other = 0; other < count; other++) {
      const found = (from + other) * 3 * LENGTH + LENGTH + head * wide;
      let sum = 0;
      for (let i = 0; i < wide; i++) sum += (rows[asks + i] as number) * (rows[found + i] as number);
      shares[other] = sum / Math.sqrt(wide);
      most = Math.max(most, shares[other] as number);
    }
    let all = 0;
    for (let other = 0; other < count; other++)
      all += shares[other] = Math.exp((shares[other] as number) - most);
    const to = (from + one) * LENGTH + head * wide;
    for (let other = 0; other < count; other++) {
      const share = (shares[other] as number) / all;
      const tells = (from + other) * 3 * LENGTH + 2 * LENGTH + head * wide;
      for (let i = 0; i < wide; i++)
        made[to + i] = (made[to + i] as number) + share * (rows[tells + i] as number);
    }
  }
}

/** GELU, in place; see the other half for where the numbers are from. */
function bent(values: Float32Array): Float32Array {
  const [a, b, c, d, e] = ERF;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    const far = Math.abs(x) * Math.SQRT1_2;
    const step = 1 / (1 + ERF_STEP * far);
    const rest = ((((e * step + d) * step + c) * step + b) * step + a) * step * Math.exp(-far * far);
    values[i] = x * (x < 0 ? rest : 2 - rest) * 0.5;
  }
  return values;
}

function addTo(rows: Float32Array, others: Float32Array): void {
  for (let i = 0; i < rows.length; i++) rows[i] = (rows[i] as number) + (others[i] as number);
}

function meanOfRows(rows: Float32Array): Float32Array {
  const sums = new Float64Array(LENGTH);
  rows.forEach((value, i) => (sums[i % LENGTH] = (sums[i % LENGTH] as number) + value));
  return Float32Array.from(sums, (sum) => (sum * LENGTH) / rows.length);
}

/** In the file an array has what all layers need. */
function layersOf(file: TensorFile): Layer[] {
  const { shape } = tensorOf(file, "look.weights");
  const count = shape[0] ?? 0;
  const part = (name: string, layer: number): Float32Array => {
    const values = realNumbers(tensorOf(file, name));
    return values.subarray((layer * values.length) / count, ((layer + 1) * values.length) / count);
  };
  const room = new Room(LARGEST);
  return Array.from({ length: count }, (_, layer): Layer => {
    const dense = (name: string): Dense =>
      new Dense(
        room,
        part(`${name}.bias`, layer),
        tensorOf(file, `${name}.weights`).shape[1] ?? 0,
        (made) => {
          fillMatrix(made, file, name, layer);
        },
      );
    const normal = (name: string): Normal => ({
      factor: part(`${name}.factor`, layer),
      shift: part(`${name}.shift`, layer),
    });
    return {
      look: dense("look"),
      out: dense("out"),
      middle: normal("middle"),
      up: dense("up"),
      down: dense("down"),
      end: normal("end"),
    };
  });
}

/** (into, out), of values of 4 bits with a scale for each block of rows. */
function fillMatrix(made: Float32Array, file: TensorFile, name: string, layer: number): void {
  const { shape, values } = tensorOf(file, `${name}.weights`);
  const [, into = 0, half = 0] = shape;
  const out = half * 2;
  const scales = realNumbers({
    shape,
    values: part(tensorOf(file, `${name}.scales`).values, layer, (into / BLOCK) * out),
  });
  const bytes = part(values, layer, into * half);
  for (let row = 0, at = 0; row < into; row++) {
    const first = Math.floor(row / BLOCK) * out;
    for (let column = 0; column < out; column++, at++)
      made[at] = valueIn(bytes[at >> 1] as number, at) * (scales[first + column] as number);
  }
}

function part<Values extends { subarray(from: number, to: number): Values }>(
  values: Values,
  at: number,
  size: number,
): Values {
  return values.subarray(at * size, (at + 1) * size);
}

/** There are two values in a byte, the first in its lower half. */
function valueIn(both: number, at: number): number {
  return (at & 1 ? both >> 4 : both & 15) - MIDDLE;
}
