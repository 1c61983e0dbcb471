/** Whose the projects of this browser are. The owner stands in the project's row alone. */

import type { ProjectStore } from "../../contract/stores.js";
import type { ProjectCard } from "../../contract/values.js";
import type { Found } from "../../contract/workshop.js";
import type { Surroundings } from "./base.js";
import { OF_A_PROJECT, beginningWith } from "./schema.js";

/** Owns what guests make: it belongs to the browser. */
export const GUEST = "guest";

type Around = Pick<Surroundings, "connection" | "announce">;

/** Makes all that guests have left here this person's. */
export async function claimFromGuests({ connection, announce }: Around, person: string): Promise<void> {
  const claimed = await connection.write(["projects", "setAside"], async (transaction) => {
    const [projects, aside] = [transaction.objectStore("projects"), transaction.objectStore("setAside")];
    const rows = await projects.index("byOwner").getAll(GUEST);
    const damaged = (await aside.getAll()).filter(({ owner }) => owner === GUEST);
    await Promise.all(rows.map((row) => projects.put({ ...row, owner: person })));
    await Promise.all(damaged.map((row) => aside.put({ ...row, owner: person })));
    return rows;
  });
  for (const { id } of claimed) announce(id);
}

/** Takes this person's projects out of this browser for good, damaged ones too. */
export async function clearOf({ connection, announce }: Around, person: string): Promise<void> {
  const cleared = await connection.write(["projects", "setAside", ...OF_A_PROJECT], async (transaction) => {
    const [projects, aside] = [transaction.objectStore("projects"), transaction.objectStore("setAside")];
    const damaged = (await aside.getAll()).filter(({ owner }) => owner === person).map(({ id }) => id);
    const whole = await projects.index("byOwner").getAllKeys(person);
    const ids = [...whole, ...damaged];
    await Promise.all(
      ids.flatMap((id) =>
        OF_A_PROJECT.map((name) => transaction.objectStore(name).delete(beginningWith(id))),
      ),
    );
    await Promise.all(ids.flatMap((id) => [projects.delete(id), aside.delete(id)]));
    return ids;
  });
  for (const id of cleared) announce(id);
}

/** What guests have left here, for one person who has signed in since. */
export class LeftByGuests implements Found {
  constructor(
    private readonly around: Around,
    private readonly person: string,
    private readonly guests: Pick<ProjectStore, "all">,
  ) {}

  async all(): Promise<ProjectCard[]> {
    const [cards, refused] = await Promise.all([this.guests.all(), this.refused()]);
    return cards.filter(({ project }) => !refused.has(project.id));
  }

  claim(): Promise<void> {
    return claimFromGuests(this.around, this.person);
  }

  async refuse(): Promise<void> {
    const value = (await this.guests.all()).map(({ project }) => project.id);
    await this.around.connection.write(["meta"], (transaction) =>
      transaction.objectStore("meta").put({ key: this.key, value }),
    );
  }

  private async refused(): Promise<Set<string>> {
    const row = await this.around.connection.read(["meta"], (transaction) =>
      transaction.objectStore("meta").get(this.key),
    );
    return new Set((row?.value ?? []) as string[]);
  }

  private get key(): string {
    return `not of ${this.person}`;
  }
}
