/** Guesses that follow one another while something goes on. */

interface Ways<Thing, Guess> {
  /** What to guess about now; null when there is nothing yet. */
  look: () => Thing | null;
  guess: (thing: Thing) => Promise<Guess>;
  show: (guess: Guess) => void;
  /** A guess did not come; there will be no more. */
  failed: (problem: unknown) => void;
}

/** Asks for the next guess when the last one has come, and not more than so many times a second, until it is stopped. */
export class Guessing<Thing, Guess> {
  readonly #gap: number;
  #stopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ways: Ways<Thing, Guess>,
    aSecond: number,
  ) {
    this.#gap = 1000 / aSecond;
    void this.#next();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #next(): Promise<void> {
    const begun = performance.now();
    try {
      await this.#guess();
    } catch (problem) {
      if (this.#stopped) return;
      this.#stopped = true;
      this.ways.failed(problem);
    }
    if (this.#stopped) return;
    const rest = Math.max(0, begun + this.#gap - performance.now());
    this.#timer = setTimeout(() => void this.#next(), rest);
  }

  async #guess(): Promise<void> {
    const thing = this.ways.look();
    if (thing === null) return;
    const guess = await this.ways.guess(thing);
    if (!this.#stopped) this.ways.show(guess);
  }
}

/** Takes a new value only when it comes twice in a row: a guess that flickers is not read. */
export class Steady<Value> {
  #last: Value | null = null;
  /** null before the first */
  value: Value | null = null;

  hear(value: Value): Value {
    if (this.value === null || value === this.#last) this.value = value;
    this.#last = value;
    return this.value;
  }
}

/** Says what is new, but leaves time to hear it: what changes back in between is never said. */
export class Calm {
  #said = "";
  #at = -Infinity;

  constructor(
    private readonly say: (text: string) => void,
    private readonly milliseconds: number,
  ) {}

  hear(text: string): void {
    const now = performance.now();
    if (text === this.#said || now - this.#at < this.milliseconds) return;
    this.#said = text;
    this.#at = now;
    this.say(text);
  }
}
