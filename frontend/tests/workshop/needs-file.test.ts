import { expect, test } from "vitest";

import { needsFile } from "../../src/workshop/needs-file.js";

const NOW = Date.UTC(2026, 8, 20);
const DAY = 86_400_000;

test.each([
  ["nothing changed for a year", 0, 0, 365, false],
  ["a few changes today", 50, 50, 0, false],
  ["more than 50 changes", 51, 51, 0, true],
  ["one change, six days ago", 1, 1, 6, false],
  ["one change, a week ago", 1, 1, 7, true],
  ["put off today with 60 changes", 60, 0, 0, false],
  ["put off, and 50 more changes since", 110, 50, 1, false],
  ["put off, and 51 more changes since", 111, 51, 1, true],
  ["put off a week ago, and not saved since", 60, 0, 7, true],
])("%s", (_, changes, changesSinceTold, daysAgo, reminds) => {
  const backup = { savedAt: null, changes, changesSinceTold, toldAt: NOW - daysAgo * DAY };
  expect(needsFile(backup, NOW)).toBe(reminds);
});
