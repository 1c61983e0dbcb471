/** Forgetting who was here, for pages that do not carry the workshop's database. */

import { DATABASE, LEAVING, ME, META } from "../stores/local/names.js";

/** Never fails, and never makes a database where there is none. */
export function forgetMe(): Promise<void> {
  return new Promise((resolve) => {
    const end = (database?: IDBDatabase): void => {
      database?.close();
      resolve();
    };
    try {
      const opening = indexedDB.open(DATABASE);
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onerror = () => {
        end();
      };
      opening.onsuccess = () => {
        clear(opening.result, end);
      };
    } catch {
      end();
    }
  });
}

function clear(database: IDBDatabase, end: (database: IDBDatabase) => void): void {
  try {
    const transaction = database.transaction(META, "readwrite");
    for (const key of [ME, LEAVING]) transaction.objectStore(META).delete(key);
    transaction.oncomplete = transaction.onabort = () => {
      end(database);
    };
  } catch {
    end(database);
  }
}
