/** One try of one transaction. */

import { unwrap } from "idb";

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

/** Its answer comes when the transaction is complete and on the disk, never before. */
export function writing<Names extends Name, Answer>(
  database: Database,
  pulse: Pulse,
  stores: Names[],
  work: Work<Writing<Names>, Answer>,
): Attempt<Answer> {
  const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
  transaction.done.catch(() => undefined);
  const raw = unwrap(transaction);
  return {
    answer: written(transaction, raw, work),
    signs: pulse.follow(raw),
    giveUp: () => {
      abort(raw);
    },
  };
}

async function written<Names extends Name, Answer>(
  transaction: Writing<Names>,
  raw: IDBTransaction,
  work: Work<Writing<Names>, Answer>,
): Promise<Answer> {
  const completed = completion(raw);
  try {
    const answer = await work(transaction);
    transaction.commit();
    await completed;
    return answer;
  } catch (fault) {
    abort(raw);
    await completed.catch(() => undefined);
    if (fault instanceof Problem) throw fault;
    // A request of an aborted transaction says only that it was aborted; why is said by the transaction.
    throw raw.error ?? fault;
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
