/** What the training worker does with what it is told; `worker.ts` connects it to the page. */

import { Problem } from "../contract/problems.js";
import { explain, guess } from "./core/answer.js";
import { parseModel } from "./core/modelFile.js";
import type { ParsedModel } from "./core/parsed.js";
import { featuresOf } from "./core/extractors/known.js";
import { digestOf, type Kept, rowsOf } from "./core/order.js";
import { type Open, openNothing, type Reader, readerWith } from "./core/readers.js";
import { train } from "./core/train.js";
import {
  type Answer,
  type Equipment,
  type FromWorker,
  type Question,
  said,
  stopped,
  type ToWorker,
  type TrainingExample,
  type TrainRequest,
} from "./protocol.js";

type Ask = Extract<ToWorker, { say: "ask" }>;
type Read = Extract<ToWorker, { say: "read" }>;

interface Training {
  request: TrainRequest;
  examples: TrainingExample[];
  cancelled: boolean;
}

class Cancelled extends Error {}

const MODELS_KEPT = 3;
const BREATHE_EVERY_MS = 50;

export class Desk {
  private readonly trainings = new Map<number, Training>();
  private readonly models = new Map<string, ParsedModel>();

  private readonly equipment = new Map<string, Equipment>();
  private readonly readers = new Map<string, Promise<Reader>>();

  /** `equip` fetches what an extractor needs. */
  constructor(
    private readonly tell: (message: FromWorker) => void,
    private readonly equip?: (equipment: Equipment) => Promise<Reader>,
  ) {}

  async hear(message: ToWorker): Promise<void> {
    switch (message.say) {
      case "equip":
        this.equipment.set(featuresOf(message.equipment.extractor).name, message.equipment);
        break;
      case "ping":
        this.tell({ say: "pong" });
        break;
      case "train":
        this.trainings.set(message.job, { request: message.request, examples: [], cancelled: false });
        break;
      case "examples":
        await this.take(message.job, message.examples, message.last);
        break;
      case "cancel":
        this.cancel(message.job);
        break;
      case "read":
        await this.attempt(message.job, () => this.read(message));
        break;
      case "ask":
        await this.attempt(message.job, () => this.answer(message));
    }
  }

  private async take(job: number, examples: TrainingExample[], last: boolean): Promise<void> {
    const training = this.trainings.get(job);
    if (!training) return;
    for (const example of examples) training.examples.push(example);
    if (!last) return;
    await this.attempt(job, () => this.train(job, training));
    this.trainings.delete(job);
  }

  private async train(job: number, training: Training): Promise<void> {
    const { request, examples } = training;
    let breathed = performance.now();
    const saved = await train(request.project, examples, {
      modelId: request.modelId,
      method: request.method,
      trainedAt: request.trainedAt,
      open: this.open,
      kept: this.kept(job, examples),
      onProgress: async (progress) => {
        if (performance.now() - breathed < BREATHE_EVERY_MS) return;
        this.tell({ say: "progress", job, progress });
        await breath();
        breathed = performance.now();
        if (training.cancelled) throw new Cancelled();
      },
    });
    this.tell({ say: "trained", job, saved });
  }

  private async read({ job, extractor, example }: Read): Promise<void> {
    const reader = readerWith(featuresOf(extractor), this.open);
    await rowsOf([example], reader, this.kept(job, [example]), () => undefined);
    this.tell({ say: "read", job });
  }

  /** The page keeps it, and says with each example what it has of it. */
  private kept(job: number, examples: readonly TrainingExample[]): Kept {
    return {
      load: ({ length }) => Promise.resolve(madeOf(examples, length)),
      keep: (_, sha256, numbers) => {
        this.tell({ say: "made", job, sha256, numbers });
      },
    };
  }

  private cancel(job: number): void {
    const training = this.trainings.get(job);
    if (!training) return;
    training.cancelled = true;
    this.trainings.delete(job);
    this.tell({ say: "cancelled", job });
  }

  private async answer({ job, modelId, question, model }: Ask): Promise<void> {
    const known = this.models.get(modelId) ?? (model && (await parseModel(model)));
    if (!known) {
      this.tell({ say: "model wanted", job });
      return;
    }
    this.keep(modelId, known);
    this.tell({ say: "answer", job, answer: await this.answered(job, known, question) });
  }

  private async answered(job: number, model: ParsedModel, question: Question): Promise<Answer> {
    const { open } = this;
    if (question.ask === "guess") return { ask: "guess", guesses: await guess(model, question.data, open) };
    const { data, learned } = question;
    const kept = this.kept(job, learned);
    return { ask: "explain", explanation: await explain(model, data, { open, learned, kept }) };
  }

  /** What could not be fetched is fetched again when it is next needed. */
  private readonly open: Open = async (features) => {
    const { name } = features;
    const equipment = this.equipment.get(name);
    if (!equipment || !this.equip) return openNothing(features);
    const reader = this.readers.get(name) ?? this.equip(equipment);
    this.readers.set(name, reader);
    try {
      return await reader;
    } catch (problem) {
      this.readers.delete(name);
      throw problem;
    }
  };

  /** The models that were asked last stay; a Map remembers the order of its keys. */
  private keep(modelId: string, model: ParsedModel): void {
    this.models.delete(modelId);
    this.models.set(modelId, model);
    const [oldest] = this.models.keys();
    if (this.models.size > MODELS_KEPT && oldest !== undefined) this.models.delete(oldest);
  }

  private async attempt(job: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Cancelled) return;
      this.tell({ say: "failed", job, ...said(error instanceof Problem ? error : stopped()) });
    }
  }
}

function madeOf(examples: readonly TrainingExample[], length: number): Map<string, Float32Array> {
  const known = new Map<string, Float32Array>();
  for (const { data, made } of examples)
    if (made && made.length > 0 && made.length % length === 0) known.set(digestOf(data), made);
  return known;
}

/** Lets messages that wait, such as a cancel or a guess, be heard. A timer would wait at least 4 ms. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
