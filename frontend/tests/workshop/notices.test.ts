import { beforeEach, expect, test, vi } from "vitest";

import { UNDO_SECONDS } from "../../src/contract/limits.js";
import { NoticeBoard } from "../../src/workshop/notices.js";

let board: NoticeBoard;
const texts = (): string[] => board.notices.map(({ text }) => text);
const undo = { name: "Undo", run: vi.fn() };

beforeEach(() => {
  vi.useFakeTimers();
  board = new NoticeBoard();
});

test("what is shown is also spoken, and the same words are spoken twice", () => {
  board.add("Saved");
  expect(board.spoken).toBe("Saved");
  board.say("Saved");
  expect(board.spoken).not.toBe("Saved");
  expect(board.spoken.trim()).toBe("Saved");
});

test("the oldest of many makes room", () => {
  for (const text of ["one", "two", "three", "four"]) board.add(text);
  expect(texts()).toEqual(["two", "three", "four"]);
});

test("the same problem again is one notice, the same success is two", () => {
  for (const tone of ["problem", "problem", "good", "good"] as const) board.add(`A ${tone}`, { tone });
  expect(texts()).toEqual(["A problem", "A good", "A good"]);
});

test("on another page only what can still be taken back stays", () => {
  board.add("Saved");
  board.add("Deleted", { action: undo });
  board.add("Try again", { tone: "problem", action: undo });
  board.turn();
  expect(texts()).toEqual(["Deleted"]);
});

test("undo is offered for as long as it works, and no longer", () => {
  board.add("Deleted", { action: undo });
  vi.advanceTimersByTime(UNDO_SECONDS * 1000 - 1);
  expect(texts()).toEqual(["Deleted"]);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual([]);
});

test("what lasts stays until it is put away", () => {
  const lasting = board.add("There is a new version", { lasting: true, action: undo });
  for (const text of ["one", "two", "three"]) board.add(text);
  vi.advanceTimersByTime(UNDO_SECONDS * 1000);
  board.turn();
  expect(texts()).toEqual(["There is a new version"]);
  board.remove(lasting);
  expect(texts()).toEqual([]);
});

test("nothing is left for who comes next", () => {
  board.add("You deleted Hers alone", { lasting: true, action: undo });
  board.clear();
  expect(texts()).toEqual([]);
  expect(board.spoken.trim()).toBe("");
});

test("listeners hear of every change until they stop", () => {
  const listener = vi.fn();
  const stop = board.listen(listener);
  board.remove(board.add("Saved"));
  expect(listener).toHaveBeenCalledTimes(2);
  stop();
  board.say("More");
  expect(listener).toHaveBeenCalledTimes(2);
});
