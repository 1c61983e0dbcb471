/** Keeps the workshop in this browser for when it is offline, and says when there is a new version of it. */

import { say } from "../i18n/index.js";
import { connectionHere } from "../stores/local/index.js";
import { somethingIsWaiting } from "../workshop/add-queue.js";
import { board } from "../workshop/notices.js";
import { type Asked, OPEN_PAGE, type PackState } from "./asking.js";
import type { PackName } from "./parts.js";

const WORKER = "/workshop/sw.js";
const HOUR = 3_600_000;
/** So long a browser takes to begin with a worker, or it has none. */
const BEGIN_MS = 10_000;
/** What a reload would take from the hands of whoever is at the page. */
const AT_WORK = "main :is(progress, dialog[open], [aria-busy=true])";

/** Where nothing can be kept, such as on a page that is not served securely, the workshop works as ever while it is
 * online. */
export async function keepWorkshop(): Promise<void> {
  holdVersion();
  connectionHere().onOutgrown = offerReload;
  const container = workers();
  if (!container) return;
  reloadWhenTakenOver(container);
  const registration = await container
    .register(WORKER, { scope: "/", updateViaCache: "none" })
    .catch(() => null);
  if (!registration) return;
  watch(registration);
  await container.ready;
  void askWorker({ ask: "keep", pack: null });
}

/** What is kept, and what could be; null when this browser keeps nothing. */
export function packsHere(): Promise<PackState[] | null> {
  return askWorker({ ask: "packs" });
}

/** Answers what is kept then; null when it did not work. */
export function keepPack(pack: PackName | null): Promise<PackState[] | null> {
  return askWorker({ ask: "keep", pack });
}

function workers(): ServiceWorkerContainer | undefined {
  return (navigator as Partial<Navigator>).serviceWorker;
}

/** On the very first visit it has to begin first. */
async function workerHere(): Promise<ServiceWorker | null> {
  const container = workers();
  if (!container) return null;
  const later = new Promise<null>((resolve) => setTimeout(resolve, BEGIN_MS, null));
  return container.controller ?? (await Promise.race([container.ready, later]))?.active ?? null;
}

async function askWorker(asked: Asked): Promise<PackState[] | null> {
  const worker = await workerHere();
  if (!worker) return null;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<PackState[] | null>) => {
      port1.close();
      resolve(data);
    };
    worker.postMessage(asked, [port2]);
  });
}

/** As long as this page is open, its files stay kept, whichever version takes over. */
function holdVersion(): void {
  const { locks } = navigator as Partial<Navigator>;
  const name = OPEN_PAGE + new URL(import.meta.url).pathname;
  locks?.request(name, { mode: "shared" }, () => new Promise(() => undefined)).catch(() => undefined);
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    if (registration.waiting && registration.active) offerReload(registration);
  };
  look();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  let asked = Date.now();
  const ask = (): void => {
    if (document.hidden || Date.now() - asked < HOUR) return;
    asked = Date.now();
    registration.update().catch(() => undefined);
  };
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, HOUR);
}

let wanted = false;
let note = 0;

/** Nobody is interrupted: the note stays until it is pressed or put away. */
function offerReload(registration?: ServiceWorkerRegistration): void {
  if (board.notices.some(({ id }) => id === note)) return;
  const run = (): void => {
    wanted = true;
    const waiting = registration?.waiting;
    if (waiting) waiting.postMessage({ ask: "take over" } satisfies Asked);
    else location.reload();
  };
  note = board.add(say.newVersion(), { lasting: true, action: { name: say.reload(), run } });
}

/** A page where somebody is at work goes on as it is; its files are still kept. */
function reloadWhenTakenOver(container: ServiceWorkerContainer): void {
  let before = container.controller;
  container.addEventListener("controllerchange", () => {
    const isNew = before !== null;
    before = container.controller;
    if (!isNew) return;
    if (wanted || !isAtWork()) location.reload();
    else offerReload();
  });
}

function isAtWork(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    "main input, main textarea",
  );
  const typed = [...fields].some(({ value, defaultValue }) => value !== defaultValue);
  return typed || somethingIsWaiting() || document.querySelector(AT_WORK) !== null;
}
