/** Trains in this browser. Runs live in this page's memory; the models that they make are saved. */

import { checkData, checkFileBatch } from "../../contract/check-examples.js";
import { idAfter } from "../../contract/ids.js";
import {
  EXAMPLES_TO_TRAIN,
  GUESSES_AT_ONCE,
  LABELS_TO_TRAIN,
  ROWS_TO_TRAIN,
  SOUNDS_TO_TRAIN,
  TEXT_TO_GUESS_LENGTH,
} from "../../contract/limits.js";
import { Problem, Unavailable } from "../../contract/problems.js";
import { canTrain, isUnderWay } from "../../contract/rules.js";
import type { Trainer } from "../../contract/stores.js";
import { checkFilled } from "../../contract/text.js";
import type {
  Explanation,
  Guess,
  Method,
  ModelFile,
  NewData,
  Project,
  ProjectKind,
  Run,
  SavedModel,
} from "../../contract/values.js";
import type { TrainingClient } from "../../training/client.js";
import { type ExtractorName, extractorSaid } from "../../training/core/extractors/known.js";
import { looksAt } from "../../training/core/turns.js";
import type { TrainingProject } from "../../training/protocol.js";
import { type Base, ownProject, projectToChange } from "./base.js";
import { USUAL_SECONDS } from "./elsewhere.js";
import { LentTrainer } from "./lent.js";
import { withLock } from "./locks.js";
import type { Material } from "./material.js";
import { type LocalModelStore, notTrained } from "./models.js";
import { countsOf, modelInUse, projectOf } from "./rows.js";
import type { Runs } from "./runs.js";
import type { ProjectRow } from "./schema.js";

/** Who computes. */
export type Learner = Pick<TrainingClient, "train" | "read" | "guess" | "explain">;
export interface Learners {
  /** Which extractor reads the examples of a project here and now; null for none. */
  extractorNow: (project: Pick<Project, "kind" | "language">) => Promise<ExtractorName | null>;
  with: (extractor: ExtractorName | null) => Promise<Learner>;
}

interface ModelInUse {
  key: string;
  load: () => Promise<ModelFile>;
  trainedAt: number;
  extractor: ExtractorName | null;
}

export class LocalTrainer implements Trainer {
  /** what models were made with, by their keys */
  private readonly extractors = new Map<string, ExtractorName | null>();
  private readonly lent: LentTrainer;

  constructor(
    private readonly base: Base,
    private readonly runs: Runs,
    private readonly material: Material,
    private readonly models: LocalModelStore,
    private readonly learners: Learners,
  ) {
    this.lent = new LentTrainer(base, material, models);
  }

  async start(project: string, method: Method = "usual"): Promise<Run> {
    const row = await this.base.connection.read(["projects"], (transaction) =>
      projectToChange(this.base, transaction, project),
    );
    checkMethod(row.kind, method);
    const expectedSeconds = await this.expectedSeconds(row);
    const underWay = this.underWay(row);
    if (underWay !== null) return underWay;
    if (!canTrain(row, countsOf(row))) throw tooLittle(row.kind);
    const run = newRun(idAfter(row.models[0]?.id), expectedSeconds);
    const signal = this.runs.begin(project, run);
    const train = (): Promise<void> => this.train(project, run.id, method, signal);
    void this.follow(project, run.id, signal, () => withLock(`training ${project}`, signal, train));
    this.base.announce(project);
    return run;
  }

  async run(project: string, id: string): Promise<Run> {
    const row = await this.row(project);
    const run = this.find(row, id);
    await this.lent.told(row, run);
    return run;
  }

  async cancel(project: string, id: string): Promise<Run> {
    const row = await this.row(project);
    this.runs.cancel(this.find(row, id).id);
    this.base.announce(project);
    return this.run(project, id);
  }

  /** The run to look at: the one that is under way, or one that was lent and has failed without anybody being told. */
  runOf(row: ProjectRow): string | null {
    return this.underWay(row)?.id ?? this.lent.awaited(row)?.lent.run ?? null;
  }

  private underWay(row: ProjectRow): Run | null {
    return this.runs.active(row.id) ?? this.takenUp(row);
  }

  /** A run that was lent goes on without the page that began it: whichever page sees its project next hears how it ends. So
   * may several pages. */
  private takenUp(row: ProjectRow): Run | null {
    const awaited = this.lent.awaited(row);
    if (awaited === null || this.runs.find(row.id, awaited.lent.run) !== null) return null;
    const { lent, hear } = awaited;
    const run = newRun(lent.run, USUAL_SECONDS);
    const signal = this.runs.begin(row.id, run);
    void this.follow(row.id, run.id, signal, async () => {
      const saved = await hear({ signal, heard: this.hear });
      await this.keep(row.id, saved, lent.examplesRevision, signal);
    });
    return run;
  }

  async guess(project: string, data: NewData[]): Promise<Guess[]> {
    const row = await this.row(project);
    checkToGuess(data, row);
    const elsewhere = await this.lent.model(row);
    if (elsewhere) return this.lent.guess(row, elsewhere, data);
    const { key, load, extractor } = await this.modelInUse(row);
    return (await this.learner(extractor)).guess(key, load, data);
  }

  async explain(project: string, data: NewData): Promise<Explanation> {
    const row = await this.row(project);
    checkToGuess([data], row);
    const elsewhere = await this.lent.model(row);
    if (elsewhere) return this.lent.explain(row, elsewhere, data);
    const { key, load, trainedAt, extractor } = await this.modelInUse(row);
    const learned = this.material.learned(project, extractor, trainedAt);
    return (await this.learner(extractor)).explain(key, load, data, learned);
  }

  /** Ids of models are unique in their project only. A model is asked with what it was made with, whatever has come since. */
  private async modelInUse({ id, models }: ProjectRow): Promise<ModelInUse> {
    const newest = modelInUse({ models }, this.base.now());
    if (newest === null) throw notTrained();
    const key = `${id} ${newest.id}`;
    const load = async (): Promise<ModelFile> => (await this.models.load(id, newest.id)).model;
    let extractor = this.extractors.get(key);
    if (extractor === undefined) {
      extractor = extractorSaid((await load()).features);
      this.extractors.set(key, extractor);
    }
    return { key, load, trainedAt: newest.trainedAt, extractor };
  }

  /** A mistake of our own fails the run and is not hidden either. */
  private async follow(
    project: string,
    id: string,
    signal: AbortSignal,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (fault) {
      const known = fault instanceof Problem;
      this.runs.change(id, { state: "failed", problem: known ? fault.code : null });
      if (!known && !signal.aborted) throw fault;
    } finally {
      this.base.announce(project);
    }
  }

  private async train(project: string, id: string, method: Method, signal: AbortSignal): Promise<void> {
    this.runs.change(id, { state: "training" });
    const row = await this.row(project);
    const lending = this.lent.of(row);
    const saved = lending
      ? await this.lent.train(lending, row, id, { signal, heard: this.hear })
      : await this.learn(row, id, method, signal);
    await this.keep(project, saved, row.examplesRevision, signal);
  }

  /** A model has the id of the run that made it. */
  private async keep(
    project: string,
    { model, report }: SavedModel,
    examplesRevision: number,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    await this.models.keep(project, model, report, examplesRevision);
    this.runs.change(model.id, { state: "ready", progress: 1, modelId: model.id });
  }

  /** How far it is elsewhere; that it has ended there is not all, unless another page has stopped it. */
  private readonly hear = (run: Run): void => {
    const { id, state, place, progress } = run;
    if (isUnderWay(run)) this.runs.change(id, { state, place, progress });
    else if (state === "cancelled") this.runs.cancel(id);
  };

  private async learn(row: ProjectRow, id: string, method: Method, signal: AbortSignal): Promise<SavedModel> {
    const project = row.id;
    const extractor = await this.learners.extractorNow(row);
    return (await this.learner(extractor)).train({
      project: partOf(row, extractor),
      method,
      examples: () => this.material.of(project, extractor),
      onMade: this.material.keeper(project, extractor),
      modelId: id,
      trainedAt: this.base.now(),
      signal,
      onProgress: (progress) => {
        this.runs.change(id, { progress });
      },
    });
  }

  /** Starting a worker, reading, training, for a second look too, and saving, as measured on two cores. */
  private async expectedSeconds(row: ProjectRow): Promise<number> {
    if (this.lent.of(row)) return USUAL_SECONDS;
    const { examples, heldBack, labels } = countsOf(row);
    const ofLabels = Object.values(labels).map((label) => label.heldBack);
    const looks = looksAt(examples - heldBack, ofLabels.length > 0 ? ofLabels : [heldBack]);
    const extractor = await this.learners.extractorNow(row);
    const unread = await this.material.unread(row.id, extractor, examples);
    return 0.3 + examples * 0.001 * looks + unread * (extractor ? SENSING[extractor] : 0);
  }

  private async learner(extractor: ExtractorName | null): Promise<Learner> {
    try {
      return await this.learners.with(extractor);
    } catch {
      throw new Unavailable("not_fetched", "What this kind of project needs does not come.");
    }
  }

  private row(project: string): Promise<ProjectRow> {
    return this.base.connection.read(["projects"], (transaction) =>
      ownProject(this.base, transaction, project),
    );
  }

  private find(row: ProjectRow, id: string): Run {
    const run = this.runs.find(row.id, id) ?? this.takenUp(row);
    if (run?.id !== id) throw new Problem("not_found", "There is no such training run.");
    return run;
  }
}

/** To look at a picture, to listen to a sound or to read a text, in seconds, as measured on two cores. */
const SENSING: Record<ExtractorName, number> = { images: 0.08, sounds: 0.07, text: 0.02, "text-e5": 0.04 };

function newRun(id: string, expectedSeconds: number): Run {
  const run = { id, state: "queued", progress: 0, place: 0, expectedSeconds } as const;
  return { ...run, modelId: null, problem: null };
}

function checkMethod(kind: ProjectKind, method: Method): void {
  const ways: readonly string[] = kind === "numbers" ? ["usual", "neural"] : ["usual"];
  if (!ways.includes(method))
    throw new Problem("invalid", "Projects of this kind learn in one way only.", "method");
}

function checkToGuess(data: readonly NewData[], project: ProjectRow): void {
  if (data.length > GUESSES_AT_ONCE)
    throw new Problem("too_large", `Not more than ${GUESSES_AT_ONCE} examples at once.`, "data");
  checkFileBatch(data);
  for (const one of data) {
    checkData(one, project);
    if ("text" in one) checkFilled(one.text, TEXT_TO_GUESS_LENGTH, "text", "too_large");
  }
}

/** What training looks at: examples travel apart, and the rest stays. */
function partOf(row: ProjectRow, extractor: ExtractorName | null): TrainingProject {
  const { kind, labels, fields } = projectOf(row);
  return { kind, extractor, labels, fields };
}

function tooLittle(kind: ProjectKind): Problem {
  if (kind === "prediction") {
    const wanted = `${ROWS_TO_TRAIN} rows, a field to learn from and a field to predict`;
    return new Problem("invalid", `Training needs ${wanted}.`);
  }
  const examples = kind === "sounds" ? SOUNDS_TO_TRAIN : EXAMPLES_TO_TRAIN;
  const wanted = `${LABELS_TO_TRAIN} labels with ${examples} examples each`;
  return new Problem("invalid", `Training needs ${kind === "numbers" ? "a field, and " : ""}${wanted}.`);
}
