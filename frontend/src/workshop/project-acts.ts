/** What can be done with a project of the list, and what is said then. */

import { isCode, Problem } from "../contract/problems.js";
import type { ProjectCard } from "../contract/values.js";
import type { Place, PlacedProject, Workshop } from "../contract/workshop.js";
import { say, size } from "../i18n/index.js";
import { attempt, offerUndo, tell } from "./attempt.js";
import { changeProject } from "./change-project.js";
import { copyName } from "./copy-name.js";
import { board } from "./notices.js";
import { saveToFile } from "./save-file.js";
import { bytesIn } from "./places.js";
import type { Removed, ShownProjects } from "./shown-projects.js";
import type { Telling } from "./telling.js";
import { type Transfer, transfers } from "./transfers.js";
import { tellUndone } from "./undone.js";

const arrived: Record<Place["look"], (name: string) => string> = {
  website: say.movedToWebsite,
  computer: say.movedToComputer,
};

export class ProjectActs {
  readonly #workshop: Workshop;
  readonly #shown: ShownProjects;
  readonly #telling: Telling;
  readonly #focus: () => void;

  /** `focus` is called when the card that had it is gone. */
  constructor(workshop: Workshop, shown: ShownProjects, telling: Telling, focus: () => void) {
    this.#focus = focus;
    this.#workshop = workshop;
    this.#shown = shown;
    this.#telling = telling;
  }

  /** Where a project can be moved to. */
  placesFor({ place, card }: PlacedProject): Place[] {
    return this.#workshop.places.filter(
      ({ id, kinds }) => id !== place.id && kinds.includes(card.project.kind),
    );
  }

  rename(placed: PlacedProject, name: string): Promise<boolean> {
    return attempt(async () => {
      const { projects } = this.#workshop.stores(placed.place.id);
      const card = await changeProject(projects, placed.card.project, () => ({ name }));
      this.#shown.replace({ ...placed, card });
      board.say(say.saved());
    });
  }

  remove({ card, place }: PlacedProject): Promise<boolean> {
    return attempt(async () => {
      const { id, name } = card.project;
      const { projects } = this.#workshop.stores(place.id);
      await projects.remove(id);
      this.#showNoMore(id, place);
      await this.#shown.read();
      this.#focus();
      offerUndo(say.projectDeleted(name), () => projects.restore(id), say.projectBack(name));
    });
  }

  /** What was removed, also before this page was loaded. */
  restore({ card, place }: Removed): Promise<boolean> {
    return attempt(async () => {
      const { id, name } = card.project;
      await this.#workshop.stores(place.id).projects.restore(id);
      tellUndone();
      board.say(say.projectBack(name));
      this.#focus();
    });
  }

  saveToFile({ card, place }: PlacedProject): Promise<boolean> {
    return attempt(async () => {
      await saveToFile(this.#workshop.stores(place.id), card.project);
      await this.#shown.read();
    });
  }

  /** Puts off the reminder to save it to a file. */
  later({ card, place }: PlacedProject): Promise<boolean> {
    return attempt(async () => {
      await this.#workshop.stores(place.id).backups?.later(card.project.id);
      await this.#shown.read();
    });
  }

  copy(placed: PlacedProject): Promise<void> {
    const { id, name } = placed.card.project;
    const others = (this.#shown.list ?? []).map(({ card }) => card.project.name);
    const transfer = { what: "copy", to: placed.place } as const;
    return this.#run(placed, transfer, async (copying) => {
      const made = copyName(name, others);
      await this.#workshop.duplicate(id, made, copying);
      board.add(say.copied(made), { tone: "good" });
    });
  }

  move(placed: PlacedProject, to: Place): Promise<void> {
    const { id, name } = placed.card.project;
    return this.#run(placed, { what: "move", to }, async (copying) => {
      const moved = await this.#workshop.move(id, to.id, copying);
      this.#showNoMore(id, placed.place);
      board.add(arrived[to.look](name), { tone: "good" });
      if (placed.card.modelState !== "none" && moved.modelState === "none") board.add(say.modelStays(name));
    });
  }

  /** What this page does is stopped at once, what another does at its next step. */
  async stop({ card }: PlacedProject): Promise<void> {
    const { id, name } = card.project;
    const here = transfers.of(id);
    if (here) here.stop.abort();
    else
      await attempt(async () => {
        await this.#workshop.stopMoving(id);
        board.say(say.moveStopped(name));
      });
    await this.#shown.read();
  }

  async #run(
    placed: PlacedProject,
    transfer: Pick<Transfer, "what" | "to">,
    work: Parameters<typeof transfers.run>[2],
  ): Promise<void> {
    try {
      await transfers.run(placed.card.project.id, transfer, work);
    } catch (problem) {
      this.#tell(problem, placed, transfer, () => void this.#run(placed, transfer, work));
    }
    await this.#shown.read();
  }

  #tell(
    problem: unknown,
    { card }: PlacedProject,
    { what, to }: Pick<Transfer, "what" | "to">,
    again: () => void,
  ): void {
    const { name } = card.project;
    if (problem instanceof DOMException && problem.name === "AbortError")
      board.add(what === "copy" ? say.copyStopped() : say.moveStopped(name));
    else if (isCode(problem, "limit_reached"))
      board.add(this.#limit(problem as Problem, card, to), { tone: "problem" });
    else if (what === "move" && isCode(problem, "quota_full"))
      board.add(say.moveFull(name), { tone: "problem" });
    else if (what === "move" && isCode(problem, "conflict"))
      board.add(say.moveConflict(name), { tone: "problem" });
    else tell(problem, again);
  }

  /** What is too much, and the ways on. */
  #limit({ field }: Problem, card: ProjectCard, to: Place): string {
    const { project, counts } = card;
    if (field === "examples" && to.examplesLimits !== null)
      return say.moveTooMany(counts.examples, to.examplesLimits[project.kind]);
    if (field === "bytes" && to.bytesLimit !== null) {
      const free = to.bytesLimit - bytesIn(to, this.#shown.list ?? []);
      return say.moveTooLarge(size(card.bytes), size(Math.max(0, free)));
    }
    return to.roomElsewhere ? say.placeFull() : say.projectsFull();
  }

  #showNoMore(project: string, place: Place): void {
    if (place.here) void attempt(() => this.#telling.withdrawFor(project));
  }
}
