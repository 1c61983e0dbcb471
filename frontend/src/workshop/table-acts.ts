/** Tables on their way into the open project and out of it. */

import { v7 as newId } from "uuid";

import { EXAMPLES_AT_ONCE } from "../contract/limits.js";
import type { NewExample, Project, ProjectChange } from "../contract/values.js";
import { say } from "../i18n/index.js";
import type { NewRow, Plan } from "../table/plan.js";
import { type Cell, writeTable } from "../table/write.js";
import { offerUndo } from "./attempt.js";
import { inOrder, withField } from "./field-acts.js";
import { board } from "./notices.js";
import type { OpenProject } from "./open-project.js";
import { decimalSign } from "./row-values.js";
import { saveFile } from "./save-file.js";

const SOURCE = "table";

/** New fields and labels first, then the rows, a thousand at a time; and a way back for the rows. The ids are made once, so
 * that trying again adds nothing twice. */
export function tableAdder(project: OpenProject, plan: Plan): () => Promise<void> {
  const examples = plan.rows.map(({ labelId, values }): NewExample => ({
    id: newId(),
    labelId,
    data: { values },
    source: SOURCE,
  }));
  const ids = examples.map(({ id }) => id);
  return async () => {
    const { stores, card } = project.needed();
    const { id } = card.project;
    if (plan.fields.length + plan.labels.length > 0) await project.update((now) => withPlan(now, plan));
    for (const some of inBatches(examples)) await stores.examples.add(id, some);
    const undo = async (): Promise<void> => {
      for (const some of inBatches(ids)) await stores.examples.remove(id, some);
    };
    offerUndo(say.rowsAdded(ids.length), undo, say.rowsGone(ids.length));
  };
}

function withPlan({ fields, labels }: Project, plan: Plan): ProjectChange {
  const there = new Set(labels.map(({ id }) => id));
  const added = plan.labels.filter(({ id }) => !there.has(id));
  const change = { fields: plan.fields.reduce(withField, fields) };
  return added.length === 0 ? change : { ...change, labels: [...labels, ...added] };
}

function* inBatches<One>(all: readonly One[]): Generator<One[]> {
  for (let at = 0; at < all.length; at += EXAMPLES_AT_ONCE) yield all.slice(at, at + EXAMPLES_AT_ONCE);
}

/** Every row, oldest first, as a file that spreadsheets open and that can be opened here again. */
export async function saveTable(project: OpenProject): Promise<void> {
  const { stores, card } = project.needed();
  const rows: NewRow[] = [];
  for await (const { data, labelId } of stores.examples.read(card.project.id))
    if ("values" in data) rows.push({ values: data.values, labelId });
  saveFile(new Blob([tableOf(card.project, rows)], { type: "text/csv" }), card.project.name, ".csv");
  board.add(say.tableSaved(card.project.name), { tone: "good" });
}

/** Rows as CSV: a column for each field, and one for the label where the kind has them. */
export function tableOf({ kind, fields, labels }: Project, rows: readonly NewRow[]): string {
  const columns = inOrder(fields);
  const names = new Map(labels.map(({ id, name }) => [id, name]));
  const labelled = (cells: Cell[], label: Cell): Cell[] =>
    kind === "prediction" ? cells : [...cells, label];
  const header = columns.map(({ name }) => name);
  const cells = rows.map(({ values, labelId }) =>
    labelled(
      columns.map(({ id }) => values[id] ?? null),
      names.get(labelId ?? "") ?? null,
    ),
  );
  return writeTable([labelled(header, say.rowLabel()), ...cells], decimalSign());
}
