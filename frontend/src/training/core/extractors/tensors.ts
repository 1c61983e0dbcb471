/** A file of named arrays; `training/core/extractors/tensors.py` writes it and says what is in it. */

type Values = Float32Array | Uint32Array | Uint16Array | Int8Array | Uint8Array;

export interface Tensor {
  readonly shape: number[];
  readonly values: Values;
}

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly notes: Readonly<Record<string, string>>;
}

interface Said {
  dtype: keyof typeof TYPES;
  shape: number[];
  data_offsets: [number, number];
}

/** A file begins with the length of what is said about its arrays. */
const LENGTH_BYTES = 8;
/** Numbers of 16 bits with a point are kept as they are in the file, in a Uint16Array. */
const TYPES = {
  F32: Float32Array,
  U32: Uint32Array,
  F16: Uint16Array,
  I8: Int8Array,
  U8: Uint8Array,
};

/** The arrays are views of `content`. */
export function readTensors(content: ArrayBuffer): TensorFile {
  const { notes, said, start: first } = headOf(new Uint8Array(content));
  const tensors = Object.entries(said).map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [start],
      },
    ]): [string, Tensor] => {
      const count = shape.reduce((product, size) => product * size, 1);
      return [name, { shape, values: new TYPES[dtype](content, first + start, count) }];
    },
  );
  return { tensors: new Map(tensors), notes };
}

/** How many bytes a file has that begins with these; null when there are too few of them to say. */
export function sizeOf(beginning: Uint8Array): number | null {
  if (beginning.length < LENGTH_BYTES || beginning.length < startOf(beginning)) return null;
  const { said, start } = headOf(beginning);
  return Object.values(said).reduce((most, { data_offsets: [, end] }) => Math.max(most, start + end), start);
}

/** `start` is where the numbers begin. */
function headOf(bytes: Uint8Array): {
  notes: Record<string, string>;
  said: Record<string, Said>;
  start: number;
} {
  const start = startOf(bytes);
  const text = new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, start));
  const { __metadata__: notes = {}, ...said } = JSON.parse(text) as { __metadata__?: Record<string, string> };
  return { notes, said, start };
}

function startOf({ buffer, byteOffset }: Uint8Array): number {
  return LENGTH_BYTES + new DataView(buffer, byteOffset).getUint32(0, true);
}

export function tensorOf({ tensors }: TensorFile, name: string): Tensor {
  const found = tensors.get(name);
  if (!found) throw new Error(`The weights have no ${name}.`);
  return found;
}

/** The numbers as they are calculated with. */
export function realNumbers({ values }: Tensor): Float32Array {
  if (values instanceof Float32Array) return values;
  if (!(values instanceof Uint16Array)) return Float32Array.from(values);
  return Float32Array.from(values, fromHalf);
}

/** A number of 16 bits: a sign, 5 bits of exponent, 10 of fraction. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
