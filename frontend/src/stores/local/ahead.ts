/** Lets extractors read new examples while a child goes on collecting, so that training has less to do. Nobody waits for it:
 * what it does not get to, training does. */

import { type ExtractorName, extractorFor, featuresOf, keyOf } from "../../training/core/extractors/known.js";
import type { TrainingExample } from "../../training/protocol.js";
import { isCode } from "../../contract/problems.js";
import type { FeatureCache } from "./features.js";
import type { ExampleRow, ProjectRow } from "./schema.js";
import type { Learners } from "./trainer.js";

/** A burst of the camera comes first. */
const QUIET_MS = 1000;
/** More than a child collects by hand before all is read: what is pasted or opened is too much to be held in memory. */
const MOST_WAITING = 500;

type Of = Pick<ProjectRow, "id" | "kind" | "language">;

interface Waiting {
  project: Of;
  example: ExampleRow;
}

export class Ahead {
  private waiting: Waiting[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private working = false;

  /** `file` is the picture or sound of an example. */
  constructor(
    private readonly features: FeatureCache,
    private readonly learners: Learners,
    private readonly file: (project: string, id: string) => Promise<Blob>,
  ) {}

  /** Of a project that is not being copied: what was captured here. */
  note(row: ProjectRow, examples: readonly ExampleRow[]): void {
    if (extractorFor(row.kind, row.language) === null || row.moving !== null) return;
    const project = { id: row.id, kind: row.kind, language: row.language };
    const some = examples.slice(0, MOST_WAITING - this.waiting.length);
    this.waiting.push(...some.map((example) => ({ project, example })));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.work(), QUIET_MS);
  }

  /** Another language is read in another way, and nobody needs what is removed. */
  heed({ id, language, removedAt }: ProjectRow): void {
    this.waiting = this.waiting.filter(
      ({ project }) => project.id !== id || (project.language === language && removedAt === null),
    );
  }

  /** Training reads them itself. */
  leave(project: string): void {
    this.waiting = this.waiting.filter((one) => one.project.id !== project);
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      for (let [next] = this.waiting; next; [next] = this.waiting) await this.readAll(next.project);
    } catch {
      this.waiting = [];
    } finally {
      this.working = false;
    }
  }

  /** Those of one project: whether what reads them has come is asked once. */
  private async readAll(project: Of): Promise<void> {
    const extractor = await this.learners.extractorNow(project);
    if (extractor === null) {
      this.leave(project.id);
      return;
    }
    for (let next = this.take(project); next; next = this.take(project))
      await this.read(extractor, next.example);
  }

  /** Its language may have changed meanwhile. */
  private take({ id, language }: Of): Waiting | undefined {
    const at = this.waiting.findIndex(({ project }) => project.id === id && project.language === language);
    return at < 0 ? undefined : this.waiting.splice(at, 1)[0];
  }

  private async read(extractor: ExtractorName, example: ExampleRow): Promise<void> {
    const whole = await this.whole(example);
    if (whole === null) return;
    const learner = await this.learners.with(extractor);
    const key = keyOf(featuresOf(extractor));
    await learner.read(extractor, whole, (sha256, numbers) => {
      this.features.keep(example.projectId, key, sha256, numbers);
    });
  }

  /** Null for one that has gone. */
  private async whole(example: ExampleRow): Promise<TrainingExample | null> {
    if (!("media" in example.data)) return example;
    try {
      return { ...example, file: await this.file(example.projectId, example.id) };
    } catch (problem) {
      if (isCode(problem, "not_found")) return null;
      throw problem;
    }
  }
}
