import type { Method, ModelFile, ProjectCard, ReportLine, Run } from "../contract/values.js";
import type { OpenProject } from "./open-project.js";
import { watchRun } from "./watch-run.js";

interface Handlers {
  changed: () => void;
  ended: (run: Run) => void;
}

/** What an open project has learned, and the run that is under way, whoever began it: this page, another tab, or this page
 * before it was loaded again. */
export class Learning {
  model: ModelFile | null = null;
  /** what the model answered for the examples that were kept back */
  report: readonly ReportLine[] = [];
  /** the run that is under way, or the one that failed */
  run: Run | null = null;

  #project: OpenProject;
  #handlers: Handlers;
  #leave = new AbortController();

  constructor(project: OpenProject, handlers: Handlers) {
    this.#project = project;
    this.#handlers = handlers;
  }

  /** The card may be old: a run can have begun or ended since, also in another tab. */
  async open(): Promise<void> {
    this.#project.reread = (card) => this.#readLearned(card);
    const { card } = this.#project.needed();
    const [fresh] = await Promise.all([this.#project.refresh(), this.#readLearned(card)]);
    if (!this.model) await this.#readLearned(fresh);
    if (fresh.runId) await this.watch(fresh.runId);
  }

  async start(method: Method): Promise<Run> {
    const { stores, card } = this.#project.needed();
    return this.#show(await stores.trainer.start(card.project.id, method));
  }

  async cancel({ id }: Run): Promise<void> {
    const { stores, card } = this.#project.needed();
    this.#show(await stores.trainer.cancel(card.project.id, id));
  }

  /** Until it ends, or the page is left. */
  async watch(id: string): Promise<void> {
    const { stores, card } = this.#project.needed();
    const { signal } = this.#leave;
    try {
      for await (const run of watchRun(stores.trainer, card.project.id, id, signal)) this.#show(run);
      if (signal.aborted || !this.run) return;
      const ended = this.run;
      await this.#project.refresh();
      if (ended.state === "ready") await this.#readModel();
      this.#end(ended);
    } catch (problem) {
      this.run = null;
      throw problem;
    }
  }

  leave(): void {
    this.#leave.abort();
  }

  /** Read the model, when this card says that there is one. */
  async #readLearned({ modelState, lastScore }: ProjectCard): Promise<void> {
    const learned = modelState === "training" ? lastScore !== null : modelState !== "none";
    if (learned) await this.#readModel();
  }

  async #readModel(): Promise<void> {
    const { stores, card } = this.#project.needed();
    const { model, report } = await stores.models.latest(card.project.id);
    this.model = model;
    this.report = report;
    this.#handlers.changed();
  }

  #show(run: Run): Run {
    this.run = run;
    this.#handlers.changed();
    return run;
  }

  #end(ended: Run): void {
    this.run = ended.state === "failed" ? ended : null;
    this.#handlers.changed();
    this.#handlers.ended(ended);
  }
}
