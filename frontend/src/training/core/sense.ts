/** What sees pictures or hears sounds. Only the workers of such projects have one, so the others need not load it. */

export interface Sense {
  readonly kind: "images" | "sounds";
  /** How many numbers a row has. */
  readonly length: number;
  /** The row of a picture or sound. */
  row(file: Blob): Promise<Float32Array>;
  /** The rows to learn from, one after the other; the first is `row`'s. */
  rowsToTrain(file: Blob): Promise<Float32Array>;
}
