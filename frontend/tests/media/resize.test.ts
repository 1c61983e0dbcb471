import { expect, it } from "vitest";

import { onWhite, square } from "../../src/media/pixels.js";
import { resized } from "../../src/media/resize.js";
import { bytesOf, vectors } from "./vectors.js";

const { width, height, rgba, to } = vectors.resized;
const picture = { width, height, data: new Uint8ClampedArray(bytesOf(rgba)) };

it.each(to)("a picture of $width × $height pixels is Pillow's to the bit", (wanted) => {
  const made = resized(picture, wanted.width, wanted.height);
  expect([made.width, made.height]).toEqual([wanted.width, wanted.height]);
  expect(Array.from(made.data)).toEqual(Array.from(bytesOf(wanted.rgba)));
});

it("the square in the middle leaves out as much on both sides", () => {
  const { width: side, height: tall, data } = square(picture);
  expect([side, tall]).toEqual([23, 23]);
  expect(data.subarray(0, 4)).toEqual(picture.data.subarray(7 * 4, 8 * 4));
  expect(data.subarray(-4)).toEqual(picture.data.subarray((37 * 22 + 29) * 4, (37 * 22 + 30) * 4));
});

it("what is transparent shows white", () => {
  const { data } = onWhite({
    width: 3,
    height: 1,
    data: Uint8ClampedArray.of(10, 20, 30, 255, 10, 20, 30, 0, 0, 100, 200, 128),
  });
  expect(Array.from(data)).toEqual([10, 20, 30, 255, 255, 255, 255, 255, 127, 177, 227, 255]);
});
