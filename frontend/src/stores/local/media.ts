/** Reading the files of examples. What a page asks for at once, as it does for all pictures that it shows, is read in one
 * transaction. */

import { Problem } from "../../contract/problems.js";
import { type Base, ownProject } from "./base.js";
import { fileOf } from "./blobs.js";
import { needSound } from "./damage.js";
import { countsOf, isLive } from "./rows.js";
import type { ExampleRow, MediaRow, ProjectRow, Reading } from "./schema.js";

/** Up to so many rows may lie between those that are asked for and are read with them, for each of those. */
const IDLE_ROWS = 0.5;

type Files = Reading<"projects" | "examples" | "media">;

interface Wanted {
  id: string;
  resolve: (file: Blob) => void;
  reject: (problem: unknown) => void;
}

export class MediaReader {
  private readonly wanted = new Map<string, Wanted[]>();

  constructor(private readonly base: Base) {}

  /** Problem: `not_found`, also for an example that is removed or has no file. */
  read(project: string, id: string): Promise<Blob> {
    return new Promise((resolve, reject) => {
      const waiting = this.wanted.get(project) ?? [];
      waiting.push({ id, resolve, reject });
      if (waiting.length > 1) return;
      this.wanted.set(project, waiting);
      queueMicrotask(() => void this.readAll(project));
    });
  }

  private async readAll(project: string): Promise<void> {
    const wanted = this.wanted.get(project) ?? [];
    this.wanted.delete(project);
    try {
      const found = await this.find(project, new Set(wanted.map(({ id }) => id)));
      for (const { id, resolve, reject } of wanted) {
        const file = found.get(id);
        if (file === undefined) reject(notThere());
        else resolve(file);
      }
    } catch (problem) {
      for (const { reject } of wanted) reject(problem);
    }
  }

  private find(project: string, ids: ReadonlySet<string>): Promise<Map<string, Blob>> {
    const { connection } = this.base;
    return connection.read(["projects", "examples", "media"], async (transaction) => {
      const row = await ownProject(this.base, transaction, project);
      const isMost = ids.size > 1 && ids.size * (1 + IDLE_ROWS) >= countsOf(row).examples;
      const [types, files] = isMost
        ? await filesBetween(transaction, row, [...ids].sort())
        : await filesOf(transaction, row, [...ids]);
      const found = new Map<string, Blob>();
      for (const { id, media } of files) {
        const type = types.get(id);
        if (ids.has(id) && type !== undefined) found.set(id, fileOf(media, type));
      }
      return found;
    });
  }
}

/** Types by the ids of the examples that are there, and files. */
type Found = [types: Map<string, string>, files: MediaRow[]];

async function filesOf(transaction: Files, project: ProjectRow, ids: readonly string[]): Promise<Found> {
  const keys = ids.map((id): [string, string] => [project.id, id]);
  const [examples, media] = [transaction.objectStore("examples"), transaction.objectStore("media")];
  const [rows, files] = await Promise.all([
    Promise.all(keys.map((key) => examples.get(key))),
    Promise.all(keys.map((key) => media.get(key))),
  ]);
  return [typesIn(project, rows.filter(isThere)), files.filter(isThere)];
}

/** All files from the first to the last of the ids: much faster than one by one. The examples themselves are looked at only
 * where the files do not say enough. */
async function filesBetween(transaction: Files, project: ProjectRow, ids: readonly string[]): Promise<Found> {
  const range = IDBKeyRange.bound([project.id, ids[0] ?? ""], [project.id, ids.at(-1) ?? ""]);
  const examples = transaction.objectStore("examples");
  const [keys, files] = await Promise.all([
    examples.getAllKeys(range),
    transaction.objectStore("media").getAll(range),
  ]);
  const types = new Map(files.map(({ id, media }) => [id, media instanceof Blob ? media.type : ""]));
  if (project.removedLabels.length > 0 || [...types.values()].includes(""))
    return [typesIn(project, await examples.getAll(range)), files];
  return [new Map(keys.map(([, id]) => [id, types.get(id) ?? ""])), files];
}

function typesIn(project: ProjectRow, examples: readonly ExampleRow[]): Map<string, string> {
  const types = new Map<string, string>();
  for (const example of examples) {
    needSound(example);
    const { id, data } = example;
    if ("media" in data && isLive(project, example)) types.set(id, data.media.type);
  }
  return types;
}

function isThere<Row>(row: Row | undefined): row is Row {
  return row !== undefined;
}

function notThere(): Problem {
  return new Problem("not_found", "There is no such picture or sound.");
}
