import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";

import { OPEN_PAGE } from "../../src/offline/asking.js";
import { Keeper } from "../../src/offline/keeper.js";
import type { Build, KeptFile, Packs } from "../../src/offline/parts.js";

const HERE = "https://site.test";

/** As much of a browser's cache as is used. */
class Cache {
  readonly kept = new Map<string, Response>();

  put(path: string, answer: Response): Promise<void> {
    this.kept.set(path, answer);
    return Promise.resolve();
  }
  match(asked: string | Request): Promise<Response | undefined> {
    return Promise.resolve(this.kept.get(pathOf(asked))?.clone());
  }
  keys(): Promise<Request[]> {
    return Promise.resolve([...this.kept.keys()].map(request));
  }
  delete(asked: string | Request): Promise<boolean> {
    return Promise.resolve(this.kept.delete(pathOf(asked)));
  }
}

class Caches {
  readonly all = new Map<string, Cache>();

  open(name: string): Promise<Cache> {
    const cache = this.all.get(name) ?? new Cache();
    this.all.set(name, cache);
    return Promise.resolve(cache);
  }
  has = (name: string) => Promise.resolve(this.all.has(name));
  keys = () => Promise.resolve([...this.all.keys()]);
  delete = (name: string) => Promise.resolve(this.all.delete(name));
  async match(asked: string | Request, { cacheName }: CacheQueryOptions & { cacheName?: string } = {}) {
    const searched = [...this.all].filter(([name]) => cacheName === undefined || name === cacheName);
    const found = await Promise.all(searched.map(([, cache]) => cache.match(asked)));
    return found.find(Boolean);
  }
}

function pathOf(asked: string | Request): string {
  return new URL(typeof asked === "string" ? asked : asked.url, HERE).pathname;
}

function request(path: string): Request {
  return new Request(HERE + path);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function integrityOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

const served = new Map<string, string>();
/** What the browser kept of itself, before it asks the website. */
const stale = new Map<string, string>();
const asked: string[] = [];
let open: string[];
let newer: boolean;
let caches: Caches;

function keeper(version: string, files: string[], packs: Record<string, string[]> = {}): Keeper {
  const kept = (path: string): KeptFile => {
    const content = `${path} of ${version}`;
    served.set(path, content);
    return { path, bytes: content.length, sha256: sha256(content) };
  };
  const made = Object.entries(packs).map(([pack, paths]) => [pack, paths.map(kept)]);
  const build: Build = { version, workshop: files.map(kept), packs: Object.fromEntries(made) as Packs };
  served.set("/workshop/", `shell of ${version}`);
  return new Keeper(build, sha256(`shell of ${version}`), {
    caches: caches as unknown as CacheStorage,
    fetch: (what, how) => {
      const path = pathOf(what as string | Request);
      asked.push(path);
      const text = (how?.cache === "default" ? stale.get(path) : undefined) ?? served.get(path);
      const wanted = how?.integrity;
      if (text === undefined || (wanted !== undefined && wanted !== integrityOf(text)))
        return Promise.reject(new TypeError("Failed to fetch"));
      return Promise.resolve(new Response(text));
    },
    locks: { query: () => Promise.resolve({ held: open.map((path) => ({ name: OPEN_PAGE + path })) }) },
    newer: () => newer,
  });
}

async function read(answer: Promise<Response>): Promise<string> {
  return (await answer).text();
}

beforeEach(() => {
  for (const map of [served, stale]) map.clear();
  [asked.length, open, newer, caches] = [0, [], false, new Caches()];
});

describe("a version", () => {
  it("is kept whole and answered from without the website", async () => {
    const one = keeper("one", ["/static/a.js", "/static/b.css"]);
    await one.keep();
    served.clear();
    expect(await read(one.shell(request("/workshop/new")))).toBe("shell of one");
    expect(await read(one.file(request("/static/a.js")))).toBe("/static/a.js of one");
    expect(await one.packs()).toMatchObject([{ pack: null, kept: true }]);
  });

  it.each([
    ["a file is missing", () => served.delete("/static/a.js")],
    ["a school's network answers for it", () => served.set("/static/a.js", "<h1>Sign in</h1>")],
    ["the page is already that of another build", () => served.set("/workshop/", "shell of two")],
  ])("is not kept at all when %s", async (_, change) => {
    const one = keeper("one", ["/static/a.js"]);
    change();
    await expect(one.keep()).rejects.toThrow();
    expect(await caches.keys()).toEqual([]);
  });

  it("asks the website when what the browser kept of a file is wrong", async () => {
    const one = keeper("one", ["/static/a.js"]);
    stale.set("/static/a.js", "<h1>Sign in</h1>");
    await one.keep();
    expect(await read(one.file(request("/static/a.js")))).toBe("/static/a.js of one");
  });

  it("is made whole again when the browser has thrown some of it away", async () => {
    const one = keeper("one", ["/static/a.js", "/static/b.css"]);
    await one.keep();
    const [cache] = caches.all.values();
    cache?.kept.delete("/static/a.js");
    asked.length = 0;
    await one.keep();
    expect(asked).toEqual(["/static/a.js"]);
  });

  it("leaves to the website what it does not have", async () => {
    const one = keeper("one", ["/static/a.js"]);
    served.set("/static/picture.svg", "a picture");
    expect(await read(one.file(request("/static/picture.svg")))).toBe("a picture");
    expect(await read(one.shell(request("/workshop/")))).toBe("shell of one");
  });
});

describe("two versions", () => {
  async function both(): Promise<Keeper> {
    await keeper("one", ["/static/a1.js", "/static/logo.svg"]).keep();
    const two = keeper("two", ["/static/a2.js", "/static/logo.svg"]);
    await two.keep();
    served.clear();
    return two;
  }

  it("are never mixed: each file is of the version that answers, and old pages still get theirs", async () => {
    const two = await both();
    expect(await read(two.shell(request("/workshop/")))).toBe("shell of two");
    expect(await read(two.file(request("/static/logo.svg")))).toBe("/static/logo.svg of two");
    expect(await read(two.file(request("/static/a1.js")))).toBe("/static/a1.js of one");
  });

  it("are both kept as long as a page of the older one is open", async () => {
    const two = await both();
    open = ["/static/a1.js", "/static/a2.js"];
    await two.tidy();
    expect(await caches.keys()).toHaveLength(2);
    open = ["/static/a2.js"];
    await two.tidy();
    expect(await caches.keys()).toHaveLength(1);
    await expect(two.file(request("/static/a1.js"))).rejects.toThrow();
  });

  it("are both kept while a newer one waits", async () => {
    const two = await both();
    newer = true;
    await two.tidy();
    expect(await caches.keys()).toHaveLength(2);
  });

  it("leave alone what is not theirs", async () => {
    const two = await both();
    await caches.open("of somebody else");
    await two.tidy();
    expect(await caches.keys()).toContain("of somebody else");
  });
});

describe("a pack", () => {
  const images = { images: ["/static/eyes.wasm"] };

  it("is kept when it is wanted, and its size is known before", async () => {
    const one = keeper("one", ["/static/a.js"], images);
    await one.keep();
    const bytes = "/static/eyes.wasm of one".length;
    expect(await one.packs()).toMatchObject([
      { pack: null, kept: true },
      { pack: "images", bytes, kept: false },
    ]);
    await one.keepPack("images");
    expect(await one.packs()).toMatchObject([{ kept: true }, { pack: "images", kept: true }]);
    served.clear();
    expect(await read(one.file(request("/static/eyes.wasm")))).toBe("/static/eyes.wasm of one");
  });

  it("that does not exist needs nothing", async () => {
    await keeper("one", ["/static/a.js"]).keepPack("text");
    expect(asked).toEqual([]);
  });

  it("that is kept is brought up to date with the next version, and what it had before goes", async () => {
    await keeper("one", ["/static/a.js"], images).keepPack("images");
    const two = keeper("two", ["/static/a.js"], {
      images: ["/static/sharper.wasm"],
      sounds: ["/static/ears.wasm"],
    });
    await two.keep();
    await two.tidy();
    const kept = [...(caches.all.get("pack images")?.kept.keys() ?? [])];
    expect(kept).toEqual(["/static/sharper.wasm"]);
    expect(await two.packs()).toMatchObject([
      {},
      { pack: "images", kept: true },
      { pack: "sounds", kept: false },
    ]);
  });
});
