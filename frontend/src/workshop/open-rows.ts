import type { ReactiveController, ReactiveControllerHost } from "lit";

import { Problem } from "../contract/problems.js";
import type { ExampleAction } from "../elements/chosen-tools.js";
import { say, sentenceFor } from "../i18n/index.js";
import { LineWatch } from "../offline/line-watch.js";
import { type AddQueue, queueOf } from "./add-queue.js";
import { attempt, leftToSignIn } from "./attempt.js";
import { actOnExamples, rowWords } from "./example-acts.js";
import { ExampleWindow } from "./example-window.js";
import { board } from "./notices.js";
import type { OpenProject } from "./open-project.js";

/** Rows are lower than other examples. */
const AT_FIRST = 20;

/** The rows of the project that is open: those that are shown, and those on their way into the store. */
export class OpenRows implements ReactiveController {
  /** whose rows are shown; null for all */
  label: string | null = null;
  /** why the rows could not be read */
  problem: unknown = null;
  readonly queue: AddQueue;
  window: ExampleWindow;

  #host: ReactiveControllerHost;
  #project: OpenProject;

  constructor(host: ReactiveControllerHost, project: OpenProject) {
    this.#host = host;
    this.#project = project;
    this.queue = queueOf(project.needed().stores.examples, project.needed().card.project.id);
    this.window = this.#windowOn(null);
    new LineWatch(host, () => {
      if (this.problem) void this.read();
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.queue.handlers = {
      changed: () => {
        this.#host.requestUpdate();
      },
      stored: (stored) => {
        this.window.put(stored.filter(({ labelId }) => this.label === null || labelId === this.label));
        this.#host.requestUpdate();
        board.say(say.rowsAdded(stored.length));
      },
      failed: (problem) => board.say(sentenceFor(problem)),
    };
    this.#project.reread = () => this.#load();
    void this.read();
  }

  hostDisconnected(): void {
    this.queue.handlers = null;
  }

  /** The rows of one label, or of all. */
  show(label: string | null): void {
    this.label = label;
    this.window = this.#windowOn(label);
    void this.read();
  }

  async showMore(): Promise<void> {
    await this.window.showMore();
    this.#host.requestUpdate();
  }

  async act(action: ExampleAction): Promise<void> {
    const chosen = this.window.shown.filter(({ id }) => action.ids.includes(id));
    await actOnExamples(this.#project, chosen, action, rowWords);
    await this.readAll();
  }

  /** Make a change that the rows, or how they are read, may show; answers whether it was made. */
  change(make: () => Promise<void>): Promise<boolean> {
    return attempt(async () => {
      await make();
      await this.readAll();
    });
  }

  async readAll(): Promise<void> {
    await Promise.all([this.#project.refresh(), this.#load()]);
  }

  /** A store that refuses a value says of which field it is. */
  whyNotSaved(): string {
    const { problem } = this.queue;
    const { fields } = this.#project.needed().card.project;
    const named = problem instanceof Problem ? problem.field : undefined;
    const field = fields.find(({ id }) => named?.endsWith(`values.${id}`));
    return field ? say.fieldWrong(field.name) : sentenceFor(problem);
  }

  /** What goes wrong is shown in the place of the rows. */
  async read(): Promise<void> {
    this.problem = null;
    try {
      await this.#load();
    } catch (problem) {
      if (!leftToSignIn(problem)) this.problem = problem;
      this.#host.requestUpdate();
    }
  }

  async #load(): Promise<void> {
    await this.window.load();
    this.#host.requestUpdate();
  }

  #windowOn(label: string | null): ExampleWindow {
    const { stores, card } = this.#project.needed();
    return new ExampleWindow(stores.examples, card.project.id, label, AT_FIRST);
  }
}
