import { describe, expect, it } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import { canonicalType, strippedPicture } from "../../src/media/canonical.js";
import { bytesOf, files, vectors } from "./vectors.js";

const { kept, stripped, other, refused } = vectors.pictures;

describe("a picture's file", () => {
  it.each(kept)("is kept as it is when it is a $name", async ({ name, file }) => {
    const bytes = bytesOf(file);
    expect(await canonicalType(bytes)).toBe(name.includes("png") ? "image/png" : "image/jpeg");
    const { width, height, file: left } = strippedPicture(bytes);
    expect([width, height]).toEqual([40, 30]);
    expect(left).toEqual(bytes);
  });

  it.each(stripped)(
    "is not kept, but loses what no picture needs, when it is a $name",
    async ({ file, left }) => {
      await expect(canonicalType(bytesOf(file))).rejects.toThrow(Problem);
      expect(strippedPicture(bytesOf(file)).file).toEqual(bytesOf(left));
    },
  );

  it.each([...other, ...refused])("is not kept when it is a $name", async ({ file }) => {
    await expect(canonicalType(bytesOf(file))).rejects.toThrow(Problem);
  });

  it.each(refused)("has nothing that could be kept when it is a $name", ({ file }) => {
    expect(() => strippedPicture(bytesOf(file))).toThrow(Problem);
  });

  it.each(kept)("is refused wherever a $name breaks off", ({ file }) => {
    const bytes = bytesOf(file);
    for (let length = 0; length < bytes.length; length += 7)
      expect(() => strippedPicture(bytes.subarray(0, length))).toThrow(Problem);
  });

  it("is refused when it is too large, whatever is in it", async () => {
    const bytes = new Uint8Array(2_000_001);
    bytes.set(bytesOf(files["red.jpg"].base64));
    await expect(canonicalType(bytes)).rejects.toMatchObject({ code: "too_large" });
  });
});

it.each(Object.entries(files))("%s is one that is kept", async (_, { type, bytes, base64 }) => {
  expect(bytesOf(base64).length).toBe(bytes);
  expect(await canonicalType(bytesOf(base64))).toBe(type);
});
