/** Works of one person's projects in this browser. Lists read only what is in the project's row. */

import { checkWork } from "../../contract/checks.js";
import { fileDigest } from "../../contract/digest.js";
import { WORKS } from "../../contract/limits.js";
import { Problem } from "../../contract/problems.js";
import type { WorkStore } from "../../contract/stores.js";
import type { NewWork, Work, WorkSummary } from "../../contract/values.js";
import { BYTES } from "../website.js";
import { type Base, ownProject, projectToChange } from "./base.js";
import { fileOf, toKeep } from "./blobs.js";
import type { ProjectRow, WorkEntry, Writing } from "./schema.js";

export class LocalWorkStore implements WorkStore {
  constructor(private readonly base: Base) {}

  async all(project: string): Promise<WorkSummary[]> {
    const row = await this.base.connection.read(["projects"], (transaction) =>
      ownProject(this.base, transaction, project),
    );
    return row.works.map(summaryOf);
  }

  get(project: string, id: string): Promise<Work> {
    return this.base.connection.read(["projects", "works"], async (transaction) => {
      const { kind, name, changedAt, revision } = entryOf(
        await ownProject(this.base, transaction, project),
        id,
      );
      const found = await transaction.objectStore("works").get([project, id]);
      if (found === undefined) throw workNotFound();
      return { id, kind, name, changedAt, revision, file: fileOf(found.file, BYTES) };
    });
  }

  async save(project: string, work: NewWork, revision: number): Promise<WorkSummary> {
    checkWork(work);
    const sha256 = await fileDigest(work.file);
    const file = await toKeep(this.base.connection, work.file);
    return this.write(project, async (transaction, row) => {
      const there = row.works.find(({ id }) => id === work.id);
      if (there !== undefined && isRepeated(there, work, sha256, revision)) return summaryOf(there);
      check(row, there, work, revision);
      const now = this.base.now();
      const { id, kind, name } = work;
      const changedAt = there === undefined ? (work.changedAt ?? now) : now;
      const entry = { id, kind, name, changedAt, revision: revision + 1, bytes: work.file.size, sha256 };
      const others = row.works.filter((other) => other !== there);
      row.works = [...others, entry].sort((one, other) => (one.id < other.id ? 1 : -1));
      await transaction.objectStore("works").put({ projectId: project, id, file });
      return summaryOf(entry);
    });
  }

  remove(project: string, id: string): Promise<void> {
    return this.write(project, async (transaction, row) => {
      const entry = entryOf(row, id);
      row.works = row.works.filter((work) => work !== entry);
      await transaction.objectStore("works").delete([project, id]);
    });
  }

  private async write<Answer>(
    project: string,
    work: (transaction: Writing<"projects" | "works">, row: ProjectRow) => Promise<Answer>,
  ): Promise<Answer> {
    const answer = await this.base.connection.write(["projects", "works"], async (transaction) => {
      const row = await projectToChange(this.base, transaction, project);
      const done = await work(transaction, row);
      await transaction.objectStore("projects").put({ ...row, changedAt: this.base.now() });
      return done;
    });
    this.base.announce(project);
    return answer;
  }
}

function isRepeated(there: WorkEntry, work: NewWork, sha256: string, revision: number): boolean {
  return there.revision === revision + 1 && there.name === work.name && there.sha256 === sha256;
}

/** Problems: `not_found`, `conflict`, `limit_reached`, `invalid` for one of another kind. */
function check(row: ProjectRow, there: WorkEntry | undefined, work: NewWork, revision: number): void {
  if (there === undefined && revision !== 0) throw workNotFound();
  if (there === undefined && row.works.length >= WORKS)
    throw new Problem("limit_reached", `A project keeps ${WORKS} works. Delete one first.`);
  if (there === undefined) return;
  if (there.kind !== work.kind) throw new Problem("invalid", "A work stays of its kind.", "kind");
  if (there.revision !== revision)
    throw new Problem("conflict", "This was saved somewhere else meanwhile. Look at it again first.");
}

function entryOf({ works }: ProjectRow, id: string): WorkEntry {
  const entry = works.find((work) => work.id === id);
  if (entry === undefined) throw workNotFound();
  return entry;
}

function summaryOf({ id, kind, name, changedAt, revision, bytes }: WorkEntry): WorkSummary {
  return { id, kind, name, changedAt, revision, bytes };
}

function workNotFound(): Problem {
  return new Problem("not_found", "There is no such work.");
}
