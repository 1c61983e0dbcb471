/** Training, guessing and explaining in a worker, so that the page is never blocked. */

import type { Explanation, Guess, Method, ModelFile, NewData, SavedModel } from "../contract/values.js";
import type { ExtractorName } from "./core/extractors/known.js";
import { Lifeline, type WorkerLike } from "./lifeline.js";
import {
  type FromWorker,
  heard,
  type Question,
  stopped,
  type TrainingExample,
  type TrainingExamples,
  type TrainingProject,
} from "./protocol.js";

type About<Say extends FromWorker["say"]> = Extract<FromWorker, { say: Say }>;

export interface TrainJob {
  project: TrainingProject;
  method: Method;
  /** Begins to read the examples; called a second time when the first worker dies. */
  examples: () => TrainingExamples;
  modelId: string;
  trainedAt: number;
  /** Is told what an extractor has made of an example, by its SHA-256, to say it again the next time. */
  onMade?: OnMade;
  /** 0 to 1, several times a second */
  onProgress?: (progress: number) => void;
  /** Aborting rejects at once, with the signal's reason. */
  signal?: AbortSignal;
}

export type OnMade = (sha256: string, numbers: Float32Array) => void;

/** Something that the worker is doing; it is begun again once when the worker dies. */
interface Job {
  begin(): void;
  progress?(progress: number): void;
  made?: OnMade | undefined;
  modelWanted?(): void;
  done(message: About<"trained" | "answer" | "read">): void;
  failed(error: unknown): void;
  begun: number;
}

const BATCH = 500;
const MOST_TRIES = 2;
const SILENT_MS = 10_000;

function startWorker(): WorkerLike {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
}

export class TrainingClient {
  private readonly jobs = new Map<number, Job>();
  private readonly lifeline: Lifeline;
  private lastJob = 0;
  private tired = false;

  constructor(start: () => WorkerLike = startWorker, silentMs = SILENT_MS) {
    const listener = {
      heard: this.heard.bind(this),
      died: this.died.bind(this),
      waiting: () => this.jobs.size > 0,
    };
    this.lifeline = new Lifeline(start, listener, silentMs);
  }

  /** Problems: `invalid` when there are too few examples, `storage_unavailable` when two workers died of it, and
   * whatever reading the examples throws. */
  train(request: TrainJob): Promise<SavedModel> {
    const { signal } = request;
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const job = this.open({
        begin: () => void this.sendExamples(job, request),
        progress: (progress) => request.onProgress?.(progress),
        made: request.onMade,
        done: (message) => {
          if (message.say === "trained") resolve(message.saved);
        },
        failed: reject,
      });
      const abort = (): void => {
        this.abandon(job, signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
    });
  }

  /** Reads an example before it is trained on. Problems: as `train`. */
  read(extractor: ExtractorName, example: TrainingExample, made: OnMade): Promise<void> {
    return new Promise((resolve, reject) => {
      const job = this.open({
        begin: () => void this.lifeline.post({ say: "read", job, extractor, example }),
        made,
        done: () => {
          resolve();
        },
        failed: reject,
      });
    });
  }

  /** One guess each. `load` is called when the worker does not hold the model with this id. Problems: `invalid` for a
   * model that cannot be used, `storage_unavailable`, and whatever loading throws. */
  async guess(modelId: string, load: () => Promise<ModelFile>, data: NewData[]): Promise<Guess[]> {
    const answer = await this.ask(modelId, load, { ask: "guess", data });
    return answer.ask === "guess" ? answer.guesses : [];
  }

  /** As `guess`, for one and with the reasons. `from` is what the model learned from. */
  async explain(
    modelId: string,
    load: () => Promise<ModelFile>,
    data: NewData,
    from: TrainingExamples,
  ): Promise<Explanation> {
    const learned: TrainingExample[] = [];
    for await (const batch of batches(from)) learned.push(...batch);
    const answer = await this.ask(modelId, load, { ask: "explain", data, learned });
    if (answer.ask !== "explain") throw stopped();
    return answer.explanation;
  }

  /** Lets go of the worker, and of the weights that it has, as soon as nothing is under way; the next job starts another. */
  rest(): void {
    this.tired = this.jobs.size > 0;
    if (!this.tired) this.lifeline.close();
  }

  /** Ends the worker; what was under way is rejected. */
  close(): void {
    this.lifeline.close();
    for (const job of [...this.jobs.keys()]) this.fail(job, stopped());
  }

  private ask(
    modelId: string,
    load: () => Promise<ModelFile>,
    question: Question,
  ): Promise<About<"answer">["answer"]> {
    return new Promise((resolve, reject) => {
      const say = (model?: ModelFile): void => {
        this.lifeline.post({ say: "ask", job, modelId, question, ...(model && { model }) });
      };
      const job = this.open({
        begin: say,
        modelWanted: () => {
          load().then(say, (error: unknown) => {
            this.fail(job, error);
          });
        },
        done: (message) => {
          if (message.say === "answer") resolve(message.answer);
        },
        failed: reject,
      });
    });
  }

  /** Numbers the job; it begins when the caller has its number. */
  private open(job: Omit<Job, "begun">): number {
    const number = ++this.lastJob;
    this.tired = false;
    this.jobs.set(number, { ...job, begun: 0 });
    queueMicrotask(() => {
      this.begin(number);
    });
    return number;
  }

  private begin(number: number): void {
    const job = this.jobs.get(number);
    if (!job) return;
    if (job.begun >= MOST_TRIES) {
      this.fail(number, stopped());
      return;
    }
    job.begun++;
    try {
      job.begin();
    } catch (error) {
      this.fail(number, error);
    }
  }

  private async sendExamples(
    job: number,
    { project, method, examples, modelId, trainedAt }: TrainJob,
  ): Promise<void> {
    try {
      const worker = this.lifeline.post({
        say: "train",
        job,
        request: { project, method, modelId, trainedAt },
      });
      const goesOn = (): boolean => this.jobs.has(job) && this.lifeline.isCurrent(worker);
      for await (const batch of batches(examples())) {
        if (!goesOn()) return;
        this.lifeline.post({ say: "examples", job, examples: batch, last: false });
      }
      if (goesOn()) this.lifeline.post({ say: "examples", job, examples: [], last: true });
    } catch (error) {
      this.abandon(job, error);
    }
  }

  private abandon(job: number, reason: unknown): void {
    this.fail(job, reason);
    this.lifeline.mention({ say: "cancel", job });
  }

  private fail(number: number, error: unknown): void {
    const job = this.jobs.get(number);
    this.end(number);
    job?.failed(error);
  }

  private end(number: number): void {
    this.jobs.delete(number);
    if (this.tired) this.rest();
  }

  private heard(message: FromWorker): void {
    if (message.say === "pong" || message.say === "cancelled") return;
    const job = this.jobs.get(message.job);
    if (!job) return;
    switch (message.say) {
      case "progress":
        job.progress?.(message.progress);
        break;
      case "made":
        job.made?.(message.sha256, message.numbers);
        break;
      case "model wanted":
        job.modelWanted?.();
        break;
      case "failed":
        this.fail(message.job, heard(message));
        break;
      default:
        this.end(message.job);
        job.done(message);
    }
  }

  private died(): void {
    for (const job of [...this.jobs.keys()]) this.begin(job);
  }
}

/** Only what training looks at crosses over to the worker. */
async function* batches(examples: TrainingExamples): AsyncGenerator<TrainingExample[]> {
  let batch: TrainingExample[] = [];
  for await (const { id, labelId, data, group, heldBack, file, made } of examples) {
    batch.push({ id, labelId, data, group, heldBack, ...(file && { file }), ...(made && { made }) });
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
