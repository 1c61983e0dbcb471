/** A new log for the browser's database, before half a record in the old one can cost it.
 *
 * Chromium (LevelDB with `reuse_logs`) goes on writing in the log of a browser that was killed, behind what is perhaps
 * half a record. The opening after that finds a wrong checksum there, and Chromium throws the whole database away. It
 * begins a new log, and deletes the old one, when about 4 MB have been written. */

import type { Connection } from "./connection.js";
import { withFreeLock } from "./locks.js";

/** 4.6 MB of zeros, which take 0.2 MB of the disk until they are gone. A value of more than 64 kB would be a file beside
 * the log. */
const FILLINGS = 96;
const FILLING_BYTES = 48_000;
/** in milliseconds: until then the page may have better to do */
const LONGEST_WAIT = 1000;

/** Once for all pages that are open together: as long as one of them is there the browser was not killed. */
export function keepLogWhole(connection: Connection): void {
  if (!isChromium()) return;
  const whilePageIsOpen = () => renewLog(connection).then(() => new Promise<never>(() => undefined));
  requestIdleCallback(
    () => {
      // What cannot be done now is done by the next page.
      withFreeLock("log", whilePageIsOpen).catch(() => undefined);
    },
    { timeout: LONGEST_WAIT },
  );
}

export async function renewLog(connection: Connection): Promise<void> {
  await connection.writeIfRoom(["meta"], async (transaction) => {
    const meta = transaction.objectStore("meta");
    const value = new Uint8Array(FILLING_BYTES);
    const fillings = Array.from({ length: FILLINGS }, (_, at) => {
      return meta.put({ key: `filling ${String(at)}`, value });
    });
    await Promise.all(fillings);
  });
  await connection.writeIfRoom(["meta"], (transaction) =>
    transaction.objectStore("meta").delete(IDBKeyRange.bound("filling ", "filling~")),
  );
}

function isChromium(): boolean {
  const { navigator } = globalThis as { navigator?: Partial<Navigator> };
  return navigator?.userAgent?.includes("Chrome/") ?? false;
}
