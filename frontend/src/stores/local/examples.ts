/** Examples of one person's projects in this browser. Each verb is one transaction that finds the project first. */

import { unwrap } from "idb";

import { checkBatch, checkNewExamples } from "../../contract/check-examples.js";
import { checkPage } from "../../contract/checks.js";
import { Problem } from "../../contract/problems.js";
import type { ExampleStore } from "../../contract/stores.js";
import type {
  Counts,
  Example,
  ExampleChange,
  NewExample,
  Page,
  PageRequest,
  Receipt,
} from "../../contract/values.js";
import { Adder } from "./adder.js";
import { type Base, ownProject, projectToChange } from "./base.js";
import { contentsOf } from "./contents.js";
import { changeExamples, type Editing, removeExamples, restoreExamples } from "./editing.js";
import { MediaReader } from "./media.js";
import { chunkOf, pageOf } from "./paging.js";
import { countsOf, liveLabel } from "./rows.js";
import type { ExampleRow, ProjectRow, Reading } from "./schema.js";

export class LocalExampleStore implements ExampleStore {
  private readonly adder: Adder;
  private readonly files: MediaReader;

  /** `added` is told of new examples once they are stored. */
  constructor(
    private readonly base: Base,
    private readonly added: (project: ProjectRow, examples: readonly ExampleRow[]) => void = noted,
  ) {
    this.adder = new Adder(base);
    this.files = new MediaReader(base);
  }

  async add(project: string, examples: NewExample[]): Promise<Receipt[]> {
    checkNewExamples(examples);
    const contents = await contentsOf(this.base, examples);
    const { row, fresh, receipts } = await this.adder.add(project, contents);
    if (fresh.length > 0) this.base.announce(project);
    this.added(row, fresh);
    return receipts;
  }

  page(project: string, request: PageRequest): Promise<Page> {
    return this.look(project, async (transaction, row) => {
      checkPage(request);
      if (request.label !== undefined) needLabel(row, request.label);
      return pageOf(transaction, row, request);
    });
  }

  async *read(project: string): AsyncGenerator<Example> {
    let after: string | null = "";
    while (after !== null) {
      const from: string = after;
      const chunk = await this.look(project, (transaction, row) => chunkOf(transaction, row, from));
      yield* chunk.examples;
      after = chunk.next;
    }
  }

  media(project: string, media: string): Promise<Blob> {
    return this.files.read(project, media);
  }

  counts(project: string): Promise<Counts> {
    return this.look(project, (_, row) => Promise.resolve(countsOf(row)));
  }

  async change(project: string, ids: string[], change: ExampleChange): Promise<void> {
    checkBatch(ids);
    await this.write(project, async (transaction, row) => {
      if (change.labelId !== undefined) needLabel(row, change.labelId);
      await changeExamples(transaction, row, ids, change);
    });
  }

  async remove(project: string, ids: string[]): Promise<void> {
    checkBatch(ids);
    await this.write(project, (transaction, row) => removeExamples(transaction, row, ids, this.base.now()));
  }

  async restore(project: string, ids: string[]): Promise<void> {
    checkBatch(ids);
    await this.write(project, (transaction, row) => restoreExamples(transaction, row, ids));
  }

  private look<Answer>(
    project: string,
    work: (transaction: Reading<"projects" | "examples">, row: ProjectRow) => Promise<Answer>,
  ): Promise<Answer> {
    return this.base.connection.read(["projects", "examples"], async (transaction) =>
      work(transaction, await ownProject(this.base, transaction, project)),
    );
  }

  /** Work that changed what a model would learn from has put up the row's `examplesRevision`, and the row is written. */
  private async write(
    project: string,
    work: (transaction: Editing, row: ProjectRow) => Promise<void>,
  ): Promise<void> {
    const isChanged = await this.base.connection.write(
      ["projects", "examples", "removed", "media"],
      async (transaction) => {
        const row = await projectToChange(this.base, transaction, project);
        const before = row.examplesRevision;
        await work(transaction, row);
        if (row.examplesRevision === before) return false;
        unwrap(transaction.objectStore("projects")).put({ ...row, changedAt: this.base.now() });
        return true;
      },
    );
    if (isChanged) this.base.announce(project);
  }
}

const noted = () => undefined;

function needLabel(row: ProjectRow, id: string): void {
  if (liveLabel(row, id) === undefined) throw new Problem("not_found", "There is no such label.", "labelId");
}
