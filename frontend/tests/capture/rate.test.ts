import { describe, expect, test } from "vitest";

import { atRate } from "../../src/capture/rate.js";

function tone(hertz: number, rate: number, seconds = 0.5): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, at) =>
    Math.sin((2 * Math.PI * hertz * at) / rate),
  );
}

/** Away from the ends, where the sound before and after is missing. */
function middle(samples: Float32Array): Float32Array {
  return samples.subarray(samples.length * 0.1, samples.length * 0.9);
}

function loudest(samples: Float32Array): number {
  return Math.max(...samples.map(Math.abs));
}

describe("A recording at another rate", () => {
  test.each([
    [48_000, 440],
    [44_100, 3000],
    [8000, 1000],
    [48_000, 6500],
  ])("keeps a tone of what was %i samples a second: %i Hz", (rate, hertz) => {
    const made = middle(atRate(tone(hertz, rate), rate, 16_000));
    const wanted = middle(tone(hertz, 16_000));
    expect(made).toHaveLength(wanted.length);
    expect(loudest(made.map((sample, at) => sample - (wanted[at] as number)))).toBeLessThan(0.01);
  });

  test.each([9000, 12_000, 20_000])("leaves out a tone that it cannot have: %i Hz", (hertz) => {
    expect(loudest(middle(atRate(tone(hertz, 48_000), 48_000, 16_000)))).toBeLessThan(0.01);
  });

  test("is as long as before", () => {
    expect(atRate(new Float32Array(44_100), 44_100, 16_000)).toHaveLength(16_000);
  });

  test("is the same at the same rate", () => {
    const samples = tone(440, 16_000);
    expect(atRate(samples, 16_000, 16_000)).toBe(samples);
  });
});
