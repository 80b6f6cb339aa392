/** Screens with unsaved keystrokes put their save here, so that locking and leaving wait for them. */
const flushers = new Set<() => Promise<void>>();

export function registerFlush(flush: () => Promise<void>): () => void {
  flushers.add(flush);
  return () => void flushers.delete(flush);
}

const patienceMs = 3000;

/** Saves everything that is still unsaved; gives up waiting after three seconds, the save itself goes on. */
export async function flushAll(): Promise<void> {
  const saves = Promise.all([...flushers].map((flush) => flush()));
  await Promise.race([saves, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}
