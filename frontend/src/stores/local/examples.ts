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
import { type Marks, marksOf, mayBeThere, plan, receiptsAlready } from "./adding.js";
import { type Base, ownProject, projectToChange } from "./base.js";
import { contentsOf } from "./contents.js";
import { changeExamples, type Editing, putAll, removeExamples, restoreExamples } from "./editing.js";
import { MediaReader } from "./media.js";
import { chunkOf, pageOf } from "./paging.js";
import { countsOf, liveLabel, noteChanges } from "./rows.js";
import type { ExampleRow, ProjectRow, Reading } from "./schema.js";

/** More units than these are looked up again instead of being remembered. */
const UNITS_REMEMBERED = 50_000;

export class LocalExampleStore implements ExampleStore {
  /** All units of one project at one revision of its examples, so that the next batch need not look them up. */
  private remembered: { at: string; marks: Marks } | null = null;
  private readonly files: MediaReader;

  /** `added` is told of new examples once they are stored. */
  constructor(
    private readonly base: Base,
    private readonly added: (project: ProjectRow, examples: readonly ExampleRow[]) => void = noted,
  ) {
    this.files = new MediaReader(base);
  }

  async add(project: string, examples: NewExample[]): Promise<Receipt[]> {
    checkNewExamples(examples);
    const contents = await contentsOf(this.base, examples);
    const ahead = (transaction: Editing) => mayBeThere(transaction, project, examples);
    const added = await this.write(project, ahead, async (transaction, row, mayBe) => {
      const already = mayBe ? await receiptsAlready(transaction, row, examples) : new Map<string, Receipt>();
      // Examples that say it themselves, as those of a file or a move do, need no others to be looked at.
      const decided = examples.every(({ heldBack }) => heldBack != null);
      const all = decided ? null : this.takeMarks(row);
      const marks = all ?? (decided ? new Map<string, boolean>() : await marksOf(transaction, row, contents));
      const { fresh, media, receipts } = plan(row, contents, already, marks, this.base.now());
      putAll(transaction, fresh, media);
      noteChanges(row, fresh.length);
      return { row, all, receipts, fresh };
    });
    this.rememberMarks(added.row, added.all);
    this.added(added.row, added.fresh);
    return added.receipts;
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
    await this.write(project, nothing, async (transaction, row) => {
      if (change.labelId !== undefined) needLabel(row, change.labelId);
      await changeExamples(transaction, row, ids, change);
    });
  }

  async remove(project: string, ids: string[]): Promise<void> {
    checkBatch(ids);
    await this.write(project, nothing, (transaction, row) =>
      removeExamples(transaction, row, ids, this.base.now()),
    );
  }

  async restore(project: string, ids: string[]): Promise<void> {
    checkBatch(ids);
    await this.write(project, nothing, (transaction, row) => restoreExamples(transaction, row, ids));
  }

  private look<Answer>(
    project: string,
    work: (transaction: Reading<"projects" | "examples">, row: ProjectRow) => Promise<Answer>,
  ): Promise<Answer> {
    return this.base.connection.read(["projects", "examples"], async (transaction) =>
      work(transaction, await ownProject(this.base, transaction, project)),
    );
  }

  /** What is asked ahead is asked together with the project. Work that changed what a model would learn from has put up the row's `examplesRevision`, and the row is written. */
  private async write<Ahead, Answer>(
    project: string,
    ahead: (transaction: Editing) => Promise<Ahead>,
    work: (transaction: Editing, row: ProjectRow, ahead: Ahead) => Promise<Answer>,
  ): Promise<Answer> {
    const done = await this.base.connection.write(
      ["projects", "examples", "removed", "media"],
      async (transaction) => {
        const asked = [projectToChange(this.base, transaction, project), ahead(transaction)] as const;
        const [row, found] = await Promise.all(asked);
        const before = row.examplesRevision;
        const answer = await work(transaction, row, found);
        const changed = row.examplesRevision !== before;
        if (changed) unwrap(transaction.objectStore("projects")).put({ ...row, changedAt: this.base.now() });
        return { answer, changed };
      },
    );
    if (done.changed) this.base.announce(project);
    return done.answer;
  }

  private takeMarks(row: ProjectRow): Marks | null {
    if ([...row.labels, row.unlabelled].every(({ examples }) => examples === 0)) return new Map();
    const { remembered } = this;
    this.remembered = null;
    return remembered?.at === stateOf(row) ? remembered.marks : null;
  }

  private rememberMarks(row: ProjectRow, marks: Marks | null): void {
    if (marks !== null && marks.size <= UNITS_REMEMBERED) this.remembered = { at: stateOf(row), marks };
  }
}

const nothing = () => Promise.resolve();
const noted = () => undefined;

/** Changes whenever the examples of the project do. */
function stateOf({ id, createdAt, examplesRevision }: ProjectRow): string {
  return `${id} ${createdAt} ${examplesRevision}`;
}

function needLabel(row: ProjectRow, id: string): void {
  if (liveLabel(row, id) === undefined) throw new Problem("not_found", "There is no such label.", "labelId");
}
