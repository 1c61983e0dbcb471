import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Me } from "../../src/contract/workshop.js";
import { forgetMe } from "../../src/site/forget-me.js";
import { KeptMe } from "../../src/offline/kept-me.js";
import { Session } from "../../src/offline/session.js";
import { SESSION_CHANNEL } from "../../src/offline/told.js";
import { Connection } from "../../src/stores/local/connection.js";
import { policyWith } from "../policies.js";

type Answer = () => Response | Promise<Response>;

const replaced = vi.fn();
const [ada, ben] = ["Ada", "Ben"].map((name, at): Me => ({
  person: { id: `person-${at}`, name, role: "student" },
  schoolClass: null,
  csrfToken: `${name}'s token`,
  guestUntil: null,
  policy: policyWith({ storages: [] }),
  remindUntil: null,
  lastComputer: `${name}'s laptop`,
})) as [Me, Me];

const nothing: Answer = () => Promise.reject(new TypeError("Failed to fetch"));
const nobody: Answer = () => new Response(null, { status: 401 });
const is =
  (me: Me): Answer =>
  () =>
    Response.json(me);
/** What a browser makes of a redirect that it does not follow. */
const redirected: Answer = () => Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" });

/** What the website answers from now on. */
let me: Answer;
let signOut: Answer;
const sentTokens: (string | null)[] = [];

let connection: Connection;
const opened: Session[] = [];

function page(): Session {
  const session = new Session(new KeptMe(() => connection));
  opened.push(session);
  return session;
}

function kept() {
  return new KeptMe(() => connection).read();
}

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("location", { replace: replaced });
  vi.stubGlobal("fetch", (address: string, request?: { body: URLSearchParams }) => {
    if (address === "/sign-out/") sentTokens.push(request?.body.get("csrfmiddlewaretoken") ?? null);
    return Promise.resolve().then(address === "/sign-out/" ? signOut : me);
  });
  connection = new Connection(() => Promise.resolve());
  [me, signOut] = [is(ada), redirected];
  sentTokens.length = 0;
  replaced.mockReset();
});

afterEach(async () => {
  for (const session of opened.splice(0)) session.close();
  await connection.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("opens for whoever is signed in, and keeps them without their token", async () => {
  expect(await page().open()).toEqual(ada);
  expect(await kept()).toEqual({ me: { ...ada, csrfToken: "", lastComputer: null }, leaving: null });
});

it.each([
  ["there is no network", nothing],
  ["a proxy answers for it", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
  ["a school's network wants to be signed in to", () => new Response("<h1>Sign in</h1>")],
])("opens for whoever signed in last when %s", async (_, answer) => {
  await page().open();
  me = answer;
  const session = page();
  expect((await session.open()).person).toEqual(ada.person);
  expect(session.away).toBe(true);
});

it("waits for a website that does not answer only so long", async () => {
  await page().open();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  me = () => new Promise(() => undefined);
  const session = page();
  const opening = session.open();
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.away).toBe(true);
  });
  expect((await opening).person.name).toBe("Ada");
});

it("opens for nobody when nobody is kept", async () => {
  me = nothing;
  await expect(page().open()).rejects.toMatchObject({ code: "storage_unavailable" });
});

it("forgets who was here when the website says that nobody is signed in", async () => {
  await page().open();
  me = nobody;
  await expect(page().open()).rejects.toMatchObject({ code: "sign_in" });
  me = nothing;
  await expect(page().open()).rejects.toMatchObject({ code: "storage_unavailable" });
});

it("goes on with a new token when the website is back", async () => {
  await page().open();
  me = nothing;
  const session = page();
  await session.open();
  const heard = vi.fn();
  session.listen(heard);
  me = is({ ...ada, csrfToken: "fresh" });
  expect(await session.isThere()).toBe(true);
  expect(heard).toHaveBeenCalledOnce();
  expect(session).toMatchObject({ away: false, csrfToken: "fresh", ending: null });
});

it("asks again by itself until the website answers", async () => {
  await page().open();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  me = nothing;
  const session = page();
  await session.open();
  me = is(ada);
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.away).toBe(false);
  });
});

it("lets go of what waits for an answer when the line is lost", async () => {
  const session = page();
  await session.open();
  const { gone } = session;
  me = nothing;
  session.lost();
  expect(gone.aborted).toBe(true);
  expect(await session.isThere()).toBe(false);
  me = is(ada);
  expect(await session.isThere()).toBe(true);
  expect(session.gone.aborted).toBe(false);
});

it("has a new token when the same person signed in again", async () => {
  const session = page();
  await session.open();
  me = is({ ...ada, csrfToken: "fresh" });
  expect(await session.renewed()).toBe(true);
  expect(session.csrfToken).toBe("fresh");
});

it("ends when somebody else has signed in", async () => {
  const session = page();
  await session.open();
  me = is(ben);
  expect(await session.renewed()).toBe(false);
  expect(session.ending).toEqual({ how: "other", name: "Ben" });
});

it("ends in every page as soon as one opens for somebody else", async () => {
  const session = page();
  await session.open();
  me = is(ben);
  await page().open();
  await vi.waitFor(() => {
    expect(session.ending).toEqual({ how: "other", name: "Ben" });
  });
});

it("signs out: the website is told, nobody is kept, and other pages show nothing more", async () => {
  const [session, other] = [page(), page()];
  await session.open();
  await other.open();
  await session.signOut();
  expect(sentTokens).toEqual(["Ada's token"]);
  expect(replaced).toHaveBeenCalledWith("/");
  expect(await kept()).toEqual({ me: null, leaving: null });
  await vi.waitFor(() => {
    expect(other.ending).toEqual({ how: "left" });
  });
});

it("hears a page of the website that signs out", async () => {
  const session = page();
  await session.open();
  const channel = new BroadcastChannel(SESSION_CHANNEL);
  channel.postMessage({ left: true });
  await vi.waitFor(() => {
    expect(session.ending).toEqual({ how: "left" });
  });
  channel.close();
});

it("signs out with a new token when the old one is of a session that is over", async () => {
  const session = page();
  await session.open();
  const answers: Answer[] = [() => new Response(null, { status: 403 }), redirected];
  signOut = () => answers.shift()?.() ?? redirected();
  me = is({ ...ada, csrfToken: "fresh" });
  await session.signOut();
  expect(sentTokens).toEqual(["Ada's token", "fresh"]);
  expect(replaced).toHaveBeenCalledWith("/");
});

it("hides everything at once when it cannot tell the website, and tells it at the next chance", async () => {
  const session = page();
  await session.open();
  [me, signOut] = [nothing, nothing];
  await session.signOut();
  expect(session).toMatchObject({ away: true, ending: { how: "leaving" } });
  expect(await kept()).toEqual({ me: null, leaving: ada.person.id });
  expect(replaced).not.toHaveBeenCalled();
  await expect(page().open()).rejects.toMatchObject({ code: "storage_unavailable" });

  [me, signOut] = [is({ ...ada, csrfToken: "fresh" }), redirected];
  await expect(page().open()).rejects.toMatchObject({ code: "sign_in" });
  expect(sentTokens.at(-1)).toBe("fresh");
  expect(replaced).toHaveBeenCalledWith("/");
  expect(await kept()).toEqual({ me: null, leaving: null });
});

it("does not sign out who has signed in since", async () => {
  const session = page();
  await session.open();
  [me, signOut] = [nothing, nothing];
  await session.signOut();
  session.close();
  sentTokens.length = 0;
  me = is(ben);
  expect((await page().open()).person.name).toBe("Ben");
  expect(sentTokens).toEqual([]);
  expect((await kept()).me?.person.name).toBe("Ben");
});

it("ends when it comes back to a browser where nobody is signed in any more", async () => {
  const session = page();
  await session.open();
  await session.reappeared();
  expect(session.ending).toBeNull();
  me = nobody;
  await session.reappeared();
  expect(session.ending).toEqual({ how: "left" });
});

it("is forgotten by a page of the website, too, which makes no database of its own", async () => {
  await forgetMe();
  expect(await indexedDB.databases()).toEqual([]);
  await page().open();
  await forgetMe();
  expect(await kept()).toEqual({ me: null, leaving: null });
});

it("works without keeping anybody in a browser that keeps nothing", async () => {
  vi.stubGlobal("indexedDB", {
    open: () => {
      throw new DOMException("no", "SecurityError");
    },
  });
  const session = page();
  expect(await session.open()).toEqual(ada);
  await session.signOut();
  expect(replaced).toHaveBeenCalledWith("/");
});
