import type { Services } from '../services.ts'

/** In milliseconds: 7 days. Who has not heard of an answer for so long does not repeat the command any more. */
const keptFor = 7 * 24 * 3_600_000
/** Short transactions: on SQLite nobody else writes meanwhile. */
const atOnce = 500
/** More than this in one sweep waits for the next, so that nothing else waits for it. */
const mostBatches = 20

/** Removes the first answers that nobody will ask for again. */
export async function forgetAnswers({ store, now }: Pick<Services, 'store' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - keptFor)
  for (let batch = 0; batch < mostBatches; batch++) {
    if ((await store.answers.forget(before, atOnce)) < atOnce) return
  }
}
