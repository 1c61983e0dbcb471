/** Lets extractors read new examples while a child goes on collecting, so that training has less to do. Nobody waits for it:
 * what it does not get to, training does. */

import { extractorFor, featuresOf, keyOf } from "../../training/core/extractors/known.js";
import type { TrainingExample } from "../../training/protocol.js";
import { isCode } from "../../contract/problems.js";
import type { FeatureCache } from "./features.js";
import type { ExampleRow, ProjectRow } from "./schema.js";
import type { Learners } from "./trainer.js";

/** A burst of the camera comes first. */
const QUIET_MS = 1000;

interface Waiting {
  row: Pick<ProjectRow, "id" | "kind" | "language">;
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
    for (const example of examples) this.waiting.push({ row, example });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.work(), QUIET_MS);
  }

  /** Training reads them itself. */
  leave(project: string): void {
    this.waiting = this.waiting.filter(({ row }) => row.id !== project);
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      for (let next = this.waiting.shift(); next; next = this.waiting.shift()) await this.read(next);
    } catch {
      this.waiting = [];
    } finally {
      this.working = false;
    }
  }

  private async read({ row, example }: Waiting): Promise<void> {
    const extractor = await this.learners.extractorNow(row);
    if (extractor === null) return;
    const whole = await this.whole(example);
    if (whole === null) return;
    const learner = await this.learners.with(extractor);
    const key = keyOf(featuresOf(extractor));
    await learner.read(extractor, whole, (sha256, numbers) => {
      this.features.keep(row.id, key, sha256, numbers);
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
