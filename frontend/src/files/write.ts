/** Writes a project to a file, reading it once and in constant memory. */

import { hasFile } from "../contract/data.js";
import { canonicalExample, headerItem, RunningDigest } from "../contract/digest.js";
import { isCode, Problem } from "../contract/problems.js";
import type { MediaSummary, Work } from "../contract/values.js";
import type { Content } from "../transfer/content.js";
import {
  APPLICATION,
  EXAMPLES,
  type FileCounts,
  fileName,
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
import { BlobSink, Pieces, streamOf } from "./streams.js";
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
    await this.examples();
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

  /** The lines of examples with files wait until all files are in: one that is removed meanwhile gets no line. */
  private async examples(): Promise<void> {
    if (!hasFile(this.content.project.kind)) {
      await this.zip.add(EXAMPLES, this.lines());
      return;
    }
    const lines = new BlobSink();
    await streamOf(this.lines()).pipeTo(lines.writable);
    await this.zip.add(EXAMPLES, lines.blob("").stream());
  }

  private async *lines(): AsyncGenerator<Uint8Array> {
    const pieces = new Pieces();
    for await (const example of this.content.examples()) {
      if ("media" in example.data && !(await this.file(example.data.media))) continue;
      const line = canonicalExample(example);
      this.digest.addJson(line);
      this.counts.examples += 1;
      yield* pieces.take(UTF8.encode(`${line}\n`));
    }
    yield* pieces.rest();
  }

  /** Whether it is there still. Problem: `storage_unavailable` when it is not the one that it was. */
  private async file(media: MediaSummary): Promise<boolean> {
    const file = await this.content.media(media.mediaId).catch(unlessRemoved);
    if (file === null) return false;
    const sha256 = await this.zip.add(fileName(media), file.stream(), "stored");
    if (sha256 !== media.sha256)
      throw new Problem("storage_unavailable", "A picture or sound of this project cannot be read any more.");
    this.counts.media += 1;
    return true;
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

function unlessRemoved(problem: unknown): null {
  if (isCode(problem, "not_found")) return null;
  throw problem;
}
