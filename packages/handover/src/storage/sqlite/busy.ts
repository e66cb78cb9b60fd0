/** Waiting for another process's lock without freezing this one: SQLite's own waiting would stop the event loop. */
import { setTimeout as sleep } from 'node:timers/promises'
import { error } from '../../errors.ts'

/** How long a caller waits before it hears STORE_BUSY: as long as a person waits for a page. */
export const busyLimit = 10_000

/** Runs `action` until the lock is free; `since` is when the caller began to wait. */
export async function retryWhileBusy<T>(action: () => T, since = performance.now(), limit = busyLimit): Promise<T> {
  for (;;) {
    try {
      return action()
    } catch (cause) {
      if (!isBusy(cause)) throw cause
      if (performance.now() - since >= limit) throw error('STORE_BUSY', { seconds: limit / 1000 }, { cause })
      // Short enough to meet the pause that a busy writer makes; uneven, so that two that wait do not stay in step.
      await sleep(0.5 + Math.random() * 2.5)
    }
  }
}

// The low byte is the primary code: SQLITE_BUSY with its kinds (recovery, snapshot) and SQLITE_LOCKED.
function isBusy(cause: unknown): boolean {
  const code = (cause as { errcode?: unknown }).errcode
  return typeof code === 'number' && ((code & 0xff) === 5 || (code & 0xff) === 6)
}
