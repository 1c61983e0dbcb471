/** One page of this browser at a time. Pages that are not served securely have no locks, and do without. */
export async function withLock(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const { navigator } = globalThis as { navigator?: { locks?: LockManager } };
  if (navigator?.locks === undefined) await work();
  else await navigator.locks.request(`mlforkids ${name}`, { signal }, work);
}
