import { describe, expect, it } from "vitest";

import {
  brightness,
  loudestPart,
  partOf,
  sideOf,
  strongest,
  strongestArea,
} from "../../src/workshop/reasons.js";

function areas(column: number, row: number) {
  const effects = Array.from({ length: 25 }, (_, at) => (at === row * 5 + column ? 0.4 : 0.01));
  return { columns: 5, rows: 5, effects };
}

describe("the part that counted most", () => {
  it.each([
    [0, 0, "start", "start"],
    [1, 2, "start", "middle"],
    [2, 2, "middle", "middle"],
    [3, 0, "end", "start"],
    [2, 4, "middle", "end"],
  ] as const)("in column %d of row %d", (column, row, across, down) => {
    expect(strongestArea(areas(column, row))).toEqual({ across, down });
  });

  it("is none when no part changes much", () => {
    expect(strongestArea({ columns: 1, rows: 2, effects: [0.019, -0.5] })).toBeNull();
    expect(strongest([0.01, 0.02])).toBe(1);
  });

  it("of ten moments three are the start and three the end", () => {
    const sides = Array.from({ length: 10 }, (_, place) => sideOf(place, 10));
    expect(sides.join(" ")).toBe("start start start middle middle middle middle end end end");
  });
});

describe("the loudest part", () => {
  it("has the most energy, also below zero", () => {
    const samples = new Float32Array(1000).fill(0.1);
    samples.fill(-0.5, 730, 760);
    expect(loudestPart(samples, 10)).toBe(7);
    expect(partOf(samples, 7, 10)).toEqual(samples.slice(700, 800));
  });
});

describe("how bright each part is", () => {
  it("goes from what speaks against it to what counted most", () => {
    expect(brightness([0.4, 0.1, 0, -0.3])).toEqual([1, 0.25, 0, 0]);
  });

  it("is dim where nothing stands out", () => {
    expect(brightness([0.002, 0])).toEqual([0.1, 0]);
  });
});
