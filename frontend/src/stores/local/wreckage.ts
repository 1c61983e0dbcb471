/** Reads the rows of a damaged project one by one, as far as they can be read. */

import { checkExample } from "../../contract/check-examples.js";
import { hasFile } from "../../contract/data.js";
import { FIELDS } from "../../contract/limits.js";
import { Problem, Unavailable } from "../../contract/problems.js";
import type { Example, Project, ProjectKind, Value } from "../../contract/values.js";
import { fileOf } from "./blobs.js";
import type { Connection } from "./connection.js";
import { isExample } from "./damage.js";
import { exampleOf } from "./rows.js";
import { beginningWith, type ExampleRow } from "./schema.js";

const CHUNK = 500;
export const AN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Key = [project: string, id: string];

/** What the examples say of their project. */
export interface Found {
  size: number;
  labels: Set<string>;
  kind: ProjectKind;
  /** the values of each field, by its id */
  values: Map<string, Set<Value>>;
}

export async function lookThrough(connection: Connection, project: string): Promise<Found> {
  const found: Found = { size: 0, labels: new Set(), kind: "text", values: new Map() };
  for await (const row of rowsOf(connection, project)) {
    if (found.size === 0) found.kind = kindOf(row);
    found.size += 1;
    if (row.labelId !== null) found.labels.add(row.labelId);
    if ("values" in row.data) note(found.values, row.data.values);
  }
  return found;
}

/** The examples that can be read and kept, of these labels, in the order of their ids. */
export async function* readable(
  connection: Connection,
  project: Pick<Project, "id" | "kind" | "fields">,
  labels: ReadonlySet<string | null>,
): AsyncGenerator<Example> {
  for await (const row of rowsOf(connection, project.id)) {
    if (!labels.has(row.labelId) || kindOf(row) !== project.kind) continue;
    if (hasFile(project.kind) && (await fileIn(connection, project.id, row.id)) === null) continue;
    yield exampleOf(project, row);
  }
}

/** The file of an example; null when it cannot be read. */
export async function fileIn(connection: Connection, project: string, id: string): Promise<Blob | null> {
  try {
    return await connection.read(["examples", "media"], async (transaction) => {
      const example = await transaction.objectStore("examples").get([project, id]);
      const row = await transaction.objectStore("media").get([project, id]);
      if (row === undefined || example === undefined || !("media" in example.data)) return null;
      return fileOf(row.media, example.data.media.type);
    });
  } catch (problem) {
    if (problem instanceof Unavailable) return null;
    throw problem;
  }
}

async function* rowsOf(connection: Connection, project: string): AsyncGenerator<ExampleRow> {
  const keys = await connection.read(["examples"], (transaction) =>
    transaction.objectStore("examples").getAllKeys(beginningWith(project)),
  );
  for (let at = 0; at < keys.length; at += CHUNK) {
    const rows = await rowsAt(connection, keys.slice(at, at + CHUNK));
    yield* rows.filter(isExample).filter(isKept);
  }
}

function kindOf({ data, labelId }: ExampleRow): ProjectKind {
  if ("text" in data) return "text";
  if ("values" in data) return labelId === null ? "prediction" : "numbers";
  return data.media.type === "audio/wav" ? "sounds" : "images";
}

function note(known: Map<string, Set<Value>>, values: Record<string, Value>): void {
  for (const [field, value] of Object.entries(values)) {
    const said = known.get(field) ?? new Set();
    if (AN_ID.test(field) && known.size < FIELDS) known.set(field, said.add(value));
  }
}

function isKept(row: ExampleRow): boolean {
  if (!AN_ID.test(row.id) || !(row.labelId === null || AN_ID.test(row.labelId))) return false;
  try {
    checkExample(row);
    return true;
  } catch (problem) {
    if (problem instanceof Problem) return false;
    throw problem;
  }
}

/** All rows at once, or where one of them stands in the way, half by half. */
async function rowsAt(connection: Connection, keys: Key[]): Promise<unknown[]> {
  try {
    return await connection.read(["examples"], (transaction) =>
      Promise.all(keys.map((key) => transaction.objectStore("examples").get(key))),
    );
  } catch (problem) {
    if (!(problem instanceof Unavailable)) throw problem;
    if (keys.length < 2) return [];
    const half = Math.ceil(keys.length / 2);
    return [
      ...(await rowsAt(connection, keys.slice(0, half))),
      ...(await rowsAt(connection, keys.slice(half))),
    ];
  }
}
