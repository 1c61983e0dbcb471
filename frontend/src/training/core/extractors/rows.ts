/** What the networks that read texts do with rows of numbers, one row after the other in one array. */

const EPSILON = 1e-12;

/** In place: each row of `size` numbers gets mean 0 and variance 1, and then what the network has learned. */
export function normalise(rows: Float32Array, size: number, factor: Float32Array, shift: Float32Array): void {
  for (let start = 0; start < rows.length; start += size) {
    let sum = 0;
    for (let i = start; i < start + size; i++) sum += rows[i] as number;
    const mean = sum / size;
    let squares = 0;
    for (let i = start; i < start + size; i++) squares += ((rows[i] as number) - mean) ** 2;
    const by = 1 / Math.sqrt(squares / size + EPSILON);
    for (let i = 0; i < size; i++)
      rows[start + i] =
        ((rows[start + i] as number) - mean) * by * (factor[i] as number) + (shift[i] as number);
  }
}

/** Scaled to length 1. */
export function unit(values: Float32Array): Float32Array {
  const sum = values.reduce((all, value) => all + value * value, 0);
  return values.map((value) => value / Math.sqrt(Math.max(sum, EPSILON)));
}
