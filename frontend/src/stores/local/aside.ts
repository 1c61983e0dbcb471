/** Damaged projects are set aside: out of the way of the others, and never deleted. */

import type { SetAside } from "../../contract/workshop.js";
import type { Connection } from "./connection.js";
import { Damage, damageIn } from "./damage.js";
import { salvaged } from "./salvage.js";
import { beginningWith, type ProjectRow, type SetAsideRow } from "./schema.js";

/** One transaction takes the project's row away and keeps it as it is. Its other rows stay, out of everybody's reach. */
export async function setAside(
  connection: Connection,
  { project, why }: Damage,
  foundAt: number,
): Promise<void> {
  await connection.write(["projects", "setAside"], async (transaction) => {
    const projects = transaction.objectStore("projects");
    const row: unknown = await projects.get(project);
    if (row === undefined) return;
    await transaction.objectStore("setAside").put({ id: project, ...told(row), why, foundAt, project: row });
    await projects.delete(project);
  });
}

/** Its examples are there still, so nothing else can have its id. */
export async function isAside(connection: Connection, project: string): Promise<boolean> {
  const key = await connection.read(["setAside"], (transaction) =>
    transaction.objectStore("setAside").getKey(project),
  );
  return key !== undefined;
}

/** This person's; and those that cannot say whose they are, where nobody else has projects in this browser. */
export async function allAside(connection: Connection, person: string): Promise<SetAside[]> {
  const [rows, projects] = await connection.read(["setAside", "projects"], (transaction) =>
    Promise.all([transaction.objectStore("setAside").getAll(), transaction.objectStore("projects").getAll()]),
  );
  const isAlone = [...rows, ...projects].every(({ owner }) => owner === null || owner === person);
  return rows
    .filter(({ owner }) => owner === person || (owner === null && isAlone))
    .map((row) => ({ id: row.id, name: row.name, salvage: () => salvaged(connection, row, Date.now()) }));
}

/** Looks at every project once and sets aside those whose row or counters are wrong. Reads keys, no examples. */
export async function lookForDamage(connection: Connection, now: () => number): Promise<void> {
  const rows = await connection.read(["projects"], (transaction) =>
    transaction.objectStore("projects").getAll(),
  );
  for (const { id } of rows.filter(({ removedAt }) => removedAt === null)) {
    const why = await damageOf(connection, id);
    if (why !== null) await setAside(connection, new Damage(id, why), now());
  }
}

function damageOf(connection: Connection, id: string): Promise<string | null> {
  return connection.read(["projects", "examples"], async (transaction) => {
    const row = await transaction.objectStore("projects").get(id);
    if (row === undefined) return null;
    const wrong = damageIn(row);
    if (wrong !== null) return wrong;
    const all = transaction.objectStore("examples");
    const labels = [...row.labels, ...row.removedLabels];
    const counted = [...labels, row.unlabelled].map(({ examples }) => examples);
    const there = await Promise.all(
      labels.map((label) => all.index("byLabel").count(beginningWith(id, label.id))),
    );
    const unlabelled = (await all.count(beginningWith(id))) - there.reduce((sum, count) => sum + count, 0);
    return counted.every((count, at) => count === [...there, unlabelled][at]) ? null : "counts";
  });
}

function told(row: unknown): Pick<SetAsideRow, "owner" | "name"> {
  const { owner, name } = row as Partial<Record<keyof ProjectRow, unknown>>;
  return { owner: typeof owner === "string" ? owner : null, name: typeof name === "string" ? name : "" };
}
