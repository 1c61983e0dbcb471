/** What of one person's projects in this browser is in no file. A file that is saved counts anew; see `files.ts`. */

import type { BackupStore } from "../../contract/stores.js";
import type { Backup } from "../../contract/values.js";
import { type Base, ownProject } from "./base.js";
import type { ProjectRow } from "./schema.js";

export class LocalBackupStore implements BackupStore {
  constructor(private readonly base: Base) {}

  async all(): Promise<Map<string, Backup>> {
    const { connection, person } = this.base;
    const rows = await connection.read(["projects"], (transaction) =>
      transaction.objectStore("projects").index("byOwner").getAll(person.id),
    );
    return new Map(rows.map((row) => [row.id, backupOf(row)]));
  }

  async later(project: string): Promise<void> {
    await this.base.connection.write(["projects"], async (transaction) => {
      const row = await ownProject(this.base, transaction, project);
      const fileLater = { at: this.base.now(), changes: row.changesSinceFile };
      await transaction.objectStore("projects").put({ ...row, fileLater });
    });
    this.base.announce(project);
  }
}

/** What was put off before the last file counts no more. */
function backupOf({ createdAt, savedToFileAt, changesSinceFile, fileLater }: ProjectRow): Backup {
  const start = savedToFileAt ?? createdAt;
  const later = (fileLater?.at ?? -1) >= start ? fileLater : undefined;
  return {
    savedAt: savedToFileAt,
    changes: changesSinceFile,
    toldAt: later?.at ?? start,
    changesSinceTold: Math.max(0, changesSinceFile - (later?.changes ?? 0)),
  };
}
