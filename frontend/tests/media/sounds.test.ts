import { describe, expect, it } from "vitest";

import { spectrogramOf, transform } from "../../src/media/spectrogram.js";
import { loudestSecond, second } from "../../src/media/clip.js";
import { samplesIn, wavOf } from "../../src/media/wav.js";
import { bytesOf, files } from "./vectors.js";

const RATE = 16_000;

function tone(hertz: number, seconds = 1, loud = 0.5): Float32Array {
  return Float32Array.from(
    { length: seconds * RATE },
    (_, at) => loud * Math.sin((2 * Math.PI * hertz * at) / RATE),
  );
}

describe("a clip", () => {
  it.each(["low.wav", "high.wav"] as const)(
    "of Python's own wave writer comes back byte for byte: %s",
    (name) => {
      const file = bytesOf(files[name].base64);
      expect(wavOf(samplesIn(file))).toEqual(file);
    },
  );

  it("of all levels comes back byte for byte", () => {
    const samples = Float32Array.from({ length: RATE }, (_, at) => ((at * 7_919) % 65_536) / 32_768 - 1);
    expect(samplesIn(wavOf(samples))).toEqual(samples);
  });

  it("that is too loud is cut off, not turned over", () => {
    const samples = samplesIn(wavOf(tone(100, 1, 3)));
    expect(Math.max(...samples)).toBeCloseTo(1, 3);
    expect(Math.min(...samples)).toBe(-1);
    expect(samples[40]).toBeGreaterThan(0.9);
  });

  it.each([0, 100, 15_999, 16_001])("of %d samples is refused", (length) => {
    expect(() => wavOf(new Float32Array(length))).toThrow("one second");
  });

  it("with another header is refused", () => {
    const file = bytesOf(files["low.wav"].base64);
    for (let at = 0; at < 44; at++) {
      const other = file.slice();
      other[at] = (other[at] as number) ^ 1;
      expect(() => samplesIn(other)).toThrow("one second");
    }
    expect(() => samplesIn(file.subarray(0, -2))).toThrow("one second");
  });
});

describe("a second of a recording", () => {
  it("is filled with silence when the recording is shorter", () => {
    const clip = second(tone(440, 0.25), 0);
    expect(clip.length).toBe(RATE);
    expect(clip[100]).not.toBe(0);
    expect(clip.subarray(4_000).every((sample) => sample === 0)).toBe(true);
  });

  it("is the loudest one", () => {
    const recording = new Float32Array(4 * RATE);
    recording.set(tone(440, 0.8), 2.5 * RATE);
    const start = loudestSecond(recording);
    expect(start).toBeGreaterThanOrEqual(2.3 * RATE);
    expect(start).toBeLessThanOrEqual(2.5 * RATE);
    expect(loudestSecond(tone(440, 0.5))).toBe(0);
  });
});

describe("a spectrogram", () => {
  it.each([500, 2_000, 6_000])("has a tone of %d Hz in its row", (hertz) => {
    const { width, height, levels } = spectrogramOf(tone(hertz));
    const column = Array.from({ length: height }, (_, row) => levels[row * width + 60] as number);
    const loudest = column.indexOf(Math.max(...column));
    expect((height - 1 - loudest + 0.5) * (RATE / 2 / height)).toBeCloseTo(hertz, -2);
    expect(column.filter((level) => level > 128).length).toBeLessThan(6);
  });

  it("of silence is black", () => {
    expect(spectrogramOf(new Float32Array(RATE)).levels.every((level) => level === 0)).toBe(true);
  });

  it("is of every tone as loud as it is", () => {
    const quiet = Math.max(...spectrogramOf(tone(1_000, 1, 0.05)).levels);
    const loud = Math.max(...spectrogramOf(tone(1_000, 1, 0.5)).levels);
    // 20 of 80 decibels
    expect(loud - quiet).toBeCloseTo(255 / 4, -1);
  });
});

it("the fast transform is the transform", () => {
  const real = Float64Array.from({ length: 64 }, (_, at) => Math.sin(at * at));
  const imaginary = Float64Array.from({ length: 64 }, (_, at) => Math.cos(3 * at));
  const [fastReal, fastImaginary] = [real.slice(), imaginary.slice()];
  transform(fastReal, fastImaginary);
  for (let pitch = 0; pitch < 64; pitch++) {
    let [r, i] = [0, 0];
    real.forEach((a, at) => {
      const b = imaginary[at] as number;
      const angle = (-2 * Math.PI * pitch * at) / 64;
      r += a * Math.cos(angle) - b * Math.sin(angle);
      i += a * Math.sin(angle) + b * Math.cos(angle);
    });
    expect(fastReal[pitch]).toBeCloseTo(r, 9);
    expect(fastImaginary[pitch]).toBeCloseTo(i, 9);
  }
});
