import { describe, expect, test } from "vitest";

import { atRate, RateStream } from "../../src/capture/rate.js";
import { LastSecond, Ring } from "../../src/capture/ring.js";

/** In samples: what comes next counts for a sample too, so the last ones are not made yet. Two milliseconds. */
const LATE = 32;

function counted(from: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, at) => from + at);
}

/** A tone that rises, so that no part is like another. */
function rising(rate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, at) => Math.sin((at / rate) ** 2 * 900));
}

/** As a microphone brings it. */
function* pieces(samples: Float32Array, length: number): Generator<Float32Array> {
  for (let at = 0; at < samples.length; at += length) yield samples.subarray(at, at + length);
}

function farthest(one: Float32Array, other: Float32Array): number {
  return Math.max(...one.map((sample, at) => Math.abs(sample - (other[at] as number))));
}

describe("A ring of samples", () => {
  test.each([1, 3, 7, 10, 23])("holds the last ones in order, brought %i at a time", (together) => {
    const ring = new Ring(10);
    for (const piece of pieces(counted(0, 69), together)) ring.hear(piece);
    expect(ring.last()).toEqual(counted(59, 10));
  });

  test("has nothing to tell until it is full", () => {
    const ring = new Ring(10);
    ring.hear(counted(0, 9));
    expect(ring.last()).toBeNull();
    ring.hear(counted(9, 1));
    expect(ring.last()).toEqual(counted(0, 10));
  });

  test("tells what stays the same while it hears on", () => {
    const ring = new Ring(4);
    ring.hear(counted(0, 4));
    const last = ring.last();
    ring.hear(counted(4, 3));
    expect(last).toEqual(counted(0, 4));
    expect(ring.last()).toEqual(counted(3, 4));
  });
});

describe("Sound that comes in pieces", () => {
  test.each([48_000, 44_100, 8000])("becomes what it becomes as a whole, from %i a second", (rate) => {
    const sound = rising(rate, 1.5);
    const stream = new RateStream(rate, 16_000);
    const made = [...pieces(sound, 1024)].flatMap((piece) => Array.from(stream.pass(piece)));
    expect(made.length).toBeGreaterThan(16_000 * 1.5 - 100);
    expect(farthest(Float32Array.from(made), atRate(sound, rate, 16_000))).toBeLessThan(1e-6);
  });

  test.each([48_000, 44_100, 16_000])("is kept as its last second, from %i a second", (rate) => {
    const sound = rising(rate, 2.5);
    const last = new LastSecond(rate);
    for (const piece of pieces(sound, 1024)) last.hear(piece);
    const kept = last.samples() as Float32Array;
    expect(kept).toHaveLength(16_000);
    const whole = atRate(sound, rate, 16_000);
    const late = Array.from({ length: LATE }, (_, at) => farthest(kept, whole.subarray(24_000 - at)));
    expect(Math.min(...late)).toBeLessThan(1e-6);
  });

  test("is no second before a second has been heard", () => {
    const last = new LastSecond(48_000);
    last.hear(rising(48_000, 0.99));
    expect(last.samples()).toBeNull();
    last.hear(rising(48_000, 0.02));
    expect(last.samples()).not.toBeNull();
  });
});
