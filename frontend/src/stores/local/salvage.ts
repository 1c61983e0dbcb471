/** Reads of a damaged project what can be read. */

import { Unavailable } from "../../contract/problems.js";
import type { Connection } from "./connection.js";
import { isExample } from "./damage.js";
import { exampleOf } from "./rows.js";
import { beginningWith, type ExampleRow, type SetAsideRow } from "./schema.js";

const CHUNK = 500;

/** A text file with JSON in each line: the project's row as it is, then its examples. */
export async function salvaged(connection: Connection, { id, project }: SetAsideRow): Promise<Blob> {
  const lines = [lineOf({ project })];
  for await (const row of readable(connection, id)) lines.push(lineOf(exampleOf(row)));
  return new Blob(lines, { type: "application/x-ndjson" });
}

/** The examples that can be read, in the order of their ids. */
export async function* readable(connection: Connection, project: string): AsyncGenerator<ExampleRow> {
  const keys = await connection.read(["examples"], (transaction) =>
    transaction.objectStore("examples").getAllKeys(beginningWith(project)),
  );
  for (let at = 0; at < keys.length; at += CHUNK) {
    const rows = await rowsAt(connection, keys.slice(at, at + CHUNK));
    yield* rows.filter(isExample);
  }
}

type Key = [project: string, id: string];

/** All rows at once, or where one of them stands in the way, one after the other. */
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

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
