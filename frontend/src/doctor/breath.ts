const AT_A_TIME = 12;

/** Long work that lets the page answer in between: await `take` at every step. */
export class Breath {
  #since = performance.now();

  /** @param signal Rejects with its reason when the work is not wanted any more. */
  constructor(private readonly signal: AbortSignal) {}

  async take(): Promise<void> {
    if (performance.now() - this.#since < AT_A_TIME) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.signal.throwIfAborted();
    this.#since = performance.now();
  }
}
