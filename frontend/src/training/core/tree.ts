/** Our own decision tree; `training/core/tree.py` says how it grows, and grows the same one to the last bit. */

import type { Field } from "../../contract/values.js";
import type { OnProgress } from "./solver.js";
import type { Column } from "./table.js";

/** Where so many examples ended. `answer` is how many they were of each label, or the number that is predicted. */
export interface Leaf {
  rows: number;
  answer: number[];
}

/** `column` is the number of the column that is asked, `than` what its cell is compared with; `missing` says that an
 * empty cell counts as a yes. */
export interface Split {
  column: number;
  than: number;
  missing: boolean;
  yes: Node;
  no: Node;
}

export type Node = Leaf | Split;

/** How many questions at most, and how many examples a leaf has at least. */
export interface Limits {
  depth: number;
  rows: number;
}

/** Told the examples of a leaf and the totals of their targets, says its answer; what it throws ends the growing. */
export type Finish = (rows: number, totals: number[]) => number[] | Promise<number[]>;

interface Question {
  score: number;
  column: number;
  than: number;
  missing: boolean;
}

/** One possible question of a column: the totals and examples of its yes side. */
interface Side {
  than: number;
  totals: number[];
  rows: number;
}

/** `targets` has an array an example: a one for its label, or what is to be predicted. */
export function grow(columns: Column[], targets: number[][], limits: Limits, finish: Finish): Promise<Node> {
  return new Grower(columns, targets, limits, finish).node([...targets.keys()], 0);
}

/** The same, and tells what share of the rows has come to its end. */
export function telling(rows: number, onProgress: OnProgress, finish: Finish): Finish {
  let ended = 0;
  return async (count, totals) => {
    ended += count;
    await onProgress(ended / rows);
    return finish(count, totals);
  };
}

class Grower {
  private readonly none: number[];

  constructor(
    private readonly columns: Column[],
    private readonly targets: number[][],
    private readonly limits: Limits,
    private readonly finish: Finish,
  ) {
    this.none = (targets[0] ?? []).map(() => 0);
  }

  async node(rows: number[], depth: number): Promise<Node> {
    const question = depth < this.limits.depth && this.differ(rows) ? this.best(rows) : null;
    const column = question && this.columns[question.column];
    if (!question || !column) {
      return { rows: rows.length, answer: await this.finish(rows.length, this.total(rows)) };
    }
    const { than, missing } = question;
    const isYes = (row: number): boolean =>
      saysYes(column.field.type === "choice", column.cells[row] ?? NaN, than, missing);
    const yes = await this.node(rows.filter(isYes), depth + 1);
    const no = await this.node(
      rows.filter((row) => !isYes(row)),
      depth + 1,
    );
    return { column: question.column, than, missing, yes, no };
  }

  private differ(rows: number[]): boolean {
    const first = this.targets[rows[0] ?? 0] ?? [];
    return rows.some((row) => this.targets[row]?.some((target, i) => target !== first[i]));
  }

  private best(rows: number[]): Question | null {
    return this.columns.reduce<Question | null>((best, column, number) => {
      const found = this.bestOf(number, column, rows);
      return found && (!best || found.score > best.score) ? found : best;
    }, null);
  }

  private bestOf(number: number, { field, cells }: Column, rows: number[]): Question | null {
    const known = rows.filter((row) => !isEmpty(cells, row));
    const empty = rows.filter((row) => isEmpty(cells, row));
    const sides = field.type === "choice" ? this.choices(cells, known) : this.numbers(cells, known);
    const total = this.total(known);
    const more = this.total(empty);
    let best: Question | null = null;
    for (const { than, totals, rows: yesRows } of sides) {
      const no = total.map((all, i) => all - (totals[i] ?? 0));
      const noRows = known.length - yesRows;
      const toYes = this.score(added(totals, more), yesRows + empty.length, no, noRows);
      const toNo = this.score(totals, yesRows, added(no, more), noRows + empty.length);
      const score = Math.max(toYes, toNo);
      if (score <= (best?.score ?? -Infinity)) continue;
      const missing = empty.length > 0 ? toYes >= toNo : 2 * yesRows >= known.length;
      best = { score, column: number, than, missing };
    }
    return best;
  }

  private *numbers(cells: Float64Array, known: number[]): Generator<Side> {
    const ordered = known.toSorted((one, other) => (cells[one] ?? 0) - (cells[other] ?? 0) || one - other);
    const totals = [...this.none];
    for (let at = 0; at + 1 < ordered.length; at++) {
      this.addTo(totals, ordered[at] ?? 0);
      const below = cells[ordered[at] ?? 0] ?? 0;
      const above = cells[ordered[at + 1] ?? 0] ?? 0;
      if (below < above) yield { than: between(below, above), totals: [...totals], rows: at + 1 };
    }
  }

  private *choices(cells: Float64Array, known: number[]): Generator<Side> {
    const places = [...new Set(known.map((row) => cells[row] ?? 0))].sort((a, b) => a - b);
    for (const than of places) {
      const chosen = known.filter((row) => cells[row] === than);
      yield { than, totals: this.total(chosen), rows: chosen.length };
    }
  }

  private score(yes: number[], yesRows: number, no: number[], noRows: number): number {
    if (yesRows < this.limits.rows || noRows < this.limits.rows) return -Infinity;
    return squares(yes) / yesRows + squares(no) / noRows;
  }

  /** Added one after the other, in the order of the examples. */
  private total(rows: number[]): number[] {
    const totals = [...this.none];
    for (const row of rows) this.addTo(totals, row);
    return totals;
  }

  private addTo(totals: number[], row: number): void {
    const targets = this.targets[row] ?? this.none;
    for (let i = 0; i < totals.length; i++) totals[i] = (totals[i] ?? 0) + (targets[i] ?? 0);
  }
}

/** The questions on the way of one example with what it answers, and where it ends. One cell a field. */
export function pathOf(
  tree: Node,
  fields: readonly Field[],
  cells: readonly number[],
): { path: [Split, boolean][]; leaf: Leaf } {
  const path: [Split, boolean][] = [];
  while ("yes" in tree) {
    const { column, than, missing, yes, no }: Split = tree;
    const says = saysYes(fields[column]?.type === "choice", cells[column] ?? NaN, than, missing);
    path.push([tree, says]);
    tree = says ? yes : no;
  }
  return { path, leaf: tree };
}

function saysYes(isChoice: boolean, cell: number, than: number, missing: boolean): boolean {
  if (Number.isNaN(cell)) return missing;
  return isChoice ? cell === than : cell <= than;
}

function isEmpty(cells: Float64Array, row: number): boolean {
  return Number.isNaN(cells[row]);
}

function between(below: number, above: number): number {
  const halfway = below / 2 + above / 2;
  return below <= halfway && halfway < above ? halfway : below;
}

function added(one: number[], other: number[]): number[] {
  return one.map((value, i) => value + (other[i] ?? 0));
}

function squares(totals: number[]): number {
  return totals.reduce((sum, total) => sum + total * total, 0);
}
