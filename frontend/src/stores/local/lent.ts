/** The part of the trainer that lends texts, where the class has a Watson Assistant of its own. */

import type { Lending } from "../../contract/lending.js";
import { isCode } from "../../contract/problems.js";
import type { Explanation, Guess, ModelFile, NewData, Run, SavedModel } from "../../contract/values.js";
import type { TrainingExample } from "../../training/protocol.js";
import type { Base } from "./base.js";
import { guessElsewhere, learnElsewhere, type Lesson, lentOf } from "./elsewhere.js";
import type { Material } from "./material.js";
import { type LocalModelStore, notTrained } from "./models.js";
import { modelInUse, projectOf } from "./rows.js";
import type { LentRow, ProjectRow } from "./schema.js";

type Following = Pick<Lesson, "signal" | "heard">;

interface Awaited {
  lent: LentRow;
  hear: (following: Following) => Promise<SavedModel>;
}

export class LentTrainer {
  constructor(
    private readonly base: Base,
    private readonly material: Material,
    private readonly models: LocalModelStore,
  ) {}

  /** Who learns this project; null for this browser itself. */
  of({ kind }: Pick<ProjectRow, "kind">): Lending | null {
    const { lending } = this.base;
    return kind === "text" && lending?.texts === true ? lending.website : null;
  }

  async train(lending: Lending, row: ProjectRow, run: string, following: Following): Promise<SavedModel> {
    const { texts, ...lesson } = lentOf(projectOf(row), await this.examples(row.id));
    const { examplesRevision } = row;
    const lent = { run, trainedAt: this.base.now(), examplesRevision, ...lesson };
    await this.models.awaits(row.id, lent);
    return learnElsewhere(lending, { project: row.id, lent, texts, ...following });
  }

  /** What was lent and not heard of since, and how to hear its model. */
  awaited({ id, lent, removedAt }: ProjectRow): Awaited | null {
    const { lending } = this.base;
    if (!lent || !lending || removedAt !== null) return null;
    return {
      lent,
      hear: (following) => learnElsewhere(lending.website, { project: id, lent, ...following }),
    };
  }

  /** The child has been told how it ended. Who has to sign in first will be told. */
  async told({ id, lent }: ProjectRow, { id: run, state, problem }: Run): Promise<void> {
    if (lent?.run !== run || (state !== "cancelled" && (state !== "failed" || problem === "sign_in"))) return;
    await this.models.awaitsNoMore(id, run);
  }

  /** The model in use, when another service holds it. */
  async model(row: ProjectRow): Promise<ModelFile | null> {
    const newest = modelInUse(row, this.base.now());
    return newest?.expiresAt === undefined ? null : (await this.models.load(row.id, newest.id)).model;
  }

  /** A model that was taken back or is over leaves the card. */
  async guess({ id }: ProjectRow, model: ModelFile, data: readonly NewData[]): Promise<Guess[]> {
    const { lending } = this.base;
    if (!lending) throw notTrained();
    try {
      return await guessElsewhere(lending.website, id, model, data);
    } catch (problem) {
      if (isCode(problem, "not_trained")) await this.models.isOver(id, model.id);
      throw problem;
    }
  }

  /** What it thought is not told there; which examples are near is seen here. */
  async explain(row: ProjectRow, model: ModelFile, data: NewData): Promise<Explanation> {
    const [guess] = await this.guess(row, model, [data]);
    if (!guess) throw notTrained();
    const { nearestTexts } = await import("../../training/core/nearest.js");
    const learned = (await this.examples(row.id)).filter(({ heldBack }) => !heldBack);
    const nearest = await nearestTexts(data, learned);
    return { guess, words: [], path: [], fields: [], areas: null, moments: [], nearest };
  }

  private async examples(project: string): Promise<TrainingExample[]> {
    const all: TrainingExample[] = [];
    for await (const example of this.material.of(project, null)) all.push(example);
    return all;
  }
}
