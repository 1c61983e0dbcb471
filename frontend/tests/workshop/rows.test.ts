import { beforeEach, expect, test, vi } from "vitest";

import type { Field, NewExample, Project, ProjectCard } from "../../src/contract/values.js";
import { say } from "../../src/i18n/index.js";
import { useCatalogue } from "../../src/i18n/catalogue.js";
import { withUse } from "../../src/table/uses.js";
import { inOrder, withField } from "../../src/workshop/field-acts.js";
import { checkChoices, checkFieldName } from "../../src/workshop/name-checks.js";
import { needsOf } from "../../src/workshop/needs.js";
import type { OpenProject } from "../../src/workshop/open-project.js";
import { readRow, readTyped, showValue } from "../../src/workshop/row-values.js";
import { tableAdder, tableOf } from "../../src/workshop/table-acts.js";
import { choice, label, number } from "../table/projects.js";
import { cardWith } from "./cards.js";

beforeEach(() => useCatalogue("en", {}));

const legs = number("legs");
const height = number("height", "output");
const skin = choice("skin", ["fur", "scales"]);

function cardOf(kind: Project["kind"], fields: Field[], rows = 0): ProjectCard {
  const card = cardWith({});
  return {
    ...card,
    project: { ...card.project, kind, fields },
    counts: { ...card.counts, examples: rows },
  };
}

test("there is one field to guess: the one before it becomes an input", () => {
  const fields = withField([legs, height], { ...legs, role: "output" });
  expect(fields.map(({ role }) => role)).toEqual(["output", "input"]);
  expect(inOrder(fields).map(({ name }) => name)).toEqual(["height", "legs"]);
  expect(withField([legs], skin)).toEqual([legs, skin]);
});

test("what is wrong with a field is told before it is saved", () => {
  expect(checkFieldName("Legs ", [legs])).toBe(say.fieldTaken("legs"));
  expect(checkFieldName(" ", [])).toBe(say.labelNeeded());
  expect(checkFieldName("x".repeat(31), [])).toBe(say.nameTooLong(30));
  expect(checkFieldName("arms", Array<Field>(20).fill(legs))).toBe(say.fieldsFull(20));
  expect(checkChoices(["fur"])).toBe(say.choicesFew(2));
  expect(checkChoices(["fur", "fur"])).toBe(say.choiceTwice("fur"));
  expect(checkChoices(["fur", "x".repeat(31)])).toBe(say.choiceLong("x".repeat(31), 30));
  expect(checkChoices(Array.from({ length: 21 }, (_, at) => String(at)))).toBe(say.choicesMany(20));
  expect(checkChoices(["fur", "scales"])).toBe("");
});

test("a project of rows says what it lacks", () => {
  expect(needsOf(cardOf("prediction", []))).toEqual([say.needInput(), say.needOutput(), say.needRows(10)]);
  expect(needsOf(cardOf("prediction", [legs, height], 9))).toEqual([say.needRows(1)]);
  expect(needsOf(cardOf("prediction", [legs, height], 10))).toEqual([]);
  expect(needsOf(cardOf("numbers", [{ ...legs, role: "unused" }]))).toEqual([
    say.needInput(),
    say.needLabels(2),
  ]);
});

test("numbers are read as this person writes them, or as others do where it can be nothing else", () => {
  expect(["3,5", "3.5", "1,000", "x"].map(readTyped)).toEqual([3.5, 3.5, 1000, null]);
  useCatalogue("de", {});
  expect(["3,5", "3.5", "1.000"].map(readTyped)).toEqual([3.5, 3.5, 1000]);
  expect(showValue(-3.5)).toBe("-3,5");
});

test("what does not fit is told for its field, by name", () => {
  const written = new Map([
    [legs.id, "two"],
    [skin.id, "fur"],
  ]);
  const { values, wrong } = readRow([legs, skin, height], ({ id }) => written.get(id) ?? "");
  expect([...wrong]).toEqual([[legs.id, say.notANumber("legs", "3.5")]]);
  expect(values[skin.id]).toBe("fur");
  expect(values[height.id]).toBeNull();
});

test("a field is one column: another one that was it is left out", () => {
  const field = { as: "field", field: legs.id } as const;
  const fresh = { as: "new", type: "number", role: "input" } as const;
  expect(withUse([field, fresh, fresh], 1, field)).toEqual([{ as: "nothing" }, field, fresh]);
  expect(withUse([field, fresh, fresh], 0, fresh)).toEqual([fresh, fresh, fresh]);
});

test("rows become a table, with what is guessed or the label in its last column", () => {
  const values = { [legs.id]: -2.5, [skin.id]: null, [height.id]: 3 };
  const project = { ...cardOf("prediction", [height, legs, skin]).project, labels: [] };
  expect(tableOf(project, [{ values, labelId: null }])).toBe("\ufefflegs,skin,height\r\n-2.5,,3\r\n");
  const labelled = { ...project, kind: "numbers" as const, fields: [legs], labels: [label("=1")] };
  expect(tableOf(labelled, [{ values, labelId: "id of =1" }])).toBe("\ufefflegs,Label\r\n-2.5,'=1\r\n");
});

test("a table that broke off half-way is added under the same ids when it is tried again", async () => {
  const add = vi.fn<(project: string, examples: NewExample[]) => Promise<unknown>>();
  add.mockResolvedValueOnce([]).mockRejectedValueOnce(new Error("away")).mockResolvedValue([]);
  const update = vi.fn();
  const project = {
    needed: () => ({ stores: { examples: { add } }, card: cardOf("numbers", [legs]) }),
    update,
  } as unknown as OpenProject;
  const rows = Array.from({ length: 1500 }, (_, at) => ({ labelId: "l", values: { [legs.id]: at } }));
  const run = tableAdder(project, { fields: [], labels: [], rows, misfits: [] });
  await expect(run()).rejects.toThrow("away");
  await run();
  const ids = add.mock.calls.map(([, examples]) => examples.map(({ id }) => id));
  expect(ids.map(({ length }) => length)).toEqual([1000, 500, 1000, 500]);
  expect([...(ids[2] ?? []), ...(ids[3] ?? [])]).toEqual([...(ids[0] ?? []), ...(ids[1] ?? [])]);
  expect(update).not.toHaveBeenCalled();
});
