/** One connection for the whole page: opened when it is first needed, and again when the browser has closed it. */

import { isCode, Problem } from "../../contract/problems.js";
import { setAside } from "./aside.js";
import { type Attempt, reading, type Work, wrapped, writing } from "./attempt.js";
import { Damage } from "./damage.js";
import { isAbort, isLost, translated } from "./faults.js";
import { opened } from "./opening.js";
import { Pulse, Stuck, unlessStuck } from "./pulse.js";
import { type Database, type Name, type Reading, VERSION, type Writing } from "./schema.js";

export class Connection {
  /** Called when another page has made the database newer than this page is. */
  onOutgrown: () => void = () => undefined;
  private opening: Promise<Database> | null = null;
  private readonly pulse = new Pulse();

  /** `makeRoom` is called when the disk is full, before the one more try. */
  constructor(private readonly makeRoom: (connection: Connection) => Promise<void>) {}

  read<Names extends Name, Answer>(stores: Names[], work: Work<Reading<Names>, Answer>): Promise<Answer> {
    return this.guarded(() => this.twice((database) => reading(database, this.pulse, stores, work)));
  }

  /** Resolves when the transaction is complete and on the disk, never before; a failure has changed nothing. */
  write<Names extends Name, Answer>(stores: Names[], work: Work<Writing<Names>, Answer>): Promise<Answer> {
    return this.writeRaw(stores, (transaction) => work(wrapped(transaction)));
  }

  /** The same, with the browser's own transaction. */
  async writeRaw<Answer>(stores: Name[], work: Work<IDBTransaction, Answer>): Promise<Answer> {
    try {
      return await this.rawIfRoom(stores, work);
    } catch (fault) {
      if (!isCode(fault, "quota_full")) throw fault;
      await this.makeRoom(this);
      return this.rawIfRoom(stores, work);
    }
  }

  /** As `write`, for what is not worth making room for. */
  writeIfRoom<Names extends Name, Answer>(
    stores: Names[],
    work: Work<Writing<Names>, Answer>,
  ): Promise<Answer> {
    return this.rawIfRoom(stores, (transaction) => work(wrapped(transaction)));
  }

  async close(): Promise<void> {
    const opening = this.opening;
    this.opening = null;
    if (opening !== null) await closed(opening);
  }

  private rawIfRoom<Answer>(stores: Name[], work: Work<IDBTransaction, Answer>): Promise<Answer> {
    return this.guarded(() => this.twice((database) => writing(database, this.pulse, stores, work)));
  }

  private async guarded<Answer>(attempt: () => Promise<Answer>): Promise<Answer> {
    try {
      return await attempt();
    } catch (fault) {
      if (!(fault instanceof Damage)) throw translated(fault);
      await setAside(this, fault, Date.now());
      throw new Problem("not_found", "This project is damaged. It is set aside.");
    }
  }

  /** A lost connection, or one that does not answer, is opened again and the work tried once more. It is safe: what was
   * given up has left nothing, and what could not be given up any more is found by the second try, by its ids. */
  private async twice<Answer>(begin: (database: Database) => Attempt<Answer>): Promise<Answer> {
    const opening = this.open();
    let first: Attempt<Answer> | null = null;
    try {
      first = begin(await opening);
      return await unlessStuck(first.answer, first.signs);
    } catch (fault) {
      const wasClosed = this.opening !== opening;
      if (!(fault instanceof Stuck) && !isLost(fault) && !(wasClosed && isAbort(fault))) throw fault;
      first?.giveUp();
      this.forget(opening);
      void closed(opening);
      const second = begin(await this.open());
      return await lastTry(second, first);
    }
  }

  private open(): Promise<Database> {
    if (this.opening !== null) return this.opening;
    const opening = opened({
      yielded: (version) => {
        this.forget(opening);
        if (version !== null && version > VERSION) this.onOutgrown();
      },
      lost: () => {
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

/** The first try may still have been done in the meantime. */
async function lastTry<Answer>(second: Attempt<Answer>, first: Attempt<Answer> | null): Promise<Answer> {
  const done = first === null ? second.answer : Promise.race([second.answer, whenFulfilled(first.answer)]);
  try {
    return await unlessStuck(done, second.signs);
  } catch (fault) {
    second.giveUp();
    throw fault;
  }
}

function whenFulfilled<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve) => {
    answer.then(resolve, () => undefined);
  });
}

function closed(opening: Promise<Database>): Promise<void> {
  return opening.then(
    (database) => {
      database.close();
    },
    () => undefined,
  );
}
