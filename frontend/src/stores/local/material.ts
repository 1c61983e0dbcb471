/** The examples of a project as its extractor takes them. */

import type { ExampleStore } from "../../contract/stores.js";
import type { Example } from "../../contract/values.js";
import { isCode } from "../../contract/problems.js";
import { type ExtractorName, featuresOf, keyOf } from "../../training/core/extractors/known.js";
import { digestOf } from "../../training/core/named.js";
import type { OnMade } from "../../training/client.js";
import type { TrainingExample } from "../../training/protocol.js";
import type { Ahead } from "./ahead.js";
import type { FeatureCache } from "./features.js";

/** Examples that are looked up together. */
const AT_ONCE = 50;

export class Material {
  constructor(
    private readonly examples: Pick<ExampleStore, "read" | "media">,
    private readonly features: FeatureCache,
    private readonly ahead: Ahead,
  ) {}

  /** Each with its file, or with what its extractor has made of it before. What has gone since it was read is left out. */
  async *of(project: string, extractor: ExtractorName | null): AsyncGenerator<TrainingExample> {
    this.ahead.leave(project);
    for await (const some of together(this.examples.read(project))) {
      const made = await this.made(project, extractor, some);
      const whole = await Promise.all(some.map((example) => this.whole(project, example, made)));
      for (const example of whole) if (example) yield example;
    }
  }

  /** What a model learned from at a time, as far as it is there still: each with what its extractor has made of it before. */
  async *learned(
    project: string,
    extractor: ExtractorName | null,
    trainedAt: number,
  ): AsyncGenerator<TrainingExample> {
    for await (const some of together(this.examples.read(project))) {
      const learned = some.filter(({ heldBack, addedAt }) => !heldBack && addedAt <= trainedAt);
      const made = await this.made(project, extractor, learned);
      for (const example of learned) {
        const whole = made.size > 0 ? made.get(digestOf(example.data)) : undefined;
        yield whole && extractor
          ? { ...example, made: whole.slice(0, featuresOf(extractor).length) }
          : example;
      }
    }
  }

  /** To be told what its extractor makes of an example. */
  keeper(project: string, extractor: ExtractorName | null): OnMade {
    const key = extractor === null ? "" : keyOf(featuresOf(extractor));
    return (sha256, numbers) => {
      this.features.keep(project, key, sha256, numbers);
    };
  }

  /** How many of so many examples its extractor has still to read. */
  async unread(project: string, extractor: ExtractorName | null, examples: number): Promise<number> {
    if (extractor === null) return 0;
    return Math.max(0, examples - (await this.features.count(project, keyOf(featuresOf(extractor)))));
  }

  private async made(
    project: string,
    extractor: ExtractorName | null,
    examples: readonly Example[],
  ): Promise<Map<string, Float32Array>> {
    if (extractor === null) return new Map();
    const names = examples.map(({ data }) => digestOf(data));
    return this.features.of(project, keyOf(featuresOf(extractor)), names);
  }

  private async whole(
    project: string,
    example: Example,
    known: ReadonlyMap<string, Float32Array>,
  ): Promise<TrainingExample | null> {
    const made = known.size > 0 ? known.get(digestOf(example.data)) : undefined;
    if (made) return { ...example, made };
    if (!("media" in example.data)) return example;
    const file = await unlessGone(this.examples.media(project, example.data.media.mediaId));
    return file && { ...example, file };
  }
}

async function* together(examples: AsyncIterable<Example>): AsyncGenerator<Example[]> {
  let some: Example[] = [];
  for await (const example of examples) {
    some.push(example);
    if (some.length < AT_ONCE) continue;
    yield some;
    some = [];
  }
  yield some;
}

async function unlessGone(file: Promise<Blob>): Promise<Blob | null> {
  try {
    return await file;
  } catch (problem) {
    if (isCode(problem, "not_found")) return null;
    throw problem;
  }
}
