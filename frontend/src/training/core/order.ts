/** What is to be trained, and the examples as heads take them; `training/core/order.py` does the same. */

import type { Data, Example, NewData, Project } from "../../contract/values.js";
import type { Sense } from "./sense.js";
import type { OnProgress } from "./solver.js";

/** The part of a project that training looks at. */
export type TrainingProject = Pick<Project, "kind" | "labels" | "fields">;
/** The part of an example that training looks at. */
export interface TrainingExample extends Pick<Example, "id" | "labelId" | "data" | "heldBack"> {
  /** its picture or sound */
  file?: Blob;
}

export interface TrainOptions {
  modelId: string;
  trainedAt: number;
  /** Told 0 to 1; what it throws stops the training. */
  onProgress?: OnProgress;
  /** For projects of pictures or sounds. */
  sense?: Sense | undefined;
}

/** One example; `item` is what the head takes. */
export interface Row<Item> {
  id: string;
  label: string | null;
  heldBack: boolean;
  item: Item;
}

const READ_DONE = 0.3;
const FIT_DONE = 0.95;
const TELL_EVERY = 100;

export class Order {
  readonly modelId: string;
  readonly trainedAt: number;
  readonly onProgress: OnProgress;
  readonly sense: Sense | undefined;

  constructor(
    readonly project: TrainingProject,
    private readonly examples: Iterable<TrainingExample> | AsyncIterable<TrainingExample>,
    { modelId, trainedAt, onProgress = ignore, sense }: TrainOptions,
  ) {
    this.modelId = modelId;
    this.trainedAt = trainedAt;
    this.onProgress = onProgress;
    this.sense = sense;
  }

  readonly fitting: OnProgress = (progress) => this.onProgress(READ_DONE + (FIT_DONE - READ_DONE) * progress);

  /** `read` is told the SHA-256 of a picture or sound, too. */
  async rows<Item>(
    read: (data: Data | NewData, sha256?: string) => Item | Promise<Item>,
  ): Promise<Row<Item>[]> {
    const rows: Row<Item>[] = [];
    for await (const { id, labelId, data, heldBack, file } of this.examples) {
      const sha256 = "media" in data ? data.media.sha256 : undefined;
      const item = await read(file ? { file } : data, sha256);
      rows.push({ id, label: labelId, heldBack, item });
      if (rows.length % (file ? 1 : TELL_EVERY) === 0)
        await this.onProgress((READ_DONE * rows.length) / (rows.length + 10 * TELL_EVERY));
    }
    await this.onProgress(READ_DONE);
    return rows;
  }
}

function ignore(): void {
  // Nobody wants to know.
}
