/** Adds examples to the projects of one person in this browser, and remembers what it has written: the next ones mostly come
 * after those, and then they are put before anything is answered. */

import { Problem } from "../../contract/problems.js";
import type { Receipt } from "../../contract/values.js";
import {
  type Batch,
  batchOf,
  isAnyUnitThere,
  type Marks,
  marksOf,
  nextId,
  plan,
  type Planned,
  receiptsAlready,
  saysItself,
} from "./adding.js";
import { answerOf, wrapped } from "./attempt.js";
import { type Base, projectToChange } from "./base.js";
import type { Content } from "./contents.js";
import type { Editing } from "./editing.js";
import type { ExampleRow, Kept, ProjectRow } from "./schema.js";

/** More units than these are looked up again instead of being remembered. */
const UNITS_REMEMBERED = 50_000;

/** Holds as long as the project's row is this one: whatever changes examples changes that row, too. */
interface Known {
  row: ProjectRow;
  /** the same as it was written */
  json: string;
  /** no id sorts after it, not even that of a removed example; null when this is not known */
  newest: string | null;
  /** of all units; null when they are not known */
  marks: Marks | null;
}

interface Added extends Planned {
  known: Known;
}

export class Adder {
  private known: Known | null = null;
  private turn = 0;

  constructor(private readonly base: Base) {}

  async add(project: string, contents: readonly Content[]): Promise<Planned & { row: ProjectRow }> {
    const turn = ++this.turn;
    const { known, ...planned } = await this.write(project, batchOf(contents));
    // One that has begun meanwhile changes the row again.
    if (turn === this.turn) this.known = known;
    return { ...planned, row: known.row };
  }

  private async write(project: string, batch: Batch): Promise<Added> {
    let isGuess = false as boolean;
    const work = (transaction: IDBTransaction) => {
      // Whichever try comes next looks for itself.
      const known = this.known?.row.id === project ? this.known : null;
      this.known = null;
      isGuess = known?.newest != null && batch.first > known.newest;
      return known !== null && isGuess
        ? this.addAfter(transaction, known, batch)
        : this.addAnywhere(transaction, project, known, batch);
    };
    const once = () => this.base.connection.writeRaw(["projects", "examples", "removed", "media"], work);
    try {
      return await once();
    } catch (fault) {
      if (!isGuess) throw fault;
      return once();
    }
  }

  /** Puts everything before it is answered whether the project still is what is known. When it is not, nothing is stored. */
  private async addAfter(
    transaction: IDBTransaction,
    { row, json: expected, marks }: Known,
    batch: Batch,
  ): Promise<Added> {
    const answers = Promise.all([
      answerOf<unknown>(transaction.objectStore("projects").get(row.id)),
      marks === null && isAnyUnitThere(wrapped(transaction), row.id, batch),
    ]);
    // Why there is no answer is told by the transaction.
    answers.catch(() => undefined);
    const planned = this.put(transaction, row, batch, new Map(), marks ?? new Map<string, boolean>());
    // Before the answer comes there is time for it.
    const json = JSON.stringify(row);
    const [there, isAnyThere] = await answers;
    if (isAnyThere || JSON.stringify(there) !== expected) throw new Problem("conflict");
    return { ...planned, known: { row, json, newest: batch.last, marks: remembered(marks, batch) } };
  }

  private async addAnywhere(
    raw: IDBTransaction,
    project: string,
    known: Known | null,
    batch: Batch,
  ): Promise<Added> {
    const transaction: Editing = wrapped(raw);
    const [row, next] = await Promise.all([
      projectToChange(this.base, transaction, project),
      nextId(transaction, project, batch.first),
    ]);
    const current = known?.json === JSON.stringify(row) ? known : null;
    const isNew = next === null || next > batch.last;
    const already = isNew ? new Map<string, Receipt>() : await receiptsAlready(transaction, row, batch);
    const all = hasExamples(row) ? (current?.marks ?? null) : new Map<string, boolean>();
    const marks = all ?? (await marksOf(transaction, row, batch));
    const planned = this.put(raw, row, batch, already, marks);
    const newest = next === null ? batch.last : null;
    return {
      ...planned,
      known: { row, json: JSON.stringify(row), newest, marks: remembered(all, batch) },
    };
  }

  private put(
    transaction: IDBTransaction,
    row: ProjectRow,
    batch: Batch,
    already: ReadonlyMap<string, Receipt>,
    marks: Marks,
  ): Planned {
    const now = this.base.now();
    const examples = transaction.objectStore("examples");
    const media = transaction.objectStore("media");
    const put = (example: ExampleRow, file: Kept | null) => {
      examples.put(example);
      if (file !== null) media.put({ projectId: row.id, id: example.id, media: file });
    };
    const planned = plan(row, batch.contents, { already, marks, now, put });
    if (planned.fresh.length > 0) {
      row.changedAt = now;
      transaction.objectStore("projects").put(row);
    }
    return planned;
  }
}

/** Those of an opened file or of a move are not: nothing asks for them. */
function remembered(marks: Marks | null, batch: Batch): Marks | null {
  return marks === null || marks.size > UNITS_REMEMBERED || saysItself(batch) ? null : marks;
}

function hasExamples(row: ProjectRow): boolean {
  return [...row.labels, row.unlabelled].some(({ examples }) => examples > 0);
}
