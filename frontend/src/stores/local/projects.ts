/** Projects of one person in this browser. */

import { checkChange, checkProject } from "../../contract/checks.js";
import { projectDigest, type DigestStores } from "../../contract/digest.js";
import { UNDO_SECONDS } from "../../contract/limits.js";
import { Problem } from "../../contract/problems.js";
import type { ProjectStore } from "../../contract/stores.js";
import type { Field, Label, NewProject, ProjectCard, ProjectChange } from "../../contract/values.js";
import { isAside, setAside } from "./aside.js";
import { type Base, ownProject, projectNotFound, projectToChange, rowOf } from "./base.js";
import { Damage, damageIn } from "./damage.js";
import { cardOf, newLabel, newRow } from "./rows.js";
import { OF_A_PROJECT, type ProjectRow } from "./schema.js";
import { clearProject, LONG_AGO } from "./sweep.js";

export class LocalProjectStore implements ProjectStore {
  /** `wrote` is told of a project once it is stored. */
  constructor(
    private readonly base: Base,
    private readonly stores: () => DigestStores,
    private readonly wrote: (project: ProjectRow) => void,
  ) {}

  async all(): Promise<ProjectCard[]> {
    const { connection } = this.base;
    const rows = await this.rows();
    const damaged = rows.filter((row) => damageIn(row) !== null);
    for (const row of damaged)
      await setAside(connection, new Damage(row.id, damageIn(row) ?? ""), this.base.now());
    return rows
      .filter((row) => !damaged.includes(row) && row.removedAt === null)
      .reverse()
      .map((row) => cardOf(this.base, row));
  }

  async get(id: string): Promise<ProjectCard> {
    const row = await this.base.connection.read(["projects"], (transaction) =>
      ownProject(this.base, transaction, id),
    );
    return cardOf(this.base, row);
  }

  async create(project: NewProject): Promise<ProjectCard> {
    if (!this.base.allowed)
      throw new Problem("not_allowed", "Your class does not keep projects in the browser.");
    checkProject(project, this.base.kinds);
    if (await isAside(this.base.connection, project.id))
      throw new Problem("conflict", "A damaged project of this id is set aside.");
    const row = await this.base.connection.write(["projects", ...OF_A_PROJECT], async (transaction) => {
      const projects = transaction.objectStore("projects");
      if ((await projects.get(project.id)) !== undefined) {
        const there = await rowOf(this.base, transaction, project.id);
        if (there.removedAt === null) return there;
        if (project.moving == null) throw new Problem("conflict", "This project was removed.");
        await clearProject(transaction, project.id);
      }
      const fresh = newRow(this.base, project);
      await projects.put(fresh);
      return fresh;
    });
    this.base.persist();
    return this.changed(row);
  }

  async update(id: string, change: ProjectChange, revision: number): Promise<ProjectCard> {
    return this.write(id, projectToChange, (row) => {
      checkChange(change, row.kind);
      if (row.revision !== revision)
        throw new Problem("conflict", "This project was changed somewhere else in the meantime.");
      row.revision += 1;
      row.name = change.name ?? row.name;
      if (change.language !== undefined) speak(row, change.language);
      if (change.labels !== undefined) relabel(row, change.labels, this.base.now());
      if (change.fields !== undefined) refield(row, change.fields);
    });
  }

  mark(id: string, moving: "leaving" | null): Promise<ProjectCard> {
    return this.write(id, ownProject, (row) => {
      if (moving !== null && row.moving === "arriving")
        throw new Problem("conflict", "This project is not all here yet.");
      if (moving !== null && this.base.runOf(row) !== null)
        throw new Problem("conflict", "Wait until the training has ended.");
      row.moving = moving;
    });
  }

  async remove(id: string, moving?: "leaving"): Promise<void> {
    await this.write(id, rowOf, (row) => {
      if (moving !== undefined && row.moving !== moving)
        throw new Problem("conflict", "This project is not being moved any more.");
      row.removedAt ??= this.base.now();
    });
  }

  restore(id: string): Promise<ProjectCard> {
    return this.write(id, rowOf, (row) => {
      if (row.removedAt !== null && row.moving !== null) throw projectNotFound();
      if (row.removedAt === LONG_AGO) throw projectNotFound();
      row.removedAt = null;
    });
  }

  async removed(): Promise<ProjectCard[]> {
    const since = this.base.now() - UNDO_SECONDS * 1000;
    return (await this.rows())
      .filter((row) => damageIn(row) === null && row.moving === null && (row.removedAt ?? 0) > since)
      .sort((one, other) => (other.removedAt ?? 0) - (one.removedAt ?? 0))
      .map((row) => cardOf(this.base, row));
  }

  digest(id: string): Promise<string> {
    return projectDigest(this.stores(), id);
  }

  private rows(): Promise<ProjectRow[]> {
    const { connection, person } = this.base;
    return connection.read(["projects"], (transaction) =>
      transaction.objectStore("projects").index("byOwner").getAll(person.id),
    );
  }

  private async write(
    id: string,
    find: typeof ownProject,
    edit: (row: ProjectRow) => void,
  ): Promise<ProjectCard> {
    const row = await this.base.connection.write(["projects"], async (transaction) => {
      const found = await find(this.base, transaction, id);
      edit(found);
      found.changedAt = this.base.now();
      await transaction.objectStore("projects").put(found);
      return found;
    });
    return this.changed(row);
  }

  private changed(row: ProjectRow): ProjectCard {
    this.base.announce(row.id);
    this.wrote(row);
    return cardOf(this.base, row);
  }
}

/** Texts are read in another way then. */
function speak(row: ProjectRow, language: string): void {
  if (row.kind === "text" && row.language !== language) row.examplesRevision += 1;
  row.language = language;
}

/** Every row of the table is read in another way then. */
function refield(row: ProjectRow, fields: Field[]): void {
  row.fields = fields;
  row.examplesRevision += 1;
  row.changesSinceFile += 1;
}

/** Makes the row's labels those of the list: a missing one is removed with its examples, a removed one comes back. */
function relabel(row: ProjectRow, wanted: readonly Label[], now: number): void {
  const known = new Map([...row.removedLabels, ...row.labels].map((label) => [label.id, label]));
  const live = new Map(row.labels.map((label) => [label.id, label]));
  const listed = new Set(wanted.map(({ id }) => id));
  const leaving = row.labels.filter(({ id }) => !listed.has(id));
  const coming = wanted.filter(({ id }) => !live.has(id));
  const renamed = wanted.filter(({ id, name }) => live.get(id)?.name !== name);
  row.labels = wanted.map(({ id, name }) => {
    const { examples, heldBack, bytes, everAdded } = known.get(id) ?? newLabel(id, name);
    return { id, name, examples, heldBack, bytes, everAdded };
  });
  row.removedLabels = [
    ...row.removedLabels.filter(({ id }) => !listed.has(id)),
    ...leaving.map((label) => ({ ...label, removedAt: now })),
  ];
  if (leaving.length > 0 || coming.some(({ id }) => known.has(id))) row.examplesRevision += 1;
  const moved = [...leaving, ...coming].map(({ id }) => known.get(id)?.examples ?? 0);
  row.changesSinceFile += moved.reduce((sum, examples) => sum + examples, leaving.length + renamed.length);
}
