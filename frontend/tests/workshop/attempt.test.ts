import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import { offerUndo } from "../../src/workshop/attempt.js";
import { board } from "../../src/workshop/notices.js";
import { hearUndone } from "../../src/workshop/undone.js";

const undo = vi.fn<() => Promise<void>>();
const heard = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetAllMocks();
  vi.stubGlobal("window", new EventTarget());
  hearUndone(heard);
  for (const { id } of board.notices) board.remove(id);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function press(): Promise<void> {
  board.notices.at(-1)?.action?.run();
  await vi.advanceTimersByTimeAsync(0);
}

test("what was undone is said, and told to whoever shows it now", async () => {
  offerUndo("You deleted it.", undo, "It is back.");
  await press();
  expect(undo).toHaveBeenCalledOnce();
  expect(heard).toHaveBeenCalledOnce();
  expect(board.spoken).toBe("It is back.");
});

test("what could not be undone is said, and can be tried again", async () => {
  undo.mockRejectedValueOnce(new Problem("storage_unavailable"));
  offerUndo("You deleted it.", undo, "It is back.");
  await press();
  expect(heard).not.toHaveBeenCalled();
  await press();
  expect(undo).toHaveBeenCalledTimes(2);
  expect(heard).toHaveBeenCalledOnce();
});
