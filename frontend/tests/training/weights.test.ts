import { gzipSync } from "node:zlib";
import { afterEach, expect, it, vi } from "vitest";

import { tensorOf } from "../../src/training/core/extractors/tensors.js";
import { fetchWeights } from "../../src/training/weights.js";

const NUMBERS = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 251);

/** A file of two arrays, the second of which is first in it. */
function file(): Uint8Array {
  const said = JSON.stringify({
    table: { dtype: "U8", shape: [40, 100], data_offsets: [1000, 5000] },
    scale: { dtype: "U8", shape: [1000], data_offsets: [0, 1000] },
  });
  const head = new TextEncoder().encode(said);
  const whole = new Uint8Array(8 + head.length + NUMBERS.length);
  new DataView(whole.buffer).setUint32(0, head.length, true);
  whole.set(head, 8);
  whole.set(NUMBERS, 8 + head.length);
  return whole;
}

/** The line brings so many bytes at a time. */
function brings(content: Uint8Array, atOnce: number): void {
  const body = new ReadableStream({
    start(controller) {
      for (let at = 0; at < content.length; at += atOnce) controller.enqueue(content.slice(at, at + atOnce));
      controller.close();
    },
  });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body)));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it.each([1, 7, 100_000])("is read into one array of its own size, %i bytes at a time", async (atOnce) => {
  const whole = file();
  brings(gzipSync(whole), atOnce);
  const weights = await fetchWeights("/weights");
  const { shape, values } = tensorOf(weights, "table");
  expect(shape).toEqual([40, 100]);
  expect(values).toEqual(NUMBERS.subarray(1000));
  expect(values.buffer.byteLength).toBe(whole.length);
});

it.each([
  ["in its head", 20],
  ["in its numbers", 3000],
])("that breaks off %s has not come", async (_, length) => {
  brings(gzipSync(file().subarray(0, length)), 100);
  await expect(fetchWeights("/weights")).rejects.toMatchObject({ code: "storage_unavailable" });
});
