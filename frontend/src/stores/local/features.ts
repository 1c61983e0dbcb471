/** What extractors have made of examples, kept in this browser so that training reads only what is new. It can be made again
 * at any time, so none of it is worth a word to a person: what cannot be kept or found is made anew. */

import type { Base } from "./base.js";
import type { Connection } from "./connection.js";
import { digestOf } from "../../training/core/named.js";
import { beginningWith, type ExampleRow, type FeatureRow } from "./schema.js";

/** Rows are kept together: each transaction makes the page wait a little. */
const AT_ONCE = 25;
const LATEST_MS = 500;

export class FeatureCache {
  private waiting: FeatureRow[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly base: Base) {}

  /** `names` are SHA-256s; those of which nothing is kept are not in the answer. */
  async of(project: string, extractor: string, names: readonly string[]): Promise<Map<string, Float32Array>> {
    const found = await this.find(project, extractor, names).catch(() => []);
    const wanted = new Set(names);
    const fresh = this.waiting.filter(
      (row) => row.projectId === project && row.extractor === extractor && wanted.has(row.sha256),
    );
    const known = new Map<string, Float32Array>();
    for (const { sha256, numbers } of [...found, ...fresh])
      if (numbers instanceof Float32Array) known.set(sha256, numbers);
    return known;
  }

  /** Soon, and with others. */
  keep(project: string, extractor: string, sha256: string, numbers: Float32Array): void {
    this.waiting.push({ projectId: project, extractor, sha256, numbers });
    if (this.waiting.length >= AT_ONCE) void this.keepNow();
    else this.timer ??= setTimeout(() => void this.keepNow(), LATEST_MS);
  }

  async keepNow(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const rows = this.waiting;
    this.waiting = [];
    if (rows.length > 0) await this.write(rows).catch(() => undefined);
  }

  /** How many there are. */
  count(project: string, extractor: string): Promise<number> {
    const all = beginningWith(project, extractor);
    return this.base.connection
      .read(["features"], (transaction) => transaction.objectStore("features").count(all))
      .catch(() => 0);
  }

  private find(project: string, extractor: string, names: readonly string[]): Promise<FeatureRow[]> {
    return this.base.connection.read(["features"], async (transaction) => {
      const store = transaction.objectStore("features");
      const rows = await Promise.all(names.map((name) => store.get([project, extractor, name])));
      return rows.filter((row) => row !== undefined);
    });
  }

  /** Not of a project that has gone meanwhile, or has become somebody else's. */
  private write(rows: readonly FeatureRow[]): Promise<void> {
    return this.base.connection.writeIfRoom(["projects", "features"], async (transaction) => {
      for (const project of new Set(rows.map(({ projectId }) => projectId))) {
        const row = await transaction.objectStore("projects").get(project);
        if (row?.owner !== this.base.person.id) continue;
        const own = rows.filter(({ projectId }) => projectId === project);
        await Promise.all(own.map((one) => transaction.objectStore("features").put(one)));
      }
    });
  }
}

/** Those of examples that go for good. Of equal ones that stay they are made anew. */
export async function forgetFeatures(
  transaction: Holding,
  project: string,
  examples: readonly ExampleRow[],
): Promise<void> {
  const store = transaction.objectStore("features");
  const keys = await store.getAllKeys(beginningWith(project));
  if (keys.length === 0) return;
  const gone = new Set(examples.map(({ data }) => digestOf(data)));
  await Promise.all(keys.filter(([, , sha256]) => gone.has(sha256)).map((key) => store.delete(key)));
}

export async function forgetAllFeatures(connection: Connection): Promise<void> {
  const count = await connection.read(["features"], (transaction) =>
    transaction.objectStore("features").count(),
  );
  if (count === 0) return;
  await connection.writeIfRoom(["features"], (transaction) => transaction.objectStore("features").clear());
}

/** Any transaction that changes them. */
interface Holding {
  objectStore(name: "features"): {
    getAllKeys(range: IDBKeyRange): Promise<[string, string, string][]>;
    delete(key: [string, string, string]): Promise<void>;
  };
}
