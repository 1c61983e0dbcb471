import { describe, expect, test } from "vitest";

import type { Project } from "../../src/contract/values.js";
import { readTable, type Table } from "../../src/table/layout.js";
import { type Plan, planFor } from "../../src/table/plan.js";
import { type ColumnUse, guessUses, usesOffered } from "../../src/table/uses.js";
import { choice, label, number, projectWith } from "./projects.js";

type Fields = Pick<Project, "kind" | "fields" | "labels">;

const FLOWERS = "petal,colour,name\n1.4,red,setosa\n4.7,blue,other\n1.3,red,setosa\n";
const flowers = projectWith(
  "numbers",
  [number("Petal"), choice("Colour", ["red", "blue"])],
  [label("setosa")],
);

async function tableFor(text: string, project: Fields): Promise<Table> {
  return readTable(text, { names: project.fields.map(({ name }) => name), decimal: "." });
}

async function usesFor(text: string, project: Fields): Promise<ColumnUse[]> {
  return guessUses(await tableFor(text, project), project);
}

async function planOf(
  text: string,
  project: Fields,
  more: { room?: number | null; labelId?: string | null; uses?: ColumnUse[] } = {},
): Promise<Plan> {
  const table = await tableFor(text, project);
  let made = 0;
  return planFor(table, project, {
    uses: guessUses(table, project),
    nameOf: (column) => `Column ${column + 1}`,
    labelId: null,
    room: null,
    newId: () => `new ${++made}`,
    ...more,
  });
}

const field = (name: string): ColumnUse => ({ as: "field", field: `id of ${name}` });
const LABEL: ColumnUse = { as: "label" };
const NOTHING: ColumnUse = { as: "nothing" };
const NUMBER: ColumnUse = { as: "new", type: "number", role: "input" };
const OUTPUT: ColumnUse = { as: "new", type: "number", role: "output" };
const CHOICE: ColumnUse = { as: "new", type: "choice", role: "input" };

describe("What a column is for", () => {
  test("goes by its name, in whatever order and capitals", async () => {
    expect(await usesFor("name,COLOUR,petal\nsetosa,red,1\n", flowers)).toEqual([
      LABEL,
      field("Colour"),
      field("Petal"),
    ]);
  });

  test("goes by its place where there are no names, and the labels may stand anywhere", async () => {
    expect(await usesFor("setosa,1,red\nsetosa,2,blue\n", flowers)).toEqual([
      LABEL,
      field("Petal"),
      field("Colour"),
    ]);
  });

  test("in an empty project: numbers and groups become fields, the last groups the labels", async () => {
    expect(await usesFor(FLOWERS, projectWith("numbers"))).toEqual([NUMBER, CHOICE, LABEL]);
  });

  test("`id` and `label` are columns like others", async () => {
    const table = "id,label,type\n1,7,cat\n2,8,dog\n3,9,cat\n";
    expect(await usesFor(table, projectWith("numbers"))).toEqual([NUMBER, NUMBER, LABEL]);
    expect(await usesFor(table, projectWith("numbers", [number("label")]))).toEqual([
      NUMBER,
      field("label"),
      LABEL,
    ]);
  });

  test("names and remarks are for nothing", async () => {
    expect(await usesFor("who,age\nAda,10\nBob,11\nCy,12\n", projectWith("numbers"))).toEqual([
      NOTHING,
      NUMBER,
    ]);
  });

  test("in a prediction project the last new number is what it guesses, and nothing is a label", async () => {
    const table = "size,colour,price\n1,red,10\n2,blue,20\n3,red,30\n";
    expect(await usesFor(table, projectWith("prediction"))).toEqual([NUMBER, CHOICE, OUTPUT]);
    expect(await usesFor(table, projectWith("prediction", [number("price", "output")]))).toEqual([
      NUMBER,
      CHOICE,
      field("price"),
    ]);
  });

  test("there are never more fields than a project may have", async () => {
    const wide = [[...Array(30).keys()].map((at) => `n${at}`), Array(30).fill(1)].map(String).join("\n");
    const uses = await usesFor(wide, projectWith("numbers", [number("height")]));
    expect(uses.filter(({ as }) => as === "new").length).toBe(19);
  });

  test("can be changed to all that it could be", async () => {
    const { columns } = await tableFor("a,b,c\n1,x,\n2,y,\n", flowers);
    const offered = columns.map((column) => usesOffered(column, ".", flowers).slice(2));
    expect(offered).toEqual([
      [LABEL, NUMBER, CHOICE, NOTHING],
      [LABEL, CHOICE, NOTHING],
      [LABEL, NOTHING],
    ]);
  });
});

describe("A plan", () => {
  test("has the new fields, the new labels and the rows", async () => {
    expect(await planOf(FLOWERS, flowers)).toEqual({
      fields: [],
      labels: [{ id: "new 1", name: "other" }],
      rows: [
        { labelId: "id of setosa", values: { "id of Petal": 1.4, "id of Colour": "red" } },
        { labelId: "new 1", values: { "id of Petal": 4.7, "id of Colour": "blue" } },
        { labelId: "id of setosa", values: { "id of Petal": 1.3, "id of Colour": "red" } },
      ],
      misfits: [],
    });
    expect((await planOf(FLOWERS, projectWith("numbers"))).fields).toEqual([
      { id: "new 1", name: "petal", type: "number", choices: [], role: "input" },
      { id: "new 2", name: "colour", type: "choice", choices: ["red", "blue"], role: "input" },
    ]);
  });

  test("names the row and the column of what does not fit", async () => {
    const long = "x".repeat(31);
    const table = `petal,colour,name\ntall,red,setosa\n\n1,pink,setosa\n2,RED ,setosa\n3,,\n,,setosa\n4,blue,${long}\n5,"red\n6`;
    const { rows, misfits } = await planOf(table, flowers);
    expect(misfits).toEqual([
      { row: 2, column: "petal", cell: "tall", why: "number" },
      { row: 4, column: "colour", cell: "pink", why: "choice" },
      { row: 6, column: "name", cell: "", why: "no_label" },
      { row: 7, column: "", cell: "", why: "empty" },
      { row: 8, column: "name", cell: long, why: "label" },
      { row: 9, column: "", cell: "", why: "quote" },
    ]);
    expect(rows.map(({ values }) => values["id of Colour"])).toEqual(["red"]);
  });

  test("adds no more rows than there is room for, and no label of those that stay out", async () => {
    const { rows, misfits, labels } = await planOf(FLOWERS, flowers, { room: 1 });
    expect(rows.length).toBe(1);
    expect(labels).toEqual([]);
    expect(misfits.map(({ row, why }) => [row, why])).toEqual([
      [3, "no_room"],
      [4, "no_room"],
    ]);
  });

  test("has no more labels than a project may have", async () => {
    const names = [...Array(25).keys()].map((at) => `${at},group ${at}`);
    const { labels, misfits } = await planOf(`size,name\n${names.join("\n")}\n`, flowers, {
      uses: [field("Petal"), LABEL],
    });
    expect(labels.length).toBe(19);
    expect(misfits.length).toBe(6);
  });

  test("puts rows without a column of labels where the person says", async () => {
    const uses = [field("Petal")];
    const table = "petal\n1\n";
    expect((await planOf(table, flowers, { uses })).misfits).toMatchObject([{ row: 2, why: "no_label" }]);
    expect((await planOf(table, flowers, { uses, labelId: "id of setosa" })).rows).toEqual([
      { labelId: "id of setosa", values: { "id of Petal": 1 } },
    ]);
  });

  test("gives new fields names that are free, not too long and never empty", async () => {
    const long = "y".repeat(31);
    const { fields } = await planOf(`Petal 2,${long},${long},,1\n1,2,3,4,5\n`, flowers, {
      uses: Array<ColumnUse>(5).fill(NUMBER),
    });
    expect(fields.map(({ name }) => name)).toEqual([
      "Column 1",
      "Column 2",
      "Column 3",
      "Column 4",
      "Column 5",
    ]);
    const named = await planOf(`petal,${long},${long},,c\n1,2,3,4,5\n`, flowers, {
      uses: Array<ColumnUse>(5).fill(NUMBER),
    });
    expect(named.fields.map(({ name }) => name)).toEqual([
      "petal 2",
      "y".repeat(30),
      `${"y".repeat(28)} 2`,
      "Column 4",
      "c",
    ]);
  });
});
