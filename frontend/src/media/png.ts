/** PNG files (ISO/IEC 15948), chunk by chunk. What a file says besides the picture is left out. */

import { crc32 } from "../training/core/crc32.js";
import { demand, joined, type PictureFile } from "./parts.js";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, name and check value. */
const AROUND = 12;
const HEADER_LENGTH = 13;
/** A small first letter says that the picture can be shown without the chunk. */
const OPTIONAL = /^[a-z]/;
/** The chunks that are kept, in their order. */
const KEPT = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"];
/** Samples of a pixel, by the number that says what its colours are. */
const SAMPLES: Partial<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const NUMBERED = 3;
const WITH_ALPHA = [4, 6];

/** The file with nothing but what decoding needs. Problem: `invalid` for what is no PNG of 8 bits without lacing, and for
 * one that breaks off. */
export function strippedPng(bytes: Uint8Array): PictureFile {
  return new Chunks(bytes).read();
}

/** Whether the rows of a stripped PNG are all there, and nothing behind them. */
export async function isWholePng(file: Uint8Array): Promise<boolean> {
  return new Chunks(file).isWhole();
}

class Chunks {
  private readonly kept: Uint8Array[];
  private readonly rows: Uint8Array<ArrayBuffer>[] = [];
  private readonly view: DataView;
  private size = { width: 0, height: 0 };
  private colours = 0;
  private last = "";
  private at = SIGNATURE.length;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const isPng = SIGNATURE.every((byte, at) => bytes[at] === byte);
    demand(isPng, "it is no PNG");
    this.kept = [bytes.subarray(0, SIGNATURE.length)];
  }

  read(): PictureFile {
    while (this.last !== "IEND") this.chunk();
    return { ...this.size, file: joined(this.kept) };
  }

  async isWhole(): Promise<boolean> {
    const { width, height } = this.read();
    const length = height * (1 + width * (SAMPLES[this.colours] ?? 0));
    return (await unpackedLength(this.rows, length)) === length;
  }

  private chunk(): void {
    const { at, bytes, view } = this;
    demand(at + AROUND <= bytes.length, "it breaks off");
    const end = at + AROUND + view.getUint32(at);
    demand(end <= bytes.length, "it breaks off");
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    this.at = end;
    if (!KEPT.includes(name)) {
      demand(OPTIONAL.test(name) && this.last !== "", "it has a part that is not known here");
      return;
    }
    demand(crc32(bytes.subarray(at + 4, end - 4)) === view.getUint32(end - 4), "it is damaged");
    if (this.isTaken(name, bytes.subarray(at + 8, end - 4))) this.kept.push(bytes.subarray(at, end));
  }

  private isTaken(name: string, inside: Uint8Array): boolean {
    const { last } = this;
    const isNext = KEPT.indexOf(name) > KEPT.indexOf(last) || (name === "IDAT" && last === name);
    demand(isNext && (name === "IHDR") === (last === ""), "its parts are not in order");
    if (name === "IHDR") this.header(inside);
    else if (name === "PLTE" && this.colours !== NUMBERED) return false;
    else if (name === "tRNS") demand(!WITH_ALPHA.includes(this.colours), "it is transparent twice");
    else if (name === "IDAT") this.rows.push(inside.slice());
    else if (name === "IEND") demand(this.rows.length > 0 && inside.length === 0, "it has no picture");
    if (this.colours === NUMBERED && name !== "IHDR")
      demand(last !== "IHDR" || name === "PLTE", "it has no colours");
    this.last = name;
    return true;
  }

  private header(inside: Uint8Array): void {
    demand(inside.length === HEADER_LENGTH, "it is damaged");
    const view = new DataView(inside.buffer, inside.byteOffset, inside.byteLength);
    this.size = { width: view.getUint32(0), height: view.getUint32(4) };
    const [depth, colours = -1, packing, filter, lacing] = inside.subarray(8);
    demand(this.size.width > 0 && this.size.height > 0, "it has no size");
    demand(depth === 8 && colours in SAMPLES, "it is not in colours of 8 bits");
    demand(packing === 0 && filter === 0 && lacing === 0, "it is packed in a way that is not known here");
    this.colours = colours;
  }
}

/** How long the rows are; -1 when they are damaged, longer than `most`, or not all that is there. */
async function unpackedLength(packed: Uint8Array<ArrayBuffer>[], most: number): Promise<number> {
  let length = 0;
  try {
    const unpacking = new Blob(packed).stream().pipeThrough(new DecompressionStream("deflate"));
    const reader = unpacking.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return length;
      length += value.length;
      if (length > most) {
        await reader.cancel();
        return -1;
      }
    }
  } catch {
    return -1;
  }
}
