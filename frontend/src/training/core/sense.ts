/** What sees pictures or hears sounds. Only the workers of such projects have one, so the others need not load it. */

export interface Sense {
  readonly kind: "images" | "sounds";
  /** How many numbers a row has. */
  readonly length: number;
  /** What `rowsToTrain` made of files before, by their SHA-256: training again is quick. */
  readonly remembered: Map<string, Float32Array>;
  /** The row of a picture or sound. */
  row(file: Blob): Promise<Float32Array>;
  /** The rows to learn from, one after the other; the first is `row`'s. */
  rowsToTrain(file: Blob): Promise<Float32Array>;
}
