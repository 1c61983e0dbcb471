import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { TeacherReminder } from "../../src/workshop/teacher-reminder.js";

const NOW = Date.UTC(2026, 8, 1, 10);
const MINUTE = 60_000;
const UNTIL = NOW + 120 * MINUTE;

const ask = vi.fn<typeof fetch>();
const remind = vi.fn();
let inNoFile: string[];
let page: { hidden: boolean };
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  ask.mockReset().mockImplementation(() => says(null));
  remind.mockReset();
  inNoFile = ["Foxes"];
  page = { hidden: false };
  const kept = new Map<string, string>();
  vi.stubGlobal("fetch", ask);
  vi.stubGlobal("document", page);
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function says(remindUntil: number | null): Promise<Response> {
  return Promise.resolve(Response.json({ remindUntil }, { headers: { ETag: `"${remindUntil}"` } }));
}

function start(remindUntil: number | null = null, id = "mira"): TeacherReminder {
  const reminder = new TeacherReminder();
  const person = { id, name: "Mira", role: "student" } as const;
  stop = reminder.start({ person, remindUntil }, () => Promise.resolve(inNoFile), remind);
  return reminder;
}

async function pass(minutes: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(minutes * MINUTE);
}

test("the website is asked once a minute, and sends only what has changed", async () => {
  start();
  await pass(0.9);
  expect(ask).not.toHaveBeenCalled();
  await pass(0.2);
  ask.mockImplementation(() => Promise.resolve(new Response(null, { status: 304 })));
  await pass(2);
  expect(ask.mock.calls.map(([address, init]) => [address, init?.headers])).toEqual([
    ["/api/v1/me", {}],
    ["/api/v1/me", { "If-None-Match": `"null"` }],
    ["/api/v1/me", { "If-None-Match": `"null"` }],
  ]);
  expect(remind).not.toHaveBeenCalled();
});

test("nobody is asked while everything is in a file, nor by a page that nobody sees", async () => {
  inNoFile = [];
  start();
  await pass(5);
  inNoFile = ["Foxes"];
  page.hidden = true;
  await pass(5);
  expect(ask).not.toHaveBeenCalled();
  page.hidden = false;
  await pass(1);
  expect(ask).toHaveBeenCalledOnce();
});

test("what there is to save is told once, and again when the teacher asks again", async () => {
  const reminder = start();
  ask.mockImplementation(() => says(UNTIL));
  await pass(3);
  expect(remind.mock.calls).toEqual([[["Foxes"]]]);
  expect(reminder.isOn).toBe(true);
  ask.mockImplementation(() => says(UNTIL + MINUTE));
  await pass(1);
  expect(remind).toHaveBeenCalledTimes(2);
});

test("who listens hears when it begins and when it ends", async () => {
  const reminder = start();
  const heard: boolean[] = [];
  reminder.listen(() => heard.push(reminder.isOn));
  ask.mockImplementation(() => says(UNTIL));
  await pass(2);
  ask.mockImplementation(() => says(null));
  await pass(2);
  ask.mockImplementation(() => says(UNTIL + 1));
  await pass(1);
  inNoFile = [];
  await pass(1);
  expect(heard).toEqual([true, false, true, false]);
});

test("what was heard when the page opened is told at once, but not again when the page is loaded anew", async () => {
  start(UNTIL);
  await pass(0);
  stop();
  start(UNTIL);
  await pass(0);
  expect(remind).toHaveBeenCalledOnce();
  stop();
  start(UNTIL, "who comes next");
  await pass(0);
  expect(remind).toHaveBeenCalledTimes(2);
});

test("what is over is not told", async () => {
  start(NOW - MINUTE);
  await pass(0);
  expect(remind).not.toHaveBeenCalled();
});

test("a website that does not answer changes nothing", async () => {
  const reminder = start(UNTIL);
  ask.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  await pass(1);
  ask.mockResolvedValueOnce(new Response(null, { status: 502 }));
  await pass(1);
  expect(reminder.isOn).toBe(true);
  expect(remind).toHaveBeenCalledOnce();
});
