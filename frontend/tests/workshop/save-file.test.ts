import * as fc from "fast-check";
import { expect, test } from "vitest";

import { fileNameFor } from "../../src/workshop/save-file.js";

/** Any code point, and halves of them. */
const anything = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

test.each([
  ["Animals", "Animals.mlproject"],
  ["سعيد أم حزين", "سعيد أم حزين.mlproject"],
  ["猫と犬 🐶", "猫と犬 🐶.mlproject"],
  ["happy/sad: which?", "happy sad which.mlproject"],
  ["../../etc/passwd", "etc passwd.mlproject"],
  ["C:\\temp", "C temp.mlproject"],
  ["  dots... ", "dots.mlproject"],
  ["con", "project con.mlproject"],
  ["???", "project.mlproject"],
  ["gpj\u202egnp.exe", "gpj gnp.exe.mlproject"],
  ["half \ud800 of it", "half of it.mlproject"],
])("%j is saved as %j", (name, file) => {
  expect(fileNameFor(name)).toBe(file);
});

test("every name fits on every disk", () => {
  fc.assert(
    fc.property(fc.string({ unit: anything, maxLength: 60 }), (name) => {
      const file = fileNameFor(name);
      expect(new TextEncoder().encode(file).length).toBeLessThanOrEqual(255);
      expect(file).toMatch(/^[^\\/:*?"<>|]+\.mlproject$/);
    }),
  );
}, 60_000);
