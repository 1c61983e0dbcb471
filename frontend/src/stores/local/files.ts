/** Project files of one person's projects in this browser. */

import { Problem } from "../../contract/problems.js";
import type { FileStore, Stores } from "../../contract/stores.js";
import type { OpenedFile } from "../../contract/values.js";
import type { Copying } from "../../contract/workshop.js";
import { type Base, ownProject } from "./base.js";
import type { ProjectRow } from "./schema.js";

/** A project that is being changed all the time is not written for ever. */
const TRIES = 5;

export class LocalFileStore implements FileStore {
  constructor(
    private readonly base: Base,
    private readonly stores: () => Stores,
  ) {}

  /** As the project was at one moment: what was changed meanwhile, perhaps in another tab, is written once more. */
  async save(project: string): Promise<Blob> {
    const { saveProject } = await import("../../files/index.js");
    for (let tries = 0; tries < TRIES; tries++) {
      const row = await this.row(project);
      const writing = { createdAt: row.createdAt, now: this.base.now() };
      const file = await saveProject(this.stores(), project, writing);
      if (await this.noteSaved(row)) return file;
    }
    throw new Problem("conflict", "This project was changed while it was saved.");
  }

  async open(file: Blob, id: string, copying?: Copying): Promise<OpenedFile> {
    const { openProjectFile } = await import("../../files/index.js");
    const opened = await openProjectFile(this.stores(), file, id, copying);
    await this.noteSaved(await this.row(id));
    return opened;
  }

  private row(project: string): Promise<ProjectRow> {
    return this.base.connection.read(["projects"], (transaction) =>
      ownProject(this.base, transaction, project),
    );
  }

  /** Whether the project is still as it was in this row. */
  private async noteSaved(written: ProjectRow): Promise<boolean> {
    const same = await this.base.connection.write(["projects"], async (transaction) => {
      const row = await ownProject(this.base, transaction, written.id);
      if (stateOf(row) !== stateOf(written)) return false;
      await transaction
        .objectStore("projects")
        .put({ ...row, savedToFileAt: this.base.now(), changesSinceFile: 0 });
      return true;
    });
    if (same) this.base.announce(written.id);
    return same;
  }
}

/** Changes whenever anything does that is in a file. */
function stateOf({ revision, examplesRevision, models, works }: ProjectRow): string {
  const made = works.map((work) => [work.id, work.revision]);
  return JSON.stringify([revision, examplesRevision, models.map(({ id }) => id), made]);
}
