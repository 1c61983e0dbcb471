/** One try of one transaction. */

import { unwrap, wrap } from "idb";

import { Problem } from "../../contract/problems.js";
import type { Pulse, Signs } from "./pulse.js";
import type { Database, Name, Reading, Writing } from "./schema.js";

export type Work<Transaction, Answer> = (transaction: Transaction) => Promise<Answer>;

export interface Attempt<Answer> {
  answer: Promise<Answer>;
  signs: Signs;
  /** Undoes it, unless it is too late for that. */
  giveUp: () => void;
}

export function reading<Names extends Name, Answer>(
  database: Database,
  pulse: Pulse,
  stores: Names[],
  work: Work<Reading<Names>, Answer>,
): Attempt<Answer> {
  const transaction = database.transaction(stores, "readonly");
  transaction.done.catch(() => undefined);
  const raw = unwrap(transaction);
  return {
    answer: work(transaction),
    signs: pulse.follow(raw),
    giveUp: () => {
      abort(raw);
    },
  };
}

/** Its answer comes when the transaction is complete and on the disk, never before. The work gets the browser's own
 * transaction: `wrapped` makes one with promises of it, which a single add would notice. */
export function writing<Answer>(
  database: Database,
  pulse: Pulse,
  stores: Name[],
  work: Work<IDBTransaction, Answer>,
): Attempt<Answer> {
  const transaction = unwrap(database).transaction(stores, "readwrite", { durability: "strict" });
  return {
    answer: written(transaction, work),
    signs: pulse.follow(transaction),
    giveUp: () => {
      abort(transaction);
    },
  };
}

export function wrapped<Names extends Name>(transaction: IDBTransaction): Writing<Names> {
  const wrapping = wrap(transaction) as unknown as Writing<Names>;
  wrapping.done.catch(() => undefined);
  return wrapping;
}

/** What a request of the browser answers. */
export function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new DOMException("The request failed.", "UnknownError"));
    };
  });
}

async function written<Answer>(
  transaction: IDBTransaction,
  work: Work<IDBTransaction, Answer>,
): Promise<Answer> {
  const completed = completion(transaction);
  try {
    const answer = await work(transaction);
    transaction.commit();
    await completed;
    return answer;
  } catch (fault) {
    abort(transaction);
    await completed.catch(() => undefined);
    if (fault instanceof Problem) throw fault;
    // A request of an aborted transaction says only that it was aborted; why is said by the transaction.
    throw transaction.error ?? fault;
  }
}

/** Settles with the transaction itself, never with its requests. */
function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new DOMException("The transaction was aborted.", "AbortError"));
    };
  });
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already, or is ending.
  }
}
