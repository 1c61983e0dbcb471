/** Reading the files of examples. What a page asks for at once, as it does for all pictures that it shows, is read in one
 * transaction. */

import { Problem } from "../../contract/problems.js";
import type { MediaSummary } from "../../contract/values.js";
import { type Base, ownProject } from "./base.js";
import { fileOf } from "./blobs.js";
import { needSound } from "./damage.js";
import { isLive } from "./rows.js";
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
      const [examples, files] = await rowsOf(transaction, project, [...ids].sort());
      const told = new Map(examples.flatMap((example) => summaryIn(row, example)));
      const found = new Map<string, Blob>();
      for (const { id, media } of files) {
        const type = told.get(id)?.type;
        if (ids.has(id) && type !== undefined) found.set(id, fileOf(media, type));
      }
      return found;
    });
  }
}

/** Rows that lie close together are read at one go. */
async function rowsOf(
  transaction: Files,
  project: string,
  ids: readonly string[],
): Promise<[ExampleRow[], MediaRow[]]> {
  const examples = transaction.objectStore("examples");
  const media = transaction.objectStore("media");
  const range = IDBKeyRange.bound([project, ids[0] ?? ""], [project, ids.at(-1) ?? ""]);
  const near = ids.length > 1 && (await media.count(range)) <= ids.length * (1 + IDLE_ROWS);
  if (near) return Promise.all([examples.getAll(range), media.getAll(range)]);
  const keys = ids.map((id): [string, string] => [project, id]);
  const [some, files] = await Promise.all([
    Promise.all(keys.map((key) => examples.get(key))),
    Promise.all(keys.map((key) => media.get(key))),
  ]);
  return [some.filter((row) => row !== undefined), files.filter((row) => row !== undefined)];
}

function summaryIn(project: ProjectRow, example: ExampleRow): [string, MediaSummary][] {
  needSound(example);
  const { id, data } = example;
  return "media" in data && isLive(project, example) ? [[id, data.media]] : [];
}

function notThere(): Problem {
  return new Problem("not_found", "There is no such picture or sound.");
}
