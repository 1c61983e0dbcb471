/** Reads of a damaged project what can be read, as a project file that opens again. */

import { checkChange } from "../../contract/checks.js";
import { PROJECT_KINDS } from "../../contract/data.js";
import { LABELS } from "../../contract/limits.js";
import { Problem } from "../../contract/problems.js";
import { fold } from "../../contract/text.js";
import type { Field, Label, ProjectChange, ProjectKind } from "../../contract/values.js";
import type { Content } from "../../transfer/content.js";
import type { Connection } from "./connection.js";
import type { ProjectRow, SetAsideRow } from "./schema.js";
import { AN_ID, fileIn, type Found, lookThrough, readable } from "./wreckage.js";

type Row = Partial<Record<keyof ProjectRow, unknown>>;

/** Models are left out: a new one is soon trained. Names that cannot be read are numbers. */
export async function salvaged(connection: Connection, aside: SetAsideRow, now: number): Promise<Blob> {
  const { writeProjectFile } = await import("../../files/write.js");
  return writeProjectFile(await contentOf(connection, aside), { createdAt: now, now });
}

async function contentOf(connection: Connection, { id, project }: SetAsideRow): Promise<Content> {
  const row = project as Row;
  const found = await lookThrough(connection, id);
  const kind = PROJECT_KINDS.find((one) => one === row.kind) ?? found.kind;
  const labels = kind === "prediction" ? [] : labelsOf(row, found.labels);
  const fields = valid("fields", row.fields, kind) ?? fieldsOf(found, kind);
  const known = new Set(kind === "prediction" ? [null] : labels.map((label) => label.id));
  return {
    project: {
      name: valid("name", row.name) ?? "1",
      kind,
      language: valid("language", row.language) ?? "en",
      labels,
      fields,
    },
    size: found.size,
    outOfDate: false,
    examples: () => readable(connection, { id, kind, fields }, known),
    async media(media) {
      const file = await fileIn(connection, id, media);
      if (file === null) throw new Problem("not_found", "There is no such picture or sound.");
      return file;
    },
    async *models() {},
    async *works() {},
  };
}

/** Those that the row names, and those that examples have all the same. */
function labelsOf({ labels }: Row, used: Set<string>): Label[] {
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

/** What the values of the rows tell of the fields: choices where there are some words, else numbers. */
function fieldsOf({ values }: Found, kind: ProjectKind): Field[] {
  return [...values].map(([id, said], at) => {
    const choices = [...said].filter((value) => typeof value === "string");
    const field: Field = { id, name: String(at + 1), type: "choice", choices, role: "input" };
    return valid("fields", [field], kind) === undefined ? { ...field, type: "number", choices: [] } : field;
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
function valid<Name extends "name" | "language" | "labels" | "fields">(
  name: Name,
  value: unknown,
  kind: ProjectKind = "text",
): ProjectChange[Name] | undefined {
  try {
    checkChange({ [name]: value }, kind);
    return value as ProjectChange[Name];
  } catch {
    return undefined;
  }
}
