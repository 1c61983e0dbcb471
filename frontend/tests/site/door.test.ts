import { afterEach, beforeEach, expect, test, vi } from "vitest";

const NOW = Date.UTC(2026, 8, 1, 10);
const MINUTE = 60_000;

const reload = vi.fn();
let left: { dataset: { until: string }; textContent: string };
let field: { value: string; defaultValue: string };

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers({ now: NOW });
  reload.mockReset();
  left = { dataset: { until: "" }, textContent: "" };
  field = { value: "", defaultValue: "" };
  vi.stubGlobal("location", { reload });
  vi.stubGlobal("document", {
    documentElement: { lang: "en" },
    querySelectorAll: (what: string) => (what === "[data-until]" ? [left] : [field]),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(until: number): Promise<void> {
  left.dataset.until = new Date(until).toISOString();
  await import("../../src/site/door.js");
}

test("the page counts the minutes, and is loaded again when the door has shut itself", async () => {
  await open(NOW + 90 * MINUTE);
  expect(left.textContent).toBe("90 minutes");
  vi.advanceTimersByTime(89 * MINUTE);
  expect(left.textContent).toBe("1 minute");
  expect(reload).not.toHaveBeenCalled();
  vi.advanceTimersByTime(MINUTE);
  expect(reload).toHaveBeenCalledOnce();
});

test("a clock that is ahead does not load the page at once, over and over", async () => {
  await open(NOW - MINUTE);
  expect(left.textContent).toBe("1 minute");
  expect(reload).not.toHaveBeenCalled();
});

test("names that are being typed are not lost when the door shuts itself", async () => {
  await open(NOW + MINUTE);
  field.value = "Ada, Ben";
  vi.advanceTimersByTime(5 * MINUTE);
  expect(reload).not.toHaveBeenCalled();
  field.value = "";
  vi.advanceTimersByTime(MINUTE / 4);
  expect(reload).toHaveBeenCalled();
});
