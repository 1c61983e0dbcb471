/** Files in the browser's database. They are kept as Blobs, which are read only when they are looked at; WebKit's private
 * windows cannot keep those, so there it is their bytes. */

import { unwrap } from "idb";

import type { Connection } from "./connection.js";
import type { Kept } from "./schema.js";

const PROBE = "probe";

const answers = new WeakMap<Connection, Promise<boolean>>();

/** What to put for this file. Ask before the transaction begins, since reading a file would end it. */
export async function toKeep(connection: Connection, file: Blob): Promise<Kept> {
  return (await keepsBlobs(connection)) ? file : file.arrayBuffer();
}

/** The file again; bytes have no type of their own. */
export function fileOf(kept: Kept, type: string): Blob {
  return kept instanceof Blob && kept.type === type ? kept : new Blob([kept], { type });
}

/** Tried once a page. */
export function keepsBlobs(connection: Connection): Promise<boolean> {
  const known = answers.get(connection);
  if (known !== undefined) return known;
  const asked = probe(connection);
  answers.set(connection, asked);
  // A full disk or a lost connection says nothing about Blobs.
  asked.catch(() => answers.delete(connection));
  return asked;
}

function probe(connection: Connection): Promise<boolean> {
  return connection.write(["meta"], async (transaction) => {
    const meta = transaction.objectStore("meta");
    if (!(await isPut(unwrap(meta)))) return false;
    const there = await meta.get(PROBE);
    await meta.delete(PROBE);
    return there?.value instanceof Blob;
  });
}

/** A refusal that is handled here does not end the transaction. */
function isPut(meta: IDBObjectStore): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = meta.put({ key: PROBE, value: new Blob(["?"]) });
      request.onsuccess = () => {
        resolve(true);
      };
      request.onerror = (event) => {
        event.preventDefault();
        event.stopPropagation();
        resolve(false);
      };
    } catch {
      resolve(false);
    }
  });
}
