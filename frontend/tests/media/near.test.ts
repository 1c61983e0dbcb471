import { describe, expect, it } from "vitest";

import { differingBits, nearHash } from "../../src/media/near.js";
import type { Pixels } from "../../src/media/pixels.js";
import vectors from "../../../tests/contract/near-vectors.json" with { type: "json" };

type Case = (typeof vectors.cases)[number];

function pictureOf({ width, height, colours, dots }: Case): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 4; c++) {
        const { x: across, y: down, colour, product, square, divisor } = dots;
        const sum = across * x + down * y + colour * c + product * x * y + square * x * x;
        data[(y * width + x) * 4 + c] = c < colours ? ((Math.floor(sum / divisor) % 256) + 256) % 256 : 255;
      }
  return { width, height, data };
}

describe("the near hash of a picture", () => {
  it.each(vectors.cases)("is the website's: $name", (one) => {
    expect(BigInt.asIntN(64, BigInt(`0x${nearHash(pictureOf(one))}`))).toBe(BigInt(one.hash));
    expect(nearHash(pictureOf(one))).toHaveLength(16);
  });
});

it("differing bits are counted over both numbers", () => {
  expect(differingBits("0000000000000000", "ffffffffffffffff")).toBe(64);
  expect(differingBits("8000000000000001", "8000000000000003")).toBe(1);
});
