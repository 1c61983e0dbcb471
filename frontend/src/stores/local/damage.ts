/** Rows that are not what this code has written: found before anything is done with them. */

import type { MediaSummary } from "../../contract/values.js";
import type { ExampleRow, LabelRow, LentRow, ProjectRow, Tally } from "./schema.js";

/** A project that cannot be trusted, and which check it fails. `aside.ts` sets it aside. */
export class Damage extends Error {
  constructor(
    readonly project: string,
    readonly why: string,
  ) {
    super(`${project}: ${why}`);
  }
}

type Check = (value: unknown) => boolean;
type Checks<Row> = { [Name in keyof Row]-?: Check };

const isText: Check = (value) => typeof value === "string";
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isTime: Check = Number.isFinite;
const isList: Check = Array.isArray;
const orNull = (check: Check) => (value: unknown) => value === null || check(value);
const oneOf =
  (...values: unknown[]) =>
  (value: unknown) =>
    values.includes(value);
const listOf = (check: Check) => (value: unknown) => Array.isArray(value) && value.every(check);
const like =
  <Row>(checks: Checks<Row>): Check =>
  (value) =>
    wrongIn(checks, value) === null;

const TALLY: Checks<Tally> = { examples: isCount, heldBack: isCount, bytes: isCount, everAdded: isCount };
const LABEL: Checks<LabelRow> = { id: isText, name: isText, ...TALLY };

const LENT: Checks<LentRow> = {
  run: isText,
  trainedAt: isTime,
  examplesRevision: isCount,
  labels: listOf(hasId),
  counts: (value) => typeof value === "object" && value !== null,
  heldBack: listOf(hasId),
};

const PROJECT: Checks<ProjectRow> = {
  id: isText,
  owner: isText,
  kind: isText,
  name: isText,
  language: isText,
  labels: listOf(like(LABEL)),
  removedLabels: listOf(like({ ...LABEL, removedAt: isTime })),
  unlabelled: like(TALLY),
  fields: isList,
  models: listOf(hasId),
  works: listOf(hasId),
  createdAt: isTime,
  changedAt: isTime,
  revision: isCount,
  examplesRevision: isCount,
  removedAt: orNull(isTime),
  moving: oneOf("arriving", "leaving", null),
  savedToFileAt: orNull(isTime),
  changesSinceFile: isCount,
  // A reminder that comes too early does no harm.
  fileLater: () => true,
  lent: (value) => value === undefined || like(LENT)(value),
};

const MEDIA: Checks<MediaSummary> = {
  mediaId: isText,
  type: oneOf("image/jpeg", "image/png", "audio/wav"),
  bytes: isCount,
  sha256: isText,
  nearHash: orNull(isText),
};

const EXAMPLE: Checks<ExampleRow> = {
  projectId: isText,
  id: isText,
  labelId: orNull(isText),
  data: isData,
  group: orNull(isText),
  unit: isText,
  heldBack: oneOf(true, false),
  source: isText,
  addedAt: isTime,
};

/** The part of a project's row that is wrong, or null. */
export function damageIn(row: unknown): string | null {
  return wrongIn(PROJECT, row);
}

/** Throws `Damage` when the row is not an example. */
export function needSound(row: ExampleRow): void {
  const wrong = wrongIn(EXAMPLE, row);
  if (wrong !== null) throw new Damage(row.projectId, `examples: ${wrong}`);
}

export function isExample(row: unknown): row is ExampleRow {
  return wrongIn(EXAMPLE, row) === null;
}

function wrongIn<Row>(checks: Checks<Row>, value: unknown): string | null {
  if (typeof value !== "object" || value === null) return "row";
  const row = value as Record<string, unknown>;
  // A loop, since every example that is read passes here.
  for (const name in checks) if (!checks[name](row[name])) return name;
  return null;
}

function isData(data: unknown): boolean {
  if (typeof data !== "object" || data === null) return false;
  const { text, values, media } = data as { text?: unknown; values?: unknown; media?: unknown };
  if (isText(text)) return true;
  if (typeof values === "object" && values !== null) return Object.values(values).every(isValue);
  return wrongIn(MEDIA, media) === null;
}

function isValue(value: unknown): boolean {
  return Number.isFinite(value) || isText(value);
}

function hasId(value: unknown): boolean {
  return typeof value === "object" && value !== null && isText((value as { id?: unknown }).id);
}
