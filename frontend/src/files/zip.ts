/** Makes a zip piece by piece. Nothing of it stays in the page's memory but the names and digests of its entries. */

import { ZipWriter } from "@zip.js/zip.js/lib/zip-core-custom.js";

import { Sha256 } from "../contract/sha256.js";
import { hashed, type PiecesOf, streamOf } from "./streams.js";

const OPTIONS = {
  useWebWorkers: false,
  useCompressionStream: true,
  extendedTimestamp: false,
  bufferedWrite: false,
  dataDescriptor: true,
};
const LEVELS = { deflated: 6, stored: 0 };

export class Zip {
  /** The hex sha-256 of every entry so far, unpacked. */
  readonly digests: Record<string, string> = {};
  private readonly zip: ZipWriter<unknown>;

  constructor(
    into: WritableStream<Uint8Array>,
    private readonly made: Date,
    private readonly signal?: AbortSignal,
  ) {
    this.zip = new ZipWriter(into, OPTIONS);
  }

  /** Answers the hex sha-256. What is packed already, as pictures and Scratch files are, is stored as it is. */
  async add(name: string, pieces: PiecesOf, how: keyof typeof LEVELS = "deflated"): Promise<string> {
    const hash = new Sha256();
    const { signal } = this;
    await this.zip.add(name, streamOf(hashed(pieces, hash)), {
      level: LEVELS[how],
      lastModDate: this.made,
      // An entry of unknown size would be made a Zip64 one, which a bounded file never needs.
      zip64: false,
      ...(signal && { signal }),
    });
    const digest = hash.hex();
    this.digests[name] = digest;
    return digest;
  }

  async close(): Promise<void> {
    await this.zip.close();
  }
}
