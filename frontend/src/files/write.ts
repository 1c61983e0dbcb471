/** Writes a project to a file, reading it once and in constant memory. */

import { canonicalExample, headerItem, RunningDigest } from "../contract/digest.js";
import type { Work } from "../contract/values.js";
import type { Content } from "../transfer/content.js";
import {
  APPLICATION,
  EXAMPLES,
  type FileCounts,
  FORMAT,
  MANIFEST,
  type Manifest,
  MEDIA_TYPE,
  modelName,
  type ModelPart,
  PROJECT,
  type ProjectPart,
  VERSION,
  workName,
  type WorkPart,
  WORKS,
} from "./shape.js";
import { BlobSink, Pieces } from "./streams.js";
import { Zip } from "./zip.js";

const UTF8 = new TextEncoder();

export interface Writing {
  /** when the project was made */
  createdAt: number;
  now: number;
  signal?: AbortSignal;
}

/** One file with all of the content. */
export async function writeProjectFile(content: Content, writing: Writing): Promise<Blob> {
  const sink = new BlobSink();
  const zip = new Zip(sink.writable, new Date(writing.now), writing.signal);
  await new Writer(zip, content, writing).write();
  await zip.close();
  return sink.blob(MEDIA_TYPE);
}

class Writer {
  private readonly digest = new RunningDigest();
  private readonly counts: FileCounts = { examples: 0, models: 0, works: 0, media: 0 };

  constructor(
    private readonly zip: Zip,
    private readonly content: Content,
    private readonly writing: Writing,
  ) {}

  async write(): Promise<void> {
    await this.project();
    await this.zip.add(EXAMPLES, this.examples());
    await this.models();
    await this.works();
    await this.add(MANIFEST, this.manifest());
  }

  private async project(): Promise<void> {
    const { kind, name, language, labels, fields } = this.content.project;
    this.digest.add(headerItem(this.content.project));
    const { createdAt } = this.writing;
    await this.add(PROJECT, { kind, name, language, labels, fields, createdAt } satisfies ProjectPart);
  }

  private async *examples(): AsyncGenerator<Uint8Array> {
    const pieces = new Pieces();
    for await (const example of this.content.examples()) {
      const line = canonicalExample(example);
      this.digest.addJson(line);
      this.counts.examples += 1;
      yield* pieces.take(UTF8.encode(`${line}\n`));
    }
    yield* pieces.rest();
  }

  private async models(): Promise<void> {
    for await (const { model, report } of this.content.models()) {
      this.digest.add(model);
      this.counts.models += 1;
      await this.add(modelName(model.id), { model, report } satisfies ModelPart);
    }
  }

  private async works(): Promise<void> {
    const parts: WorkPart[] = [];
    for await (const work of this.content.works()) parts.push(await this.work(work));
    if (parts.length > 0) await this.add(WORKS, parts);
  }

  private async work({ file, ...said }: Work): Promise<WorkPart> {
    const { id, kind, name, changedAt, revision } = said;
    const entry = workName(said);
    const sha256 = await this.zip.add(entry, file.stream(), "stored");
    this.digest.add({ id, kind, name, sha256 });
    this.counts.works += 1;
    return { id, kind, name, changedAt, revision, file: entry };
  }

  private manifest(): Manifest {
    return {
      format: FORMAT,
      version: VERSION,
      created: this.writing.now,
      application: APPLICATION,
      entries: this.zip.digests,
      digest: this.digest.hex(),
      counts: this.counts,
    };
  }

  private async add(name: string, thing: object): Promise<void> {
    await this.zip.add(name, [UTF8.encode(JSON.stringify(thing))]);
  }
}
