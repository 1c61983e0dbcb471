/** Reads a project file twice: once to check all of it, and then, when there is nothing wrong, to hand out what it holds. */

import { canonicalExample, headerItem, RunningDigest } from "../contract/digest.js";
import {
  FILE_MANIFEST_BYTES,
  FILE_MODEL_BYTES,
  FILE_PROJECT_BYTES,
  MEDIA_BYTES,
  WORK_BYTES,
} from "../contract/limits.js";
import type { Example, MediaSummary, MediaType, SavedModel, Skipped, Work } from "../contract/values.js";
import { type Archive, openArchive } from "./archive.js";
import { canonicalType } from "../media/canonical.js";
import {
  checkHowMany,
  checkManifest,
  checkModelPart,
  checkProjectPart,
  demand,
  isObject,
  refusedAsDamagedLater,
} from "./check.js";
import { ExampleCheck } from "./check-examples.js";
import type { Content } from "../transfer/content.js";
import { readOriginal } from "./original.js";
import { Sha256 } from "../contract/sha256.js";
import {
  A_FILE,
  A_MODEL,
  A_WORK,
  damaged,
  EXAMPLES,
  type FileCounts,
  fileName,
  MANIFEST,
  type Manifest,
  type ModelPart,
  PROJECT,
  type ProjectPart,
  type WorkPart,
  WORKS,
} from "./shape.js";
import { gathered, hashed, jsonIn, thingsOn } from "./streams.js";
import { checkWorks } from "./works.js";

/** What is in a file that has passed every check. `skipped` is what could not be used of another program's file. */
export interface FileContent {
  content: Content;
  skipped: Skipped[];
}

/** Problems: `invalid` and `too_large`, see `shape.ts`. Nothing is written anywhere. */
export async function readProjectFile(file: Blob, signal?: AbortSignal): Promise<FileContent> {
  const archive = await openArchive(file, signal);
  const manifest = jsonIn(await archive.bytes(MANIFEST, FILE_MANIFEST_BYTES));
  if (isObject(manifest) && Object.hasOwn(manifest, "formatversion")) return readOriginal(archive, manifest);
  return new Checker(archive, checkManifest(manifest)).read();
}

class Checker {
  private readonly digest = new RunningDigest();
  private readonly counts: FileCounts = { examples: 0, models: 0, works: 0, media: 0 };
  /** how many a model would learn from, by what they teach */
  private readonly learned = new Map<string, number>();
  private heldBack = 0;
  private outOfDate = false;
  private readonly names: readonly string[];

  constructor(
    private readonly archive: Archive,
    private readonly manifest: Manifest,
  ) {
    this.names = archive.names().sort();
  }

  async read(): Promise<FileContent> {
    this.checkNames();
    const project = checkProjectPart(await this.json(PROJECT, FILE_PROJECT_BYTES));
    this.digest.add(headerItem(project));
    await this.examples(project);
    const models = this.names.filter((name) => A_MODEL.test(name));
    await this.models(models);
    const works = await this.works();
    const { counts, digest } = this.manifest;
    const counted = Object.entries(this.counts).every(
      ([what, count]) => counts[what as keyof FileCounts] === count,
    );
    demand(counted && this.digest.hex() === digest, "its digest is wrong");
    const files = this.names.filter((name) => A_FILE.test(name)).length;
    demand(files === this.counts.media, "it has a picture or sound of no example");
    const read = partsOf(this.archive, project, models, works);
    return { content: { ...read, size: counts.examples, outOfDate: this.outOfDate }, skipped: [] };
  }

  private checkNames(): void {
    const listed = new Set([...Object.keys(this.manifest.entries), MANIFEST]);
    demand(
      listed.size === this.names.length && this.names.every((name) => listed.has(name)),
      "a part is missing",
    );
    demand(this.names.every(isKnown), "it has a part with a name that is not known");
    demand(listed.has(EXAMPLES), "its examples are missing");
  }

  private async examples(project: ProjectPart): Promise<void> {
    const check = new ExampleCheck(project);
    for await (const thing of thingsOn(this.pieces(EXAMPLES))) {
      const example = check.check(thing);
      this.digest.addJson(canonicalExample(example));
      this.counts.examples += 1;
      if ("media" in example.data) await this.file(example.data.media);
      const taught = taughtOf(project, example);
      if (taught === null) continue;
      if (example.heldBack) this.heldBack += 1;
      else this.learned.set(taught, (this.learned.get(taught) ?? 0) + 1);
    }
  }

  /** The picture or sound of an example is the one that it says, in the form in which files are kept. */
  private async file(said: MediaSummary): Promise<void> {
    const name = fileName(said);
    demand(this.archive.has(name), "a picture or sound is missing");
    demand(this.manifest.entries[name] === said.sha256, "a picture or sound is another one");
    const bytes = await gathered(this.pieces(name), MEDIA_BYTES);
    const type = await refusedAsDamagedLater(() => canonicalType(bytes));
    demand(bytes.length === said.bytes && type === said.type, "a picture or sound is another one");
    this.counts.media += 1;
  }

  private async models(names: readonly string[]): Promise<void> {
    checkHowMany(names.length);
    for (const name of names) {
      const said = await this.json(name, FILE_MODEL_BYTES);
      const { model, report } = await checkModelPart(said, A_MODEL.exec(name)?.[1] ?? "");
      this.digest.add(model);
      this.counts.models += 1;
      this.outOfDate = !isOf(model.counts, this.learned) || report.length !== this.heldBack;
    }
  }

  private async works(): Promise<WorkPart[]> {
    const files = this.names.filter((name) => A_WORK.test(name));
    const listed = this.names.includes(WORKS);
    demand(listed || files.length === 0, "its list of works is missing");
    if (!listed) return [];
    const works = checkWorks(await this.json(WORKS, FILE_PROJECT_BYTES), files);
    for (const { id, kind, name, file } of works) {
      await gathered(this.pieces(file), WORK_BYTES);
      this.digest.add({ id, kind, name, sha256: this.manifest.entries[file] });
      this.counts.works += 1;
    }
    return works;
  }

  private async json(name: string, limit: number): Promise<unknown> {
    return jsonIn(await gathered(this.pieces(name), limit));
  }

  /** It has ended well only when the digest is that of the manifest. */
  private async *pieces(name: string): AsyncGenerator<Uint8Array> {
    const hash = new Sha256();
    yield* hashed(this.archive.pieces(name), hash);
    demand(hash.hex() === this.manifest.entries[name], "a part is not as it was saved");
  }
}

function isKnown(name: string): boolean {
  const isOneOfMany = A_MODEL.test(name) || A_WORK.test(name) || A_FILE.test(name);
  return isOneOfMany || [MANIFEST, PROJECT, EXAMPLES, WORKS].includes(name);
}

/** What a model learns from an example, as the counts of a model have it: a label, or the field that is predicted. */
function taughtOf(
  { fields }: ProjectPart,
  { labelId, data }: Pick<Example, "labelId" | "data">,
): string | null {
  if (labelId !== null || !("values" in data)) return labelId;
  const output = fields.find(({ role }) => role === "output")?.id ?? "";
  return (data.values[output] ?? null) === null ? null : output;
}

function isOf(counts: Record<string, number>, learned: ReadonlyMap<string, number>): boolean {
  const labels = Object.keys(counts);
  return labels.length === learned.size && labels.every((label) => counts[label] === learned.get(label));
}

/** What was checked, once more from the file. */
function partsOf(
  archive: Archive,
  project: ProjectPart,
  models: readonly string[],
  works: readonly WorkPart[],
): Omit<Content, "size" | "outOfDate"> {
  const { name, kind, language, labels, fields } = project;
  return {
    project: { name, kind, language, labels, fields },
    async *examples() {
      const check = new ExampleCheck(project);
      for await (const thing of thingsOn(archive.pieces(EXAMPLES))) yield check.check(thing);
    },
    media: (id) => fileIn(archive, id),
    async *models(): AsyncGenerator<SavedModel> {
      for (const entry of models) yield jsonIn(await archive.bytes(entry, FILE_MODEL_BYTES)) as ModelPart;
    },
    async *works(): AsyncGenerator<Work> {
      for (const { file, ...work } of works) {
        const bytes = await archive.bytes(file, WORK_BYTES);
        yield { ...work, file: new Blob([bytes as Uint8Array<ArrayBuffer>]) };
      }
    },
  };
}

const TYPES: readonly MediaType[] = ["image/jpeg", "image/png", "audio/wav"];

async function fileIn(archive: Archive, id: string): Promise<Blob> {
  const type = TYPES.find((one) => archive.has(fileName({ mediaId: id, type: one })));
  if (type === undefined) throw damaged("a picture or sound is missing");
  const bytes = await archive.bytes(fileName({ mediaId: id, type }), MEDIA_BYTES);
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type });
}
