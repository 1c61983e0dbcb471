/** Tells slow from stuck: a database that is only slow goes on answering requests. */

const TICK = 240;
/** With one more try the page knows in less than 3 s. Ticks, since a sleeping computer counts none. */
const QUIET_TICKS = 6;

/** Nothing has happened for too long. */
export class Stuck extends Error {}

/** Answers a number that stays the same while nothing happens. */
export type Signs = () => number;

/** What all transactions of a page have got done. */
export class Pulse {
  private all = 0;

  /** A transaction that waits for its turn lives as long as others do; after that it is on its own. */
  follow(transaction: IDBTransaction): Signs {
    let own = 0;
    let ended = 0;
    let asked = 0;
    transaction.addEventListener("complete", () => {
      ended = 1;
      this.all += 1;
    });
    const beat = () => {
      own += 1;
      this.all += 1;
    };
    return () => {
      asked += 1;
      // Asked again only when it takes long: a quick one is not slowed down by counting each of its requests. What
      // requests tell does not rise to their transaction, but passes it on the way down.
      if (asked === 2) transaction.addEventListener("success", beat, { capture: true });
      return own > 0 ? own : this.all - ended;
    };
  }
}

/** Rejects with `Stuck` when the work does not settle and there are no signs of life. */
export function unlessStuck<Answer>(work: Promise<Answer>, signs: Signs): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let seen = signs();
    let quiet = 0;
    let timer = setTimeout(tick, TICK);
    function tick() {
      const now = signs();
      quiet = now === seen ? quiet + 1 : 0;
      seen = now;
      if (quiet < QUIET_TICKS) timer = setTimeout(tick, TICK);
      else reject(new Stuck());
    }
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
