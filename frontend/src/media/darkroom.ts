/** Develops pictures in a worker, since a page that makes large pictures smaller does nothing else meanwhile. Where there is no
 * worker, or it dies, the page does it itself. */

import { type Code, Problem } from "../contract/problems.js";
import type { Developed, Work } from "./develop.js";

export interface ToDarkroom {
  job: number;
  work: Work;
}
export type FromDarkroom =
  | { job: number; developed: Developed }
  | { job: number; code: Code; detail: string; field: string | undefined };

interface Job {
  work: Work;
  resolve: (developed: Developed | Promise<Developed>) => void;
  reject: (problem: unknown) => void;
}

/** A worker that the system has ended says nothing. */
const PATIENCE_MS = 20_000;

const jobs = new Map<number, Job>();
let worker: Worker | null = null;
let lastJob = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Problem: `invalid` for what this browser cannot show. */
export function developed(work: Work): Promise<Developed> {
  return new Promise((resolve, reject) => {
    const job = ++lastJob;
    jobs.set(job, { work, resolve, reject });
    try {
      worker ??= open();
      worker.postMessage({ job, work } satisfies ToDarkroom);
      watch();
    } catch {
      close();
    }
  });
}

function open(): Worker {
  const opened = new Worker(new URL("./darkroomWorker.ts", import.meta.url), { type: "module" });
  opened.onmessage = ({ data }: MessageEvent<FromDarkroom>) => {
    end(data);
  };
  opened.onerror = close;
  opened.onmessageerror = close;
  return opened;
}

function end(message: FromDarkroom): void {
  const job = jobs.get(message.job);
  jobs.delete(message.job);
  watch();
  if ("developed" in message) job?.resolve(message.developed);
  else job?.reject(new Problem(message.code, message.detail, message.field));
}

/** What it has not done is done here. */
function close(): void {
  clearTimeout(timer);
  worker?.terminate();
  worker = null;
  const left = [...jobs.values()];
  jobs.clear();
  for (const { work, resolve } of left) resolve(here(work));
}

function watch(): void {
  clearTimeout(timer);
  if (jobs.size > 0) timer = setTimeout(close, PATIENCE_MS);
}

async function here(work: Work): Promise<Developed> {
  const { develop } = await import("./develop.js");
  return develop(work);
}
