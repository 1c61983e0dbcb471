/** Model files of one person's projects in this browser. Lists and cards read only what is in the project's row. */

import { MODEL_BYTES, MODELS_KEPT } from "../../contract/limits.js";
import { isPortable, remoteHead } from "../../contract/portable.js";
import { Problem } from "../../contract/problems.js";
import type { ModelStore } from "../../contract/stores.js";
import type { ReportLine, ModelFile, ModelSummary, SavedModel } from "../../contract/values.js";
import { type Base, ownProject, projectToChange } from "./base.js";
import { modelInUse } from "./rows.js";
import type { LentRow, ModelEntry, ModelRow, ProjectRow, Writing } from "./schema.js";

export class LocalModelStore implements ModelStore {
  constructor(private readonly base: Base) {}

  async all(project: string): Promise<ModelSummary[]> {
    const row = await this.base.connection.read(["projects"], (transaction) =>
      ownProject(this.base, transaction, project),
    );
    return row.models.map(({ id, trainedAt, counts, score }) => ({ id, trainedAt, counts, score }));
  }

  latest(project: string): Promise<SavedModel> {
    return this.find(project, (row) => {
      const newest = modelInUse(row, this.base.now());
      if (newest === null) throw notTrained();
      return newest.id;
    });
  }

  load(project: string, id: string): Promise<SavedModel> {
    return this.find(project, () => id);
  }

  async save(project: string, model: ModelFile, report: ReportLine[]): Promise<void> {
    if (!isPortable(model))
      throw new Problem("invalid", "A model that is kept elsewhere cannot be brought here.", "model");
    return this.keep(project, model, report, null);
  }

  /** Like `save`, for a model that learned from the examples of an earlier revision; null is the present one. */
  async keep(
    project: string,
    model: ModelFile,
    report: ReportLine[],
    examplesRevision: number | null,
  ): Promise<void> {
    await checkFile(model);
    await this.write(project, async (transaction, row) => {
      if (row.models.some(({ id }) => id === model.id)) return;
      const entry = entryOf(model, examplesRevision ?? row.examplesRevision);
      const models = [...row.models, entry].sort((one, other) => (one.id < other.id ? 1 : -1));
      row.models = models.slice(0, MODELS_KEPT);
      if (row.lent?.run === model.id) delete row.lent;
      const files = transaction.objectStore("models");
      await files.put({ projectId: project, id: model.id, model, report });
      await Promise.all(models.slice(MODELS_KEPT).map(({ id }) => files.delete([project, id])));
    });
  }

  /** One is being learned elsewhere: it is kept when it comes, by whichever page is open then. */
  awaits(project: string, lent: LentRow): Promise<void> {
    return this.write(project, (_, row) => {
      row.lent = lent;
      return Promise.resolve();
    });
  }

  awaitsNoMore(project: string, run: string): Promise<void> {
    return this.write(project, (_, row) => {
      if (row.lent?.run === run) delete row.lent;
      return Promise.resolve();
    });
  }

  /** Another service has it no more. */
  isOver(project: string, id: string): Promise<void> {
    return this.write(project, (_, row) => {
      row.models = row.models.map((model) =>
        model.id === id ? { ...model, expiresAt: this.base.now() } : model,
      );
      return Promise.resolve();
    });
  }

  remove(project: string, id: string): Promise<void> {
    return this.write(project, async (transaction, row) => {
      if (row.models.every((model) => model.id !== id)) throw modelNotFound();
      row.models = row.models.filter((model) => model.id !== id);
      await transaction.objectStore("models").delete([project, id]);
    });
  }

  private find(project: string, which: (row: ProjectRow) => string): Promise<SavedModel> {
    return this.base.connection.read(["projects", "models"], async (transaction) => {
      const id = which(await ownProject(this.base, transaction, project));
      const found = await transaction.objectStore("models").get([project, id]);
      if (found === undefined) throw modelNotFound();
      return savedOf(found);
    });
  }

  private async write(
    project: string,
    work: (transaction: Writing<"projects" | "models">, row: ProjectRow) => Promise<void>,
  ): Promise<void> {
    await this.base.connection.write(["projects", "models"], async (transaction) => {
      const row = await projectToChange(this.base, transaction, project);
      await work(transaction, row);
      await transaction.objectStore("projects").put({ ...row, changedAt: this.base.now() });
    });
    this.base.announce(project);
  }
}

async function checkFile(model: ModelFile): Promise<void> {
  const { checkModel } = await import("../../training/core/modelFile.js");
  await checkModel(model);
  if (new TextEncoder().encode(JSON.stringify(model)).length > MODEL_BYTES)
    throw new Problem("too_large", "This model is too large to keep.");
}

function entryOf(model: ModelFile, examplesRevision: number): ModelEntry {
  const { id, trainedAt, counts, scores } = model;
  const { right, of } = scores.heldBack;
  const entry = { id, trainedAt, counts, score: of === 0 ? null : { right, of }, examplesRevision };
  const remote = remoteHead(model);
  return remote === null ? entry : { ...entry, expiresAt: remote.expiresAt };
}

function savedOf({ model, report }: ModelRow): SavedModel {
  return { model, report };
}

export function notTrained(): Problem {
  return new Problem("not_trained", "There is no model yet.");
}

function modelNotFound(): Problem {
  return new Problem("not_found", "There is no such model.");
}
