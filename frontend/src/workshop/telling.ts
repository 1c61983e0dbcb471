import { v7 as newId } from "uuid";

import type { Grant, Grants } from "../contract/told.js";
import type { OpenedProject, Workshop } from "../contract/workshop.js";
import { isCode } from "../i18n/index.js";
import { progressOf, sameProgress } from "./progress.js";

const EVERY = 10_000;

/** What this person tells the website of the projects in this browser. As long as the workshop is open, what is shown to
 * the teacher is kept true. */
export class Telling {
  /** null until the website was asked */
  grants: readonly Grant[] | null = null;

  readonly #workshop: Pick<Workshop, "here">;
  readonly #website: Grants;
  /** projects that are no more here, of which the website was not told yet */
  readonly #gone = new Set<string>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(workshop: Pick<Workshop, "here" | "grants">) {
    this.#workshop = workshop;
    this.#website = workshop.grants;
  }

  /** Nothing is asked of the website by a browser that holds no projects. Answers how to stop. */
  start(every = EVERY): () => void {
    const begin = async (): Promise<void> => {
      for (const project of this.#gone) await this.withdrawFor(project);
      if ((await this.#workshop.here()).length === 0) return;
      await this.read();
      await this.tellChanges();
    };
    const again = () => void this.tellChanges().catch(() => undefined);
    void begin().catch(() => undefined);
    this.#timer = setInterval(again, every);
    return () => {
      clearInterval(this.#timer);
    };
  }

  /** Ask the website anew what it knows. */
  async read(): Promise<readonly Grant[]> {
    this.grants = await this.#website.all();
    return this.grants;
  }

  /** What shows this project to the teacher. */
  shown(project: string): Grant | null {
    return this.grants?.find(({ kind, project: about }) => kind === "show" && about === project) ?? null;
  }

  async show(opened: Pick<OpenedProject, "stores" | "card">): Promise<void> {
    const { id: project } = opened.card.project;
    const progress = await progressOf(opened);
    const made = await this.#website.make({ id: newId(), kind: "show", project, progress });
    this.#replace(made, ({ kind, project: about }) => kind === "show" && about === project);
  }

  /** The name of the computer that was used last, where the website was told; `first` is what it said when the page was
   * loaded, and holds as long as nothing else was asked of it. */
  computer(first: string | null): string | null {
    if (this.grants === null) return first;
    return this.grants.find(({ kind }) => kind === "computer")?.computer ?? null;
  }

  async nameComputer(computer: string): Promise<void> {
    const made = await this.#website.make({ id: newId(), kind: "computer", computer });
    this.#replace(made, ({ kind }) => kind === "computer");
  }

  async stopShowing(project: string): Promise<void> {
    const grant = this.shown(project);
    if (grant) await this.withdraw(grant.id);
  }

  async withdraw(id: string): Promise<void> {
    await this.#website.withdraw(id);
    this.#forget(id);
  }

  /** A project that is no more here is shown and lent no more, or as soon as the website is back. */
  async withdrawFor(project: string): Promise<void> {
    this.#gone.add(project);
    try {
      if (this.grants === null) await this.read();
      for (const grant of (this.grants ?? []).filter(({ project: about }) => about === project))
        await this.withdraw(grant.id);
      this.#gone.delete(project);
    } catch (problem) {
      if (!isCode(problem, "storage_unavailable")) throw problem;
    }
  }

  /** Send the numbers of each project that is shown and has changed since. */
  async tellChanges(): Promise<void> {
    const shown = (this.grants ?? []).filter(({ kind }) => kind === "show");
    if (shown.length === 0) return;
    const here = await this.#workshop.here();
    for (const grant of shown) {
      const opened = here.find(({ card }) => card.project.id === grant.project);
      if (opened) await this.#tellChange(grant, opened);
    }
  }

  async #tellChange(grant: Grant, opened: OpenedProject): Promise<void> {
    const progress = await progressOf(opened);
    if (sameProgress(grant.progress, progress)) return;
    try {
      this.#replace(await this.#website.tellAgain(grant.id, { progress }), ({ id }) => id === grant.id);
    } catch (problem) {
      // Withdrawn in another tab, or over: then it is not shown any more.
      if (isCode(problem, "not_found")) this.#forget(grant.id);
      else throw problem;
    }
  }

  #replace(grant: Grant, replaces: (other: Grant) => boolean): void {
    this.grants = [grant, ...(this.grants ?? []).filter((other) => !replaces(other))];
  }

  #forget(id: string): void {
    this.grants = (this.grants ?? []).filter((grant) => grant.id !== id);
  }
}
