import "fake-indexeddb/auto";

import { v7 as newId } from "uuid";
import { beforeEach, describe, expect, it } from "vitest";

import media from "../../../tests/contract/media.json" with { type: "json" };
import { MEDIA_AT_ONCE } from "../../src/contract/limits.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Field, NewData, ProjectKind } from "../../src/contract/values.js";
import { move } from "../../src/transfer/move.js";
import { newPlace } from "./places.js";

const [LABEL, LEGS, COAT] = [newId(), newId(), newId()];

let from: Stores;
let to: Stores;

beforeEach(async () => {
  from = await newPlace();
  to = await newPlace();
});

function file(name: keyof typeof media): NewData {
  return { file: new Blob([Uint8Array.from(Buffer.from(media[name].base64, "base64"))]) };
}

async function make(kind: ProjectKind, data: NewData[]): Promise<string> {
  const id = newId();
  const role = kind === "prediction" ? ("output" as const) : ("input" as const);
  const fields: Field[] = [
    { id: LEGS, name: "legs", type: "number", choices: [], role },
    { id: COAT, name: "coat", type: "choice", choices: ["short", "long"], role: "input" },
  ];
  const isLabelled = kind !== "prediction";
  const labels = isLabelled ? [{ id: LABEL, name: "one" }] : [];
  const withFields = kind === "numbers" || kind === "prediction";
  await from.projects.create({ id, kind, name: "It", labels, fields: withFields ? fields : [] });
  const examples = data.map((one) => ({ id: newId(), labelId: isLabelled ? LABEL : null, data: one }));
  for (let at = 0; at < examples.length; at += MEDIA_AT_ONCE)
    await from.examples.add(id, examples.slice(at, at + MEDIA_AT_ONCE));
  return id;
}

const ROWS: NewData[] = Array.from({ length: 7 }, (_, at) => ({
  values: { [LEGS]: at / 3, [COAT]: at % 2 === 0 ? "short" : null },
}));
const PICTURES: NewData[] = Array.from({ length: 45 }, (_, at) =>
  file(at % 2 === 0 ? "red.jpg" : "blue.png"),
);

describe("a move", () => {
  it.each<[ProjectKind, NewData[]]>([
    ["numbers", ROWS],
    ["prediction", ROWS],
    ["images", PICTURES],
    ["sounds", [file("low.wav"), file("high.wav")]],
  ])("of %s brings everything", async (kind, data) => {
    const id = await make(kind, data);
    const digest = await from.projects.digest(id);
    const { examples } = await from.examples.page(id, { limit: 200 });
    const card = await move(from, to, id);
    expect(card).toMatchObject({ moving: null, counts: { examples: data.length } });
    expect(await to.projects.digest(id)).toBe(digest);
    expect((await to.examples.page(id, { limit: 200 })).examples).toEqual(examples);
    const [first] = examples;
    if (!("file" in (data[0] as NewData))) return;
    const [before, after] = [data[0] as { file: Blob }, await to.examples.media(id, first?.id ?? "")];
    expect(await after.arrayBuffer()).toEqual(await before.file.arrayBuffer());
  });

  it("brings a row of which nothing fits the fields any more", async () => {
    const id = await make("numbers", ROWS);
    const other: Field = { id: newId(), name: "wings", type: "number", choices: [], role: "input" };
    await from.projects.update(id, { fields: [other] }, 1);
    const card = await move(from, to, id);
    expect(card.counts.examples).toBe(7);
  });
});
