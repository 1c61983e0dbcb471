/** The service worker. It answers for the workshop's page and files and for nothing else: whatever belongs to a person
 * comes from the website each time or from the browser's database, never from here. */

import type { Asked } from "./asking.js";
import { Keeper } from "./keeper.js";
import { type Build, SHELL } from "./parts.js";

/** Written in by the build, and by the website when it serves this file. */
declare const BUILD: Build;
const SHELL_SHA256 = "SHA-256 of the shell";

const ME = "/api/v1/me";
const STATIC = "/static/";
const START = "/";

/** What the types of this TypeScript do not know yet. */
interface RoutedEvent extends Event {
  addRoutes?: (rules: { condition: object; source: "network" }[]) => Promise<void>;
}

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const keeper = new Keeper(BUILD, SHELL_SHA256, {
  caches: worker.caches,
  fetch: (...asked) => worker.fetch(...asked),
  locks: worker.navigator.locks,
  newer: () => worker.registration.installing !== null || worker.registration.waiting !== null,
});

worker.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([keeper.keep(), pastUs(event)]));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim().then(() => keeper.tidy()));
});

worker.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
  if (event.request.mode === "navigate") event.waitUntil(keeper.tidy());
});

worker.addEventListener("message", (event) => {
  const asked = event.data as Asked;
  const [port] = event.ports;
  if (asked.ask === "take over") void worker.skipWaiting();
  else
    event.waitUntil(
      answerAsked(asked).then(
        (packs) => port?.postMessage(packs),
        () => port?.postMessage(null),
      ),
    );
});

/** Where the browser can be told so, it asks the API without waking this worker first. */
async function pastUs(event: Event): Promise<void> {
  const { addRoutes } = event as RoutedEvent;
  const [api, me] = ["/api/*", ME].map((pathname) => ({ urlPattern: { pathname } }));
  const condition = { not: { or: [me, { not: api }] } };
  await addRoutes?.call(event, [{ condition, source: "network" }]).catch(() => undefined);
}

/** Null leaves it to the browser. */
function answerTo(request: Request): Promise<Response> | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return null;
  if (request.mode === "navigate") return pageAt(pathname, request);
  if (pathname.startsWith(STATIC)) return keeper.file(request);
  if (pathname === ME) return fetch(request).catch(nothing);
  return null;
}

/** Offline the start page leads to the workshop, since nobody can sign in there. */
function pageAt(pathname: string, request: Request): Promise<Response> | null {
  if (pathname.startsWith(SHELL)) return keeper.shell(request);
  if (pathname === START) return fetch(request).catch(() => Response.redirect(SHELL));
  return null;
}

/** Asking in vain who is there is no error that a console should tell of. */
function nothing(): Response {
  return new Response(null, { status: 204 });
}

async function answerAsked(asked: Exclude<Asked, { ask: "take over" }>) {
  if (asked.ask === "keep") await (asked.pack ? keeper.keepPack(asked.pack) : keeper.keep());
  return keeper.packs();
}
