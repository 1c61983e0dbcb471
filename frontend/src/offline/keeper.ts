/** Keeps one version of the workshop in the browser, whole or not at all, and answers from it. */

import { OPEN_PAGE, type PackState } from "./asking.js";
import { type Build, type KeptFile, type PackName, SHELL } from "./parts.js";

/** What a service worker has, and a test makes. `newer` is whether a newer version is being kept or waits. */
export interface Surroundings {
  caches: CacheStorage;
  fetch: typeof fetch;
  locks: Pick<LockManager, "query">;
  newer: () => boolean;
}

const VERSION = "workshop ";
const PACK = "pack ";
/** What a file is does not depend on who asks. */
const WHOEVER_ASKS = { ignoreVary: true };

export class Keeper {
  readonly #build: Build;
  readonly #around: Surroundings;
  readonly #files: KeptFile[];
  readonly #paths: Set<string>;
  readonly #name: string;

  /** `shell` is the SHA-256 of the page that goes with the build, in hex. */
  constructor(build: Build, shell: string, around: Surroundings) {
    this.#build = build;
    this.#around = around;
    this.#files = [{ path: SHELL, bytes: 0, sha256: shell }, ...build.workshop];
    this.#name = `${VERSION}${build.version} ${shell.slice(0, 8)}`;
    this.#paths = new Set([...build.workshop, ...Object.values(build.packs).flat()].map(({ path }) => path));
  }

  /** Keep this version and, of the packs that are kept, what is new in them. Rejects, having kept nothing of the version,
   * when a file does not come as it was built. */
  async keep(): Promise<void> {
    const missing = await this.#missing(this.#name, this.#files);
    const answers = await Promise.all(missing.map((file) => this.#fetch(file)));
    const cache = await this.#around.caches.open(this.#name);
    await Promise.all(missing.map(({ path }, at) => cache.put(path, answers[at] as Response)));
    for (const pack of await this.#keptPacks()) await this.keepPack(pack);
  }

  /** One file after the other: packs are large. Rejects when one does not come; those that came stay. */
  async keepPack(pack: PackName): Promise<void> {
    const name = PACK + pack;
    for (const file of await this.#missing(name, this.#build.packs[pack] ?? [])) {
      const answer = await this.#fetch(file);
      await (await this.#around.caches.open(name)).put(file.path, answer);
    }
  }

  async packs(): Promise<PackState[]> {
    const parts = Object.entries(this.#build.packs) as [PackName, KeptFile[]][];
    return Promise.all([
      this.#state(null, this.#name, this.#build.workshop),
      ...parts.map(([pack, files]) => this.#state(pack, PACK + pack, files)),
    ]);
  }

  /** The answer to a request for one of these files, or of an older version whose pages are still open. */
  async file(request: Request): Promise<Response> {
    const own = await this.#own(new URL(request.url).pathname);
    return own ?? (await this.#around.caches.match(request, WHOEVER_ASKS)) ?? this.#around.fetch(request);
  }

  /** The workshop's page, whichever address of it is asked for. */
  async shell(request: Request): Promise<Response> {
    return (await this.#own(SHELL)) ?? this.#around.fetch(request);
  }

  /** Let go of the versions that no open page is of, and of what packs had before. */
  async tidy(): Promise<void> {
    const { caches, locks, newer } = this.#around;
    const names = await caches.keys();
    const { held = [] } = await locks.query();
    const open = held.flatMap(({ name }) =>
      name?.startsWith(OPEN_PAGE) ? [name.slice(OPEN_PAGE.length)] : [],
    );
    const others = open.filter((path) => !this.#paths.has(path));
    for (const name of names) {
      if (newer()) return;
      if (name.startsWith(PACK)) await this.#tidyPack(name);
      else if (name.startsWith(VERSION) && name !== this.#name && !(await this.#hasAny(name, others)))
        await caches.delete(name);
    }
  }

  async #tidyPack(name: string): Promise<void> {
    const cache = await this.#around.caches.open(name);
    for (const request of await cache.keys()) {
      if (!this.#paths.has(new URL(request.url).pathname)) await cache.delete(request);
    }
  }

  async #hasAny(name: string, paths: string[]): Promise<boolean> {
    const cache = await this.#around.caches.open(name);
    const found = await Promise.all(paths.map((path) => cache.match(path, WHOEVER_ASKS)));
    return found.some(Boolean);
  }

  async #keptPacks(): Promise<PackName[]> {
    const names = await this.#around.caches.keys();
    const packs = names.filter((name) => name.startsWith(PACK)).map((name) => name.slice(PACK.length));
    return packs.filter((pack) => pack in this.#build.packs) as PackName[];
  }

  async #state(pack: PackName | null, name: string, files: KeptFile[]): Promise<PackState> {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return { pack, bytes, kept: (await this.#missing(name, files)).length === 0 };
  }

  /** Looking does not make a cache. */
  async #missing(name: string, files: KeptFile[]): Promise<KeptFile[]> {
    if (!(await this.#around.caches.has(name))) return files;
    const cache = await this.#around.caches.open(name);
    const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
    return files.filter(({ path }) => !there.has(path));
  }

  #own(path: string): Promise<Response | undefined> {
    return this.#around.caches.match(path, { ...WHOEVER_ASKS, cacheName: this.#name });
  }

  /** What the browser has fetched for the page will do, if it is right. The browser looks: packs are large, and what it looks
   * through it lets go of at once. */
  async #fetch({ path, sha256 }: KeptFile): Promise<Response> {
    const modes = path === SHELL ? (["no-cache"] as const) : (["default", "reload"] as const);
    const integrity = `sha256-${base64Of(sha256)}`;
    for (const cache of modes) {
      const answer = await this.#around.fetch(path, { cache, integrity }).catch(() => null);
      if (answer?.ok) return answer;
    }
    throw new Error(`${path} does not come as it was built.`);
  }
}

function base64Of(hex: string): string {
  return btoa(hex.replace(/../g, (byte) => String.fromCharCode(parseInt(byte, 16))));
}
