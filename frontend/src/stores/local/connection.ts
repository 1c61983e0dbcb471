/** One connection for the whole page: opened when it is first needed, and again when the browser has closed it. */

import { openDB, unwrap } from "idb";

import { Problem } from "../../contract/problems.js";
import { isAbort, isFull, isLost, translated } from "./faults.js";
import {
  DATABASE,
  type Database,
  type Name,
  type Reading,
  type Schema,
  upgrade,
  VERSION,
  type Writing,
} from "./schema.js";

type Work<Transaction, Answer> = (transaction: Transaction) => Promise<Answer>;

export class Connection {
  private opening: Promise<Database> | null = null;

  /** `makeRoom` is called when the disk is full, before the one more try. */
  constructor(private readonly makeRoom: (connection: Connection) => Promise<void>) {}

  read<Names extends Name, Answer>(stores: Names[], work: Work<Reading<Names>, Answer>): Promise<Answer> {
    return this.guarded(() => this.twice((database) => readOnce(database, stores, work)));
  }

  /** Resolves when the transaction is complete and on the disk, never before; a failure has changed nothing. */
  write<Names extends Name, Answer>(stores: Names[], work: Work<Writing<Names>, Answer>): Promise<Answer> {
    const attempt = () => this.twice((database) => writeOnce(database, stores, work));
    return this.guarded(async () => {
      try {
        return await attempt();
      } catch (fault) {
        if (!isFull(fault)) throw fault;
        await this.makeRoom(this);
        return await attempt();
      }
    });
  }

  async close(): Promise<void> {
    const opening = this.opening;
    this.opening = null;
    await opening?.then(
      (database) => {
        database.close();
      },
      () => undefined,
    );
  }

  private async guarded<Answer>(attempt: () => Promise<Answer>): Promise<Answer> {
    try {
      return await attempt();
    } catch (fault) {
      throw translated(fault);
    }
  }

  /** A lost connection is opened again and the work tried once more. It is safe: what did not complete left nothing. */
  private async twice<Answer>(attempt: (database: Database) => Promise<Answer>): Promise<Answer> {
    const opening = this.open();
    try {
      return await attempt(await opening);
    } catch (fault) {
      const closed = this.opening !== opening;
      if (!isLost(fault) && !(closed && isAbort(fault))) throw fault;
      this.forget(opening);
      return await attempt(await this.open());
    }
  }

  private open(): Promise<Database> {
    if (this.opening !== null) return this.opening;
    const opening = openDB<Schema>(DATABASE, VERSION, {
      upgrade,
      // A newer page wants to upgrade, or the data is being deleted: whoever waits must not wait for us.
      blocking: () => void this.close(),
      terminated: () => {
        this.forget(opening);
      },
    });
    this.opening = opening;
    opening.catch(() => {
      this.forget(opening);
    });
    return opening;
  }

  private forget(opening: Promise<Database>): void {
    if (this.opening === opening) this.opening = null;
  }
}

async function readOnce<Names extends Name, Answer>(
  database: Database,
  stores: Names[],
  work: Work<Reading<Names>, Answer>,
): Promise<Answer> {
  const transaction = database.transaction(stores, "readonly");
  transaction.done.catch(() => undefined);
  return work(transaction);
}

async function writeOnce<Names extends Name, Answer>(
  database: Database,
  stores: Names[],
  work: Work<Writing<Names>, Answer>,
): Promise<Answer> {
  const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
  const raw = unwrap(transaction);
  transaction.done.catch(() => undefined);
  const completed = completion(raw);
  try {
    const answer = await work(transaction);
    transaction.commit();
    await completed;
    return answer;
  } catch (fault) {
    await undo(raw, completed);
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

async function undo(transaction: IDBTransaction, completed: Promise<void>): Promise<void> {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
  await completed.catch(() => undefined);
}
