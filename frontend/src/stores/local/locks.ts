/** Locks that all pages of this browser share. Pages that are not served securely have none, and do without. */

const PREFIX = "mlforkids ";

/** One page of this browser at a time: the others wait. */
export async function withLock(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const locks = locksHere();
  if (locks === undefined) await work();
  else await locks.request(PREFIX + name, { signal }, work);
}

/** Without waiting: null, and nothing done, while a page has this lock. */
export async function withFreeLock<Done>(name: string, work: () => Promise<Done>): Promise<Done | null> {
  const locks = locksHere();
  if (locks === undefined) return work();
  const free = { ifAvailable: true };
  return await locks.request(PREFIX + name, free, (lock) => (lock === null ? null : work()));
}

/** Tells of a lock whether a page of this browser has it now. */
export async function heldLocks(): Promise<(name: string) => boolean> {
  const held = (await locksHere()?.query())?.held ?? [];
  const names = new Set(held.map(({ name }) => name));
  return (name) => names.has(PREFIX + name);
}

function locksHere(): LockManager | undefined {
  const { navigator } = globalThis as { navigator?: { locks?: LockManager } };
  return navigator?.locks;
}
