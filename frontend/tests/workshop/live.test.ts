import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { Calm, Guessing, Steady } from "../../src/workshop/live.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Guesses that take so many milliseconds each, about what has been looked at. */
function guessing(takes: number, aSecond: number, look: () => number | null = () => performance.now()) {
  let underWay = 0;
  const guess = vi.fn(async (thing: number) => {
    underWay += 1;
    expect(underWay).toBe(1);
    await new Promise((done) => setTimeout(done, takes));
    underWay -= 1;
    return thing;
  });
  const show = vi.fn<(guess: number) => void>();
  const failed = vi.fn<(problem: unknown) => void>();
  return { guess, show, failed, guesses: new Guessing({ look, guess, show, failed }, aSecond) };
}

describe("Guesses one after the other", () => {
  test.each([
    [40, 5, 25],
    [40, 2, 10],
    [250, 5, 20],
    [1000, 2, 5],
  ])("that take %i ms, at most %i a second: %i in five seconds", async (takes, aSecond, asked) => {
    const { guess, guesses } = guessing(takes, aSecond);
    await vi.advanceTimersByTimeAsync(4999);
    guesses.stop();
    expect(guess).toHaveBeenCalledTimes(asked);
  });

  test("are not asked for before there is something", async () => {
    const begun = performance.now();
    const { guess, show } = guessing(10, 5, () => (performance.now() < begun + 900 ? null : 7));
    await vi.advanceTimersByTimeAsync(800);
    expect(guess).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(300);
    expect(show).toHaveBeenCalledWith(7);
  });

  test("come no more once they are stopped, not even the one that is under way", async () => {
    const { guess, show, guesses } = guessing(100, 5);
    await vi.advanceTimersByTimeAsync(250);
    expect([guess.mock.calls.length, show.mock.calls.length]).toEqual([2, 1]);
    guesses.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect([guess.mock.calls.length, show.mock.calls.length]).toEqual([2, 1]);
  });

  test("end with the first that fails, which is told once", async () => {
    const { guess, failed } = guessing(10, 5);
    guess.mockRejectedValue(new Error("too many"));
    await vi.advanceTimersByTimeAsync(5000);
    expect(failed).toHaveBeenCalledExactlyOnceWith(new Error("too many"));
    expect(guess.mock.calls.length).toBeLessThanOrEqual(2);
  });

  test("are not told to have failed after they were stopped", async () => {
    const { guess, failed, guesses } = guessing(10, 5);
    guess.mockImplementation(async () => {
      await new Promise((done) => setTimeout(done, 100));
      throw new Error("gone");
    });
    await vi.advanceTimersByTimeAsync(250);
    guesses.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(failed).not.toHaveBeenCalled();
  });
});

test("A sentence changes when the new one has stayed for two guesses", () => {
  const steady = new Steady<string>();
  const shown = ["clap", "noise", "clap", "noise", "noise", "clap", "clap"].map((said) => steady.hear(said));
  expect(shown).toEqual(["clap", "clap", "clap", "clap", "noise", "noise", "clap"]);
});

describe("What is spoken", () => {
  test("leaves three seconds, and then is what holds by then", async () => {
    const say = vi.fn<(text: string) => void>();
    const calm = new Calm(say, 3000);
    const heard = ["clap", "noise", "whistle", "noise", "noise", "noise", "noise"];
    for (const text of heard) {
      calm.hear(text);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(say.mock.calls).toEqual([["clap"], ["noise"]]);
  });

  test("is not what went away in between", async () => {
    const say = vi.fn<(text: string) => void>();
    const calm = new Calm(say, 3000);
    for (const text of ["clap", "noise", "clap", "clap", "clap", "clap"]) {
      calm.hear(text);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(say.mock.calls).toEqual([["clap"]]);
  });
});
