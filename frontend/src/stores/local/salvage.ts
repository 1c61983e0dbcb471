/** Reads of a damaged project what can be read, as a project file that opens again. */

import { checkChange, checkExample } from "../../contract/checks.js";
import { LABELS } from "../../contract/limits.js";
import { Problem, Unavailable } from "../../contract/problems.js";
import { fold } from "../../contract/text.js";
import type { Example, Label, ProjectChange } from "../../contract/values.js";
import type { Content } from "../../transfer/content.js";
import type { Connection } from "./connection.js";
import { isExample } from "./damage.js";
import { exampleOf } from "./rows.js";
import { beginningWith, type ExampleRow, type ProjectRow, type SetAsideRow } from "./schema.js";

const CHUNK = 500;
const AN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Models are left out: a new one is soon trained. Names that cannot be read are numbers. */
export async function salvaged(connection: Connection, aside: SetAsideRow, now: number): Promise<Blob> {
  const { writeProjectFile } = await import("../../files/write.js");
  return writeProjectFile(await contentOf(connection, aside), { createdAt: now, now });
}

async function contentOf(connection: Connection, { id, project }: SetAsideRow): Promise<Content> {
  const row = project as Partial<Record<keyof ProjectRow, unknown>>;
  const [used, size] = await labelsIn(connection, id);
  const labels = labelsOf(row, used);
  return {
    project: {
      name: valid("name", row.name) ?? "1",
      kind: "text",
      language: valid("language", row.language) ?? "en",
      labels,
      fields: [],
    },
    size,
    outOfDate: false,
    examples: () => readable(connection, id, new Set(labels.map((label) => label.id))),
    async *models() {},
    async *works() {},
  };
}

async function labelsIn(connection: Connection, project: string): Promise<[Set<string>, number]> {
  const used = new Set<string>();
  let size = 0;
  for await (const { labelId } of readable(connection, project, null)) {
    if (labelId !== null) used.add(labelId);
    size += 1;
  }
  return [used, size];
}

/** Those that the row names, and those that examples have all the same. */
function labelsOf({ labels }: Partial<Record<keyof ProjectRow, unknown>>, used: Set<string>): Label[] {
  const named = (Array.isArray(labels) ? labels : []) as unknown[];
  const names = new Map(named.filter(isNamed).map(({ id, name }) => [id, name]));
  const taken = new Set<string>();
  return [...new Set([...names.keys(), ...used])].slice(0, LABELS).map((id) => {
    const wanted = valid("labels", [{ id, name: names.get(id) }])?.[0]?.name;
    const name = wanted !== undefined && !taken.has(fold(wanted)) ? wanted : freeNumber(taken);
    taken.add(fold(name));
    return { id, name };
  });
}

function isNamed(label: unknown): label is Label {
  const { id } = (label ?? {}) as Partial<Label>;
  return typeof id === "string" && AN_ID.test(id);
}

function freeNumber(taken: Set<string>): string {
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

/** The value, when a project may have it. */
function valid<Name extends "name" | "language" | "labels">(
  name: Name,
  value: unknown,
): ProjectChange[Name] | undefined {
  try {
    checkChange({ [name]: value });
    return value as ProjectChange[Name];
  } catch {
    return undefined;
  }
}

/** The examples that can be read and kept, of these labels or of all, in the order of their ids. */
async function* readable(
  connection: Connection,
  project: string,
  labels: ReadonlySet<string | null> | null,
): AsyncGenerator<Example> {
  const keys = await connection.read(["examples"], (transaction) =>
    transaction.objectStore("examples").getAllKeys(beginningWith(project)),
  );
  for (let at = 0; at < keys.length; at += CHUNK) {
    const rows = await rowsAt(connection, keys.slice(at, at + CHUNK));
    const examples = rows.filter(isExample).filter(isKept).map(exampleOf);
    yield* examples.filter(({ labelId }) => labels === null || labels.has(labelId));
  }
}

function isKept(row: ExampleRow): boolean {
  if (!AN_ID.test(row.id) || !AN_ID.test(row.labelId ?? "")) return false;
  try {
    checkExample(row);
    return true;
  } catch (problem) {
    if (problem instanceof Problem) return false;
    throw problem;
  }
}

type Key = [project: string, id: string];

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
