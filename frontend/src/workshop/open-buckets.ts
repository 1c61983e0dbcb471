import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { Label, ProjectCard } from "../contract/values.js";
import type { ExampleAction } from "../elements/chosen-tools.js";
import { sentenceFor } from "../i18n/index.js";
import { LineWatch } from "../offline/line-watch.js";
import { type AddQueue, queueOf } from "./add-queue.js";
import { attempt, leftToSignIn } from "./attempt.js";
import { actOnExamples, type Words } from "./example-acts.js";
import { ExampleWindow } from "./example-window.js";
import { addLabel, removeLabel } from "./label-acts.js";
import { board } from "./notices.js";
import type { OpenProject } from "./open-project.js";

interface Ways {
  words: Words;
  /** what is said when examples of a label have been saved */
  added: (label: string, count: number) => string;
  /** What is known of the examples is not true any more. */
  forget: () => void;
}

/** One label with what is shown of it and what is on its way into it. */
export interface Bucket {
  readonly label: Label;
  readonly window: ExampleWindow;
  readonly queue: AddQueue;
}

/** The labels of the project that is open, each with its examples. */
export class OpenBuckets implements ReactiveController {
  /** why the examples could not be read */
  problem: unknown = null;
  /** changes whenever a window or a queue has changed inside */
  version = 0;

  #host: ReactiveControllerHost;
  #project: OpenProject;
  #ways: Ways;
  #buckets = new Map<string, Bucket>();

  constructor(host: ReactiveControllerHost, project: OpenProject, ways: Ways) {
    this.#host = host;
    this.#project = project;
    this.#ways = ways;
    new LineWatch(host, () => {
      if (this.problem) void this.begin();
    });
    host.addController(this);
  }

  get #card(): ProjectCard {
    return this.#project.needed().card;
  }

  get #labels(): Label[] {
    return this.#card.project.labels;
  }

  /** Some label's examples have been read. */
  get loaded(): boolean {
    return this.#labels.some(({ id }) => this.#buckets.get(id)?.window.loaded);
  }

  /** In the order of the labels. */
  get all(): Bucket[] {
    return this.#labels.map((label) => ({ ...this.#opened(label), label }));
  }

  hostConnected(): void {
    this.#project.reread = () => this.#reread();
  }

  hostUpdate(): void {
    if (this.#labels.every(({ id }) => this.#buckets.has(id))) return;
    for (const label of this.#labels) this.#opened(label);
    void this.begin();
  }

  hostDisconnected(): void {
    for (const { queue } of this.#buckets.values()) queue.handlers = null;
  }

  redraw(): void {
    this.version++;
    this.#host.requestUpdate();
  }

  async begin(): Promise<void> {
    this.problem = null;
    try {
      await this.#read(this.#labels.filter(({ id }) => !this.#buckets.get(id)?.window.loaded));
    } catch (problem) {
      if (leftToSignIn(problem)) return;
      this.problem = problem;
      this.redraw();
    }
  }

  more(label: Label): void {
    void attempt(async () => {
      await this.#buckets.get(label.id)?.window.showMore();
      this.redraw();
    });
  }

  act(label: Label, action: ExampleAction): void {
    const shown = this.#buckets.get(label.id)?.window.shown ?? [];
    const chosen = shown.filter(({ id }) => action.ids.includes(id));
    void attempt(async () => {
      await actOnExamples(this.#project, chosen, action, this.#ways.words);
      await Promise.all([this.#project.refresh(), this.#reread()]);
    });
  }

  async add(label: Label): Promise<void> {
    this.#opened(label).window.loaded = true;
    await addLabel(this.#project, label);
  }

  async remove(label: Label): Promise<void> {
    await removeLabel(this.#project, label);
    this.#buckets.delete(label.id);
  }

  #opened(label: Label): Bucket {
    const there = this.#buckets.get(label.id);
    if (there) return there;
    const { examples } = this.#project.needed().stores;
    const { id } = this.#card.project;
    const window = new ExampleWindow(examples, id, label.id);
    const queue = queueOf(examples, id, label.id);
    queue.handlers = {
      changed: () => this.redraw(),
      stored: (stored) => {
        window.put(stored);
        if (stored.length > 1) this.#ways.forget();
        this.redraw();
        board.say(this.#ways.added(this.#nameOf(label), stored.length));
      },
      failed: (problem) => board.say(sentenceFor(problem)),
    };
    const bucket = { label, window, queue };
    this.#buckets.set(label.id, bucket);
    return bucket;
  }

  #nameOf({ id, name }: Label): string {
    return this.#labels.find((label) => label.id === id)?.name ?? name;
  }

  async #read(labels: readonly Label[]): Promise<void> {
    await Promise.all(labels.map(async ({ id }) => this.#buckets.get(id)?.window.load()));
    this.redraw();
  }

  #reread(): Promise<void> {
    this.#ways.forget();
    return this.#read(this.#labels);
  }
}
