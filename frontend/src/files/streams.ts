/** Between streams, pieces and lines. */

import { FILE_LINE_BYTES } from "../contract/limits.js";
import type { Sha256 } from "../contract/sha256.js";
import { damaged, tooLarge } from "./shape.js";

const PIECE = 64_000;
const PART = 1_000_000;
const UTF8 = new TextEncoder();

export type PiecesOf = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** Gathers what is written into a Blob. The browser keeps Blobs outside the page's memory, and large ones on the disk. */
export class BlobSink {
  readonly writable = new WritableStream<Uint8Array>({
    write: (piece) => {
      this.take(piece);
    },
  });
  private pieces: Uint8Array<ArrayBuffer>[] = [];
  private size = 0;
  private parts: Blob[] = [];

  blob(type: string): Blob {
    this.seal();
    return new Blob(this.parts, { type });
  }

  private take(piece: Uint8Array): void {
    this.pieces.push(piece as Uint8Array<ArrayBuffer>);
    this.size += piece.length;
    if (this.size >= PART) this.seal();
  }

  private seal(): void {
    this.parts.push(new Blob(this.pieces));
    this.pieces = [];
    this.size = 0;
  }
}

/** The same pieces, taken into the hash as they pass. */
export async function* hashed(pieces: PiecesOf, hash: Sha256): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

/** Many small pieces in one of a fair size. */
export class Pieces {
  private readonly waiting = new Uint8Array(PIECE);
  private length = 0;

  *take(piece: Uint8Array): Generator<Uint8Array> {
    if (this.length + piece.length > PIECE) yield* this.rest();
    if (piece.length > PIECE) {
      yield piece;
      return;
    }
    this.waiting.set(piece, this.length);
    this.length += piece.length;
  }

  *rest(): Generator<Uint8Array> {
    if (this.length > 0) yield this.waiting.slice(0, this.length);
    this.length = 0;
  }
}

/** All of the pieces in one. Problem: `too_large` beyond `limit` bytes. */
export async function gathered(pieces: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    all.push(piece);
    size += piece.length;
    if (size > limit) throw tooLarge("a part of it is");
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of all) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Problem: `invalid` for what is not UTF-8 or not JSON. */
export function jsonIn(bytes: Uint8Array): unknown {
  return thingIn(strict(() => decoder().decode(bytes)));
}

/** The things of a part that has one on each line, the last line ended too. Problems: `invalid`, `too_large`. */
export async function* thingsOn(pieces: AsyncIterable<Uint8Array>): AsyncGenerator {
  const utf8 = decoder();
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + strict(() => utf8.decode(piece, { stream: true }))).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield thingIn(bounded(line));
    bounded(rest);
  }
  if (rest + strict(() => utf8.decode()) !== "") throw damaged("its last line is cut off");
}

function bounded(line: string): string {
  // No character is more than 3 bytes for each unit of its string.
  const short = line.length * 3 <= FILE_LINE_BYTES;
  if (!short && UTF8.encode(line).length > FILE_LINE_BYTES) throw tooLarge("a line of it is");
  return line;
}

function decoder(): TextDecoder {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
}

function thingIn(json: string): unknown {
  return strict(() => JSON.parse(json) as unknown);
}

function strict<Answer>(read: () => Answer): Answer {
  try {
    return read();
  } catch {
    throw damaged("a part of it cannot be read");
  }
}
