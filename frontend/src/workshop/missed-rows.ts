/** How far off the guesses of a number were, for the rows that were kept for testing. */

import { valuesOf } from "../contract/data.js";
import type { Example, ReportLine } from "../contract/values.js";
import type { RowValues } from "./row-values.js";

export interface MissedRow {
  id: string;
  values: RowValues;
  truth: number;
  guessed: number;
  off: number;
}

/** The worst first; of equals the older. Rows that have gone since, or have lost their number, are left out. */
export async function missedRows(
  examples: AsyncIterable<Example>,
  output: string,
  report: readonly ReportLine[],
): Promise<MissedRow[]> {
  const guesses = new Map(
    report.flatMap((line) => ("number" in line ? [[line.exampleId, line.number]] : [])),
  );
  const rows: MissedRow[] = [];
  for await (const { id, data } of examples) {
    const guessed = guesses.get(id);
    if (guessed === undefined) continue;
    const values = valuesOf(data);
    const truth = values[output];
    if (typeof truth === "number") rows.push({ id, values, truth, guessed, off: Math.abs(guessed - truth) });
  }
  return rows.sort((one, other) => other.off - one.off);
}
