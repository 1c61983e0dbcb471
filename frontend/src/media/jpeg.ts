/** JPEG files (ITU-T T.81), segment by segment. What a file says besides the picture is left out: where and when it was
 * taken, a small copy, a colour profile. */

import { demand, joined, type PictureFile, refuse } from "./parts.js";

const MARK = 0xff;
const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const APP0 = 0xe0;
const ADOBE = 0xee;
/** Quantization and Huffman tables, and how often a scan begins anew. */
const TABLES = [0xdb, 0xc4, 0xdd];
/** Baseline and progressive. */
const FRAMES = [0xc0, 0xc2];
/** A picture made bit by bit has about ten scans; each costs the time of the whole picture, however short it is. */
const SCANS_MOST = 40;
const LEFT_OUT = [...Array.from({ length: 16 }, (_, n) => APP0 + n), 0xfe];

/** "JFIF" and a zero; the segment is as long as this when it holds no small copy. */
const JFIF = [0x4a, 0x46, 0x49, 0x46, 0];
const JFIF_LENGTH = 16;
const ADOBE_LENGTH = 14;
/** What Y, Cb and Cr are called. */
const COLOURS = [1, 2, 3];

/** The file with nothing but what decoding needs. Problem: `invalid` for what is no JPEG of 8 bits, grey or YCbCr, and for
 * one that breaks off. */
export function strippedJpeg(bytes: Uint8Array): PictureFile {
  return new Segments(bytes).read();
}

class Segments {
  private readonly kept: Uint8Array[] = [];
  private readonly view: DataView;
  private size: { width: number; height: number } | null = null;
  private scans = 0;
  private at = 2;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    demand(bytes[0] === MARK && bytes[1] === START, "it is no JPEG");
    this.kept.push(bytes.subarray(0, 2));
  }

  read(): PictureFile {
    while (!this.isEnd()) this.segment();
    demand(this.size !== null && this.scans > 0, "it has no picture");
    return { ...this.size, file: joined(this.kept) };
  }

  /** Steps over the bytes that may stand before a mark, which are all the same. */
  private isEnd(): boolean {
    demand(this.bytes[this.at] === MARK, "it is damaged");
    while (this.bytes[this.at + 1] === MARK) this.at += 1;
    demand(this.at + 2 <= this.bytes.length, "it breaks off");
    const isEnd = this.bytes[this.at + 1] === END;
    if (isEnd) this.kept.push(this.bytes.subarray(this.at, this.at + 2));
    return isEnd;
  }

  private segment(): void {
    const { at, bytes } = this;
    const mark = bytes[at + 1] ?? 0;
    demand(at + 4 <= bytes.length, "it breaks off");
    const end = at + 2 + this.view.getUint16(at + 2);
    demand(end >= at + 4 && end <= bytes.length, "it breaks off");
    const inside = bytes.subarray(at + 4, end);
    this.at = mark === SCAN ? this.endOfScan(end) : end;
    if (this.isKept(mark, inside)) this.kept.push(bytes.subarray(at, this.at));
  }

  private isKept(mark: number, inside: Uint8Array): boolean {
    if (FRAMES.includes(mark)) this.frame(inside);
    else if (mark === SCAN) this.scan();
    else if (mark === ADOBE) checkColours(inside);
    else if (LEFT_OUT.includes(mark)) return mark === APP0 && this.kept.length === 1 && isJfif(inside);
    else demand(TABLES.includes(mark), "it is packed in a way that is not known here");
    return mark !== ADOBE;
  }

  private frame(inside: Uint8Array): void {
    demand(this.size === null, "it has two pictures");
    const [depth = 0, tall1 = 0, tall2 = 0, wide1 = 0, wide2 = 0, colours = 0] = inside;
    demand(depth === 8 && (colours === 1 || colours === 3), "it is not grey or in colours of 8 bits");
    demand(inside.length === 6 + 3 * colours, "it is damaged");
    const named = COLOURS.every((name, place) => inside[6 + 3 * place] === name);
    demand(colours === 1 || named, "its colours are not those of a JPEG");
    this.size = { width: wide1 * 256 + wide2, height: tall1 * 256 + tall2 };
    demand(this.size.width > 0 && this.size.height > 0, "it has no size");
  }

  private scan(): void {
    demand(this.size !== null, "it is damaged");
    this.scans += 1;
    demand(this.scans <= SCANS_MOST, "it has too many scans");
  }

  /** In a scan every mark byte is followed by a zero, or by the number of a new beginning. */
  private endOfScan(from: number): number {
    let at = from;
    for (;;) {
      at = this.bytes.indexOf(MARK, at);
      demand(at >= 0 && at + 1 < this.bytes.length, "it breaks off");
      const next = this.bytes[at + 1] ?? 0;
      if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
      at += 2;
    }
  }
}

function isJfif(inside: Uint8Array): boolean {
  const isAlone = inside.length === JFIF_LENGTH - 2 && inside[12] === 0 && inside[13] === 0;
  return isAlone && JFIF.every((byte, at) => inside[at] === byte);
}

/** The one thing that a decoder takes from such a segment: whether three colours are YCbCr. */
function checkColours(inside: Uint8Array): void {
  const isAdobe = String.fromCharCode(...inside.subarray(0, 5)) === "Adobe";
  const transform = inside[ADOBE_LENGTH - 3];
  if (isAdobe && transform !== 1) refuse("its colours are not those of a JPEG");
}
