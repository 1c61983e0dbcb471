/** What is to be trained, and the examples as heads take them; `training/core/order.py` does the same. */

import { unitOf } from "../../contract/rules.js";
import type { Data, Example, Method, NewData, Project } from "../../contract/values.js";
import type { ExtractorName, Features } from "./extractors/known.js";
import { digestOf } from "./named.js";
import type { Item } from "./parsed.js";
import { type Open, openNothing, type Reader } from "./readers.js";
import type { OnProgress } from "./solver.js";

export { digestOf } from "./named.js";

/** The part of a project that training looks at. */
export interface TrainingProject extends Pick<Project, "kind" | "labels" | "fields"> {
  /** which one reads the examples; null for n-grams and cells */
  extractor: ExtractorName | null;
}
/** The part of an example that training looks at. */
export interface TrainingExample extends Pick<Example, "id" | "labelId" | "data" | "group" | "heldBack"> {
  /** its picture or sound */
  file?: Blob;
  /** what the extractor of its project has made of it before; then the file is not needed */
  made?: Float32Array;
}

export type TrainingExamples = Iterable<TrainingExample> | AsyncIterable<TrainingExample>;

/** What extractors have made of the examples of a project before, by the SHA-256 (hex) of the picture, sound or text. */
export interface Kept {
  load(features: Features): Promise<ReadonlyMap<string, Float32Array>>;
  keep(features: Features, sha256: string, made: Float32Array): void;
}

export const NOTHING_KEPT: Kept = {
  load: () => Promise.resolve(new Map()),
  keep: () => undefined,
};

export interface TrainOptions {
  modelId: string;
  trainedAt: number;
  method?: Method;
  /** Told 0 to 1; what it throws stops the training. */
  onProgress?: OnProgress;
  /** For projects that have an extractor. */
  open?: Open;
  kept?: Kept;
}

/** One example; `item` is what is learned from. Those with the same `group` belong together, as those of one burst or equal
 * texts: what is tested must not have been learned from. */
export interface Row {
  id: string;
  label: string | null;
  heldBack: boolean;
  group: string;
  item: Item;
}

const READ_DONE = 0.3;
const READ_DONE_BY_EXTRACTOR = 0.85;
const FIT_DONE = 0.95;

export class Order {
  readonly modelId: string;
  readonly trainedAt: number;
  readonly method: Method;
  readonly onProgress: OnProgress;
  readonly open: Open;
  private readonly kept: Kept;
  private readonly readDone: number;

  constructor(
    readonly project: TrainingProject,
    private readonly examples: TrainingExamples,
    {
      modelId,
      trainedAt,
      method = "usual",
      onProgress = ignore,
      open = openNothing,
      kept = NOTHING_KEPT,
    }: TrainOptions,
  ) {
    this.modelId = modelId;
    this.trainedAt = trainedAt;
    this.method = method;
    this.onProgress = onProgress;
    this.open = open;
    this.kept = kept;
    this.readDone = project.extractor ? READ_DONE_BY_EXTRACTOR : READ_DONE;
  }

  readonly fitting: OnProgress = (progress) =>
    this.onProgress(this.readDone + (FIT_DONE - this.readDone) * progress);

  rows(reader: Reader): Promise<Row[]> {
    const onProgress: OnProgress = (progress) => this.onProgress(this.readDone * progress);
    return rowsOf(this.examples, reader, this.kept, onProgress);
  }
}

/** What is learned from, of every example. An extractor reads only those that it has not read before. */
export async function rowsOf(
  examples: TrainingExamples,
  reader: Reader,
  kept: Kept,
  onProgress: OnProgress,
): Promise<Row[]> {
  const found: TrainingExample[] = [];
  for await (const example of examples) found.push(example);
  const { features } = reader;
  const known = new Map<string, Item>(features ? await kept.load(features) : []);
  const named = found.map((example) => ({ example, name: features ? digestOf(example.data) : example.id }));
  const missing = named.filter(({ name }) => !known.has(name));
  const items = reader.vectorsToTrain(missing.map(({ example }) => whole(example)));
  let read = 0;
  // An extractor that has nothing to read need not be fetched.
  for await (const item of missing.length > 0 ? items : []) {
    const name = missing[read]?.name ?? "";
    known.set(name, item);
    if (features) kept.keep(features, name, item as Float32Array);
    await onProgress(++read / missing.length);
  }
  return named.map(({ example, name }) => rowOf(example, known.get(name) as Item));
}

function whole({ data, file }: TrainingExample): Data | NewData {
  return file ? { file } : data;
}

function rowOf({ id, labelId, data, group, heldBack }: TrainingExample, item: Item): Row {
  return { id, label: labelId, heldBack, group: unitOf(data, group), item };
}

function ignore(): void {
  // Nobody wants to know.
}
