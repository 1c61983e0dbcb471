import { expect, test } from "vitest";

import { toDaysAgo, toSize } from "../../src/i18n/format.js";

test.each([
  [0, "0 kB"],
  [400, "0 kB"],
  [999_499, "999 kB"],
  [999_500, "1 MB"],
  [1_500_000, "2 MB"],
  [999_600_000, "1 GB"],
  [290_400_000_000, "290 GB"],
])("%s bytes are written as people read them", (bytes, text) => {
  expect(toSize(bytes, "en")).toBe(text);
});

test("sizes are written as the language does", () => {
  expect(toSize(2_000_000, "fr")).toMatch(/^2\sMo$/u);
});

test("days are counted from midnight to midnight, as people count them", () => {
  const now = new Date(2026, 8, 10, 0, 30).getTime();
  const ago = (day: number, hour: number) => toDaysAgo(new Date(2026, 8, day, hour).getTime(), now, "en");
  expect(ago(10, 0)).toBe("today");
  expect(ago(9, 23)).toBe("yesterday");
  expect(ago(2, 12)).toBe("8 days ago");
  expect(ago(11, 1)).toBe("today");
});
