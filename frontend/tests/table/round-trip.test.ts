import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Field, Label } from "../../src/contract/values.js";
import { fold } from "../../src/contract/text.js";
import { guarded, unguarded } from "../../src/table/cells.js";
import { decodeTable } from "../../src/table/decode.js";
import { readTable } from "../../src/table/layout.js";
import { type DecimalSign, readNumber } from "../../src/table/numbers.js";
import { planFor } from "../../src/table/plan.js";
import { guessUses } from "../../src/table/uses.js";
import { type Cell, writeTable } from "../../src/table/write.js";
import { choice, number, projectWith } from "./projects.js";

const SIGNS = [
  "=",
  "+",
  "-",
  "@",
  "\t",
  "\r",
  "\n",
  "'",
  '"',
  ";",
  ",",
  "|",
  "1",
  ".",
  "a",
  " ",
  "é",
  "猫",
  "א",
  "＝",
];
const RUN_BY_SPREADSHEETS = /^[=+\-@\t\r\n＝＋－＠]/;

/** In a cell of several lines every end of a line comes back as the same sign. */
const word = fc
  .string({ unit: fc.constantFrom(...SIGNS), minLength: 1, maxLength: 12 })
  .map((text) => text.replace(/\r+\n/g, "\n"));
/** Nor is a word in it a number for some people only: it would make others' numbers look wrong. */
const trimmed = word
  .map((text) => text.trim())
  .filter((text) => text !== "" && (readNumber(text, ".") === null) === (readNumber(text, ",") === null));
const sign = fc.constantFrom<DecimalSign>(".", ",");
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const different = (texts: string[]): string[] => [
  ...new Map(texts.map((text) => [fold(text).replace(/\s+/g, " "), text])).values(),
];
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Rows of a project, and what the page calls the column of labels. */
const projects = fc
  .record({
    names: fc.uniqueArray(trimmed, { minLength: 2, maxLength: 5, selector: fold }),
    choices: fc.array(trimmed, { minLength: 2, maxLength: 6 }).map(different),
    labels: fc.array(trimmed, { minLength: 1, maxLength: 5 }).map(different),
    labelColumn: trimmed,
  })
  .filter(({ choices }) => choices.length > 1)
  .chain(({ names: [first = "", ...others], choices, labels, labelColumn }) => {
    const fields = [choice(first, choices), ...others.map((name) => number(name))];
    const row = fc.record({
      label: fc.constantFrom(...labels.map((name): Label => ({ id: name, name }))),
      values: fc
        .tuple(
          fc.option(fc.constantFrom(...choices)),
          ...others.map(() => fc.option(fc.oneof(finite, fc.integer()))),
        )
        .filter((values) => values.some((value) => value !== null)),
    });
    return fc.record({
      fields: fc.constant(fields),
      labels: fc.constant(labels.map((name): Label => ({ id: name, name }))),
      labelColumn: fc.constant(labelColumn),
      rows: fc.array(row, { minLength: 1, maxLength: 12 }),
    });
  });

function valuesOf(fields: readonly Field[], cells: readonly (Cell | undefined)[]): Record<string, Cell> {
  return Object.fromEntries(fields.map(({ id }, at) => [id, cells[at] ?? null]));
}

describe("A cell", () => {
  test("is nothing that a spreadsheet runs, and says the same again", () => {
    fc.assert(
      fc.property(word, (text) => {
        expect(guarded(text)).not.toMatch(RUN_BY_SPREADSHEETS);
        expect(unguarded(guarded(text))).toBe(text);
      }),
    );
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j as a choice is guarded", (text) => {
    expect(writeTable([[text]], ".")).toMatch(/^\ufeff"?'/);
  });

  test("of a number stays one, below zero too", () => {
    expect(writeTable([[-3.5, null, 2]], ".")).toBe("\ufeff-3.5,,2\r\n");
    expect(writeTable([[-3.5, null, 2]], ",")).toBe("\ufeff-3,5;;2\r\n");
  });
});

describe("A table that was saved", () => {
  test("opens with the same names and cells", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(trimmed, trimmed), { minLength: 1, maxLength: 9 }),
        sign,
        async (rows, sign) => {
          const names = ["a", "b"];
          const text = decodeTable(bytesOf(writeTable([names, ...rows], sign)));
          const delimiter = sign === "," ? ";" : ",";
          const { lines } = await readTable(text, { names, decimal: sign }, { delimiter });
          expect(lines.map(({ cells }) => cells)).toEqual(rows);
        },
      ),
    );
  });

  test("adds the same rows to a project with the same fields, all by itself", async () => {
    await fc.assert(
      fc.asyncProperty(projects, sign, async ({ fields, labels, labelColumn, rows }, sign) => {
        const project = projectWith("numbers", fields, labels);
        const header = [...fields.map(({ name }) => name), labelColumn];
        const text = writeTable([header, ...rows.map(({ values, label }) => [...values, label.name])], sign);
        const names = fields.map(({ name }) => name);
        const table = await readTable(decodeTable(bytesOf(text)), { names, decimal: sign });
        const plan = planFor(table, project, {
          uses: guessUses(table, project),
          nameOf: () => "",
          labelId: null,
          room: null,
          newId: () => "",
        });
        expect(plan.misfits).toEqual([]);
        expect(plan.rows.map(({ labelId }) => labelId)).toEqual(rows.map(({ label }) => label.id));
        expect(plan.rows.map(({ values }) => values)).toEqual(
          rows.map(({ values }) => valuesOf(fields, values)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
