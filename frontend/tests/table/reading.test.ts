import { describe, expect, test } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import { decodeTable, pastedTable, TABLE_BYTES } from "../../src/table/decode.js";
import { type Known, type Layout, readTable } from "../../src/table/layout.js";
import { decimalSignOf, readNumber, writeNumber } from "../../src/table/numbers.js";

const known: Known = { names: [], decimal: "." };

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  view.setUint16(0, 0xfeff, littleEndian);
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at + 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

async function layoutOf(text: string, more: Partial<Known> = {}): Promise<Layout> {
  return (await readTable(text, { ...known, ...more })).layout;
}

describe("A file's text is read from", () => {
  test.each([
    ["UTF-8", new TextEncoder().encode("größe,猫\n")],
    ["UTF-8 with its mark", new TextEncoder().encode("\ufeffgröße,猫\n")],
    ["UTF-16", utf16("größe,猫\n", true)],
    ["UTF-16 the other way round", utf16("größe,猫\n", false)],
  ])("%s", (_, bytes) => {
    expect(decodeTable(bytes)).toBe("größe,猫\n");
  });

  test("what older spreadsheets save", () => {
    expect(decodeTable(new Uint8Array([0x67, 0x72, 0xf6, 0xdf, 0x65]))).toBe("größe");
  });

  test("nothing with a NUL, as a picture or a packed file has", () => {
    for (const bytes of [new Uint8Array([0x61, 0, 0x62]), new Uint8Array([0x50, 0x4b, 3, 4, 0, 0xff])])
      expect(() => decodeTable(bytes)).toThrow(Problem);
    expect(() => pastedTable("a\0b")).toThrow(Problem);
  });

  test("nothing that is too large", () => {
    expect(() => decodeTable(new Uint8Array(TABLE_BYTES + 1))).toThrow("too_large");
  });

  test("a paste, without signs that no place would keep", () => {
    expect(pastedTable("a\ud800\tb")).toBe("a\ufffd\tb");
  });
});

describe("Numbers", () => {
  test.each([
    ["3.5", ".", 3.5],
    ["-3.5", ".", -3.5],
    ["\u22123.5", ".", -3.5],
    ["+.5", ".", 0.5],
    [" 7. ", ".", 7],
    ["1e3", ".", 1000],
    ["2,5E-1", ",", 0.25],
    ["1,234", ".", 1234],
    ["1,234", ",", 1.234],
    ["1.234.567,5", ",", 1_234_567.5],
    ["12\u202f345,6", ",", 12_345.6],
    ["1'000", ".", 1000],
    ["1,00,000", ".", 100_000],
    ["٣٫٥", ".", 3.5],
    ["१२३", ".", 123],
    ["-0", ".", 0],
  ] as const)("%s with a decimal %s is %d", (cell, sign, number) => {
    expect(readNumber(cell, sign)).toBe(number);
  });

  test.each([
    "",
    " ",
    "-",
    ".",
    "abc",
    "3.5.1",
    "3,5",
    "0,125",
    "1,23,4",
    "0x10",
    "1e999",
    "Infinity",
    "NaN",
    "5 kg",
  ])("'%s' is no number with a decimal point", (cell) => {
    expect(readNumber(cell, ".")).toBeNull();
  });

  test("are written so that they read back", () => {
    for (const number of [0, -3.5, 1e21, 1e-7, 1234.567, Number.MAX_VALUE, Number.MIN_VALUE])
      for (const sign of [".", ","] as const)
        expect(readNumber(writeNumber(number, sign), sign)).toBe(number);
  });

  test("have the decimal sign of the language", () => {
    expect(["en", "de", "fr", "ja"].map(decimalSignOf)).toEqual([".", ",", ",", "."]);
  });
});

describe("The layout is found out:", () => {
  test.each([
    ["a,b\n1,2\n3,4\n", ","],
    ["a;b\n1,5;2\n3;4,5\n", ";"],
    ["1,5;2,5\n3,5;4,5\n", ";"],
    ["a\tb\n1,5\t2\n", "\t"],
    ["a|b\n1|2\n", "|"],
    ['name,said\nAda,"one; two"\nBob,"three; four"\n', ","],
    ['a,b\n"1;2\n3;4",5\n', ","],
    ["height\n1\n2\n", ","],
  ])("%j is cut by %j", async (text, delimiter) => {
    expect((await layoutOf(text)).delimiter).toBe(delimiter);
  });

  test.each([
    ["a;b\n1,5;2\n", ",", "."],
    ["a;b\n1.5;2\n", ".", ","],
    ["a;b\n1,234;2,125\n", ",", "."],
    ["a\tb\n1,234\t2\n", ".", "."],
    ["a\tb\n1.234\t2\n", ",", ","],
    ["a\tb\n1.234\t2.5\n", ".", ","],
    ['a,b\n"1,5",x\n"2,5",y\n', ",", "."],
    ['a,b\n"1,500",2.5\n', ".", ","],
    ["a,b\n1.125,2.125\n", ".", ","],
    ["a;b\n1,5;3.5 kg\n2,5;2.5 kg\n", ",", "."],
  ] as const)("%j has the decimal %j", async (text, decimal, usual) => {
    expect((await layoutOf(text, { decimal: usual })).decimal).toBe(decimal);
  });

  test.each([
    ["height,weight\n1,2\n", true],
    ["1,2\n3,4\n", false],
    [",height\n0,12\n1,13\n", true],
    ["red,cat\nblue,dog\nred,dog\n", false],
    ["colour,pet\nred,cat\nblue,dog\nred,dog\n", true],
    ["2019,2020\n4,5\n", false],
    ["red,cat\n", false],
  ])("%j: names in the first row, %s", async (text, header) => {
    expect((await layoutOf(text)).header).toBe(header);
  });

  test("a name that is known is a name, also in a table of one row", async () => {
    expect((await layoutOf("Colour\tPet\n", { names: ["colour"] })).header).toBe(true);
  });

  test("what the person says holds", async () => {
    const said: Layout = { delimiter: "|", decimal: ",", header: false };
    expect((await readTable("a,b\n1,2\n", known, said)).layout).toEqual(said);
  });
});

describe("Cells", () => {
  test("keep the row that they have in the file, and empty rows are left out", async () => {
    const { lines, columns } = await readTable('\r\na,b\r\n\r\n"1",\r\n,,\r\n2,"x\ny"', known);
    expect(lines).toEqual([
      { row: 4, cells: ["1", ""], broken: false },
      { row: 6, cells: ["2", "x\ny"], broken: false },
    ]);
    expect(columns).toEqual([
      { name: "a", cells: ["1", "2"] },
      { name: "b", cells: ["", "x\ny"] },
    ]);
  });

  test("of the oldest files are found too, and a quote that never ends is told", async () => {
    expect((await readTable("a,b\r1,2\r", known)).lines.map(({ cells }) => cells)).toEqual([["1", "2"]]);
    const { lines } = await readTable('a,b\n1,2\n3,"4\n5,6\n', known);
    expect(lines.map(({ row, broken }) => [row, broken])).toEqual([
      [2, false],
      [3, true],
    ]);
  });
});
