import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import media from "../../../tests/contract/media.json" with { type: "json" };
import { Problem } from "../../src/contract/problems.js";
import type { Stores } from "../../src/contract/stores.js";
import type { NewExample, ProjectKind } from "../../src/contract/values.js";
import { allAside, lookForDamage } from "../../src/stores/local/aside.js";
import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom, sweep } from "../../src/stores/local/sweep.js";
import { storesIn } from "./places.js";

const PERSON = newId();
const [CAT, DOG] = [newId(), newId()];
const LATER = 3_600_000;

let connection: Connection;
let stores: Stores;
let project: string;

beforeEach(async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  connection = new Connection(makeRoom);
  stores = storesIn(connection, { person: PERSON });
  project = await made("images");
});

afterEach(async () => {
  vi.restoreAllMocks();
  await connection.close();
  vi.unstubAllGlobals();
});

async function made(kind: ProjectKind): Promise<string> {
  const id = newId();
  const labels = [
    { id: CAT, name: "cat" },
    { id: DOG, name: "dog" },
  ];
  await stores.projects.create({ id, kind, name: "Pets", labels });
  return id;
}

function bytesOf(name: keyof typeof media): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(media[name].base64, "base64"));
}

function picture(labelId = CAT, file = bytesOf("red.jpg")): NewExample {
  return { id: newId(), labelId, data: { file: new Blob([file]) } };
}

async function addSome(many: number, labelId = CAT): Promise<string[]> {
  const examples = Array.from({ length: many }, () => picture(labelId));
  await stores.examples.add(project, examples);
  return examples.map(({ id }) => id);
}

/** The ids of the files that are kept. */
async function kept(): Promise<string[]> {
  const keys = await connection.read(["media"], (transaction) =>
    transaction.objectStore("media").getAllKeys(),
  );
  return keys.map(([, id]) => id);
}

describe("a picture", () => {
  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ["says more than it shows", Uint8Array.of(...bytesOf("red.jpg"), 0)],
    ["breaks off", bytesOf("red.png").slice(0, -20)],
    ["is a page", new TextEncoder().encode("<script>alert(1)</script>")],
  ])("is refused when it %s, and the batch with it", async (_, file) => {
    const batch = [picture(), picture(CAT, file)];
    await expect(stores.examples.add(project, batch)).rejects.toMatchObject({ code: "invalid" });
    expect(await kept()).toEqual([]);
    expect(await stores.examples.counts(project)).toMatchObject({ examples: 0 });
  });

  it("is refused when this browser cannot show it", async () => {
    const lookAt = () => Promise.reject(new Problem("invalid", "", "file"));
    const blind = storesIn(connection, { person: PERSON, lookAt });
    await expect(blind.examples.add(project, [picture()])).rejects.toMatchObject({ code: "invalid" });
    expect(await kept()).toEqual([]);
  });

  it("comes back byte for byte where a browser refuses Blobs", async () => {
    const put = Reflect.get<IDBObjectStore, "put">(IDBObjectStore.prototype, "put");
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
      this: IDBObjectStore,
      row: { value?: unknown; media?: unknown },
    ) {
      if (row.value instanceof Blob || row.media instanceof Blob)
        throw new DOMException("Error preparing Blob/File data", "UnknownError");
      return put.call(this, row);
    });
    const [id = ""] = await addSome(1);
    const file = await stores.examples.media(project, id);
    expect(file.type).toBe("image/jpeg");
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytesOf("red.jpg"));
  });

  it("is not there at all when the disk is full", async () => {
    const put = Reflect.get<IDBObjectStore, "put">(IDBObjectStore.prototype, "put");
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
      this: IDBObjectStore,
      row: object,
    ) {
      if (this.name === "media") throw new DOMException("full", "QuotaExceededError");
      return put.call(this, row);
    });
    await expect(stores.examples.add(project, [picture()])).rejects.toMatchObject({ code: "quota_full" });
    expect(await stores.examples.counts(project)).toMatchObject({ examples: 0 });
    expect((await stores.examples.page(project, {})).examples).toEqual([]);
  });
});

describe("many pictures that are asked for at once", () => {
  it("are read together, and each gets its own answer", async () => {
    const ids = await addSome(20);
    await stores.examples.remove(project, ids.slice(3, 4));
    const read = vi.spyOn(connection, "read");
    const asked = [...ids, newId()].map((id) => stores.examples.media(project, id));
    const answers = await Promise.allSettled(asked);
    expect(read).toHaveBeenCalledOnce();
    const missing = answers.flatMap(({ status }, at) => (status === "rejected" ? [at] : []));
    expect(missing).toEqual([3, 20]);
  });

  it("may lie far apart", async () => {
    const ids = await addSome(20);
    const few = [ids[0] ?? "", ids[19] ?? ""];
    const files = await Promise.all(few.map((id) => stores.examples.media(project, id)));
    expect(files.map(({ size }) => size)).toEqual([712, 712]);
  });
});

describe("the file of a picture", () => {
  it("stays while the picture can come back, and goes with it", async () => {
    const [first = "", second = ""] = await addSome(2);
    await stores.examples.remove(project, [first]);
    await sweep(connection, Date.now());
    expect(await kept()).toEqual([first, second]);
    await sweep(connection, Date.now() + LATER);
    expect(await kept()).toEqual([second]);
  });

  it("goes with its label, of pictures that were removed before too", async () => {
    const [cat = ""] = await addSome(1);
    const [, gone = ""] = await addSome(2, DOG);
    await stores.examples.remove(project, [gone]);
    await stores.projects.update(project, { labels: [{ id: CAT, name: "cat" }] }, 1);
    expect(await kept()).toHaveLength(3);
    await sweep(connection, Date.now() + LATER);
    expect(await kept()).toEqual([cat]);
  });

  it("goes with its project", async () => {
    await addSome(3);
    await stores.projects.remove(project);
    await sweep(connection, Date.now() + LATER);
    expect(await kept()).toEqual([]);
  });

  it("goes at once when the room is needed", async () => {
    const [first = "", second = ""] = await addSome(2);
    await stores.examples.remove(project, [first]);
    await makeRoom(connection);
    expect(await kept()).toEqual([second]);
  });
});

describe("a damaged project", () => {
  it("of pictures is saved as far as it reads", async () => {
    const [first = "", second = ""] = await addSome(2);
    await connection.write(["projects", "media"], async (transaction) => {
      const row = await transaction.objectStore("projects").get(project);
      await transaction.objectStore("projects").put({ ...row, labels: null, kind: 7 } as never);
      await transaction.objectStore("media").delete([project, first]);
    });
    await stores.projects.all();
    const [aside] = await allAside(connection, PERSON);
    const { card } = await stores.files.open((await aside?.salvage()) ?? new Blob(), newId());
    expect(card).toMatchObject({ project: { kind: "images", name: "Pets" }, counts: { examples: 1 } });
    const file = await stores.examples.media(card.project.id, second);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytesOf("red.jpg"));
  });

  it("of rows is saved with columns that its values fit", async () => {
    const rows = await made("numbers");
    const [legs, coat] = [newId(), newId()];
    const fields = [
      { id: legs, name: "legs", type: "number" as const, choices: [], role: "input" as const },
      { id: coat, name: "coat", type: "choice" as const, choices: ["short", "long"], role: "input" as const },
    ];
    await stores.projects.update(rows, { fields }, 1);
    const values = ["short", "long"].map((word, at) => ({ [legs]: at, [coat]: word }));
    await stores.examples.add(
      rows,
      values.map((one) => ({ id: newId(), labelId: CAT, data: { values: one } })),
    );
    await connection.write(["projects"], async (transaction) => {
      const row = await transaction.objectStore("projects").get(rows);
      await transaction.objectStore("projects").put({ ...row, fields: "none" } as never);
    });
    await stores.projects.all();
    const [aside] = await allAside(connection, PERSON);
    const { card } = await stores.files.open((await aside?.salvage()) ?? new Blob(), newId());
    expect(card.project.fields.map(({ name, type }) => [name, type])).toEqual([
      ["1", "number"],
      ["2", "choice"],
    ]);
    const { examples } = await stores.examples.page(card.project.id, {});
    expect(examples.map(({ data }) => data)).toEqual(values.map((one) => ({ values: one })));
  });

  it("is none when rows without a label are counted right", async () => {
    const id = newId();
    const [a, b] = [newId(), newId()];
    const field = { type: "number" as const, choices: [] };
    const fields = [
      { ...field, id: a, name: "in", role: "input" as const },
      { ...field, id: b, name: "out", role: "output" as const },
    ];
    await stores.projects.create({ id, kind: "prediction", name: "Weights", fields });
    const rows = [1, 2, 3].map((at) => ({
      id: newId(),
      labelId: null,
      data: { values: { [a]: at, [b]: at } },
    }));
    await stores.examples.add(id, rows);
    await stores.examples.remove(id, [rows[0]?.id ?? ""]);
    await lookForDamage(connection, Date.now);
    expect(await stores.examples.counts(id)).toMatchObject({ examples: 2 });
    expect(await allAside(connection, PERSON)).toEqual([]);
  });
});
