/** Opens a zip that comes from anywhere. Nothing in it is believed: what it says of itself is checked before it is read,
 * and what is read must be what it said. */

import {
  BlobReader,
  configure,
  type Entry,
  type FileEntry,
  ZipReader,
} from "@zip.js/zip.js/lib/zip-core-custom.js";

import { FILE_BYTES, FILE_RATIO, FILE_RATIO_FROM, FILE_UNPACKED_BYTES } from "../contract/limits.js";
import { Problem } from "../contract/problems.js";
import { checkEnd } from "./directory.js";
import { damaged, MANIFEST, notAProjectFile, tooLarge } from "./shape.js";
import { gathered } from "./streams.js";

// What is packed well becomes much longer, and comes out of the browser all at once: so it goes in a little at a time.
configure({ chunkSize: 16_384, useWebWorkers: false });

const STRICT = { strictness: "strict", useWebWorkers: false, useCompressionStream: true } as const;
const CHECKED = { checkCrc32: true, checkOverlappingEntry: true };
/** How well it was packed, that sizes follow it, that its name is UTF-8. */
const FLAGS = 0b1000_0000_1110;
const STORED = 0;
const DEFLATED = 8;
/** In the upper half of an entry's attributes, where a Unix program made it: what type of file it is. */
const TYPE_BITS = 12;
const UNKNOWN = 0;
const REGULAR = 8;

export class Archive {
  constructor(
    private readonly entries: ReadonlyMap<string, FileEntry>,
    private readonly signal?: AbortSignal,
  ) {}

  names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** All bytes of an entry. Problems: `invalid` when it is not there or not what it says, `too_large` beyond `limit`. */
  async bytes(name: string, limit: number): Promise<Uint8Array> {
    if (this.sizeOf(name) > limit) throw tooLarge(`${name} is`);
    return gathered(this.pieces(name), limit);
  }

  sizeOf(name: string): number {
    return this.entry(name).uncompressedSize;
  }

  /** The unpacked bytes; it has ended well only when they are as many as was said and their CRC is right. */
  async *pieces(name: string): AsyncGenerator<Uint8Array> {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const { signal } = this;
    const unpacked = this.entry(name).getData(writable, { ...STRICT, ...CHECKED, ...(signal && { signal }) });
    // A fault before the first byte leaves the stream open, and its reader waiting.
    unpacked.catch((fault: unknown) => writable.abort(fault)).catch(() => undefined);
    const reader = readable.getReader();
    try {
      for (;;) {
        const { done, value } = await this.honest(reader.read());
        if (done) break;
        yield value;
      }
      await this.honest(unpacked);
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  }

  private entry(name: string): FileEntry {
    const entry = this.entries.get(name);
    if (entry === undefined) throw damaged(`${name} is missing`);
    return entry;
  }

  private async honest<Answer>(reading: Promise<Answer>): Promise<Answer> {
    try {
      return await reading;
    } catch {
      this.signal?.throwIfAborted();
      throw damaged("a part of it is not what it says");
    }
  }
}

/** Problems: `too_large`; `invalid`, for what is no zip with a manifest, or a damaged one. */
export async function openArchive(file: Blob, signal?: AbortSignal): Promise<Archive> {
  if (file.size > FILE_BYTES) throw tooLarge("the file is");
  await checkEnd(file);
  const entries = await entriesOf(file);
  if (!entries.has(MANIFEST)) throw notAProjectFile();
  checkSizes([...entries.values()], file.size);
  return new Archive(entries, signal);
}

async function entriesOf(file: Blob): Promise<Map<string, FileEntry>> {
  try {
    const entries = await new ZipReader(new BlobReader(file), STRICT).getEntries();
    const files = entries.filter((entry) => !isEmptyFolder(entry)).map(checkEntry);
    return new Map(files.map((entry) => [entry.filename, entry]));
  } catch (fault) {
    throw fault instanceof Problem ? fault : damaged("its list of parts cannot be read");
  }
}

/** The folders that the original writes before their pictures and sounds. */
function isEmptyFolder({ directory, filename, uncompressedSize }: Entry): boolean {
  return directory && uncompressedSize === 0 && (filename === "images/" || filename === "sounds/");
}

function checkEntry(entry: Entry): FileEntry {
  const { compressionMethod, rawBitFlag = 0, externalFileAttributes } = entry;
  const type = (externalFileAttributes >>> 16) >>> TYPE_BITS;
  if (entry.directory || (type !== UNKNOWN && type !== REGULAR)) throw damaged("it has a folder or a link");
  if ((rawBitFlag & ~FLAGS) !== 0) throw damaged("a part of it is locked");
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
    throw damaged("a part of it is packed in a way that is not known here");
  return entry;
}

/** By what the directory says; reading stops where a part is larger than that. */
function checkSizes(entries: FileEntry[], packed: number): void {
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const bomb = unpacked > FILE_RATIO_FROM && unpacked > packed * FILE_RATIO;
  if (bomb || unpacked > FILE_UNPACKED_BYTES) throw tooLarge("what is packed in it is");
}
