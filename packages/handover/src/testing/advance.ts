import type { Handover } from '../runtime/handover.ts'

/** A clock that a test moves by hand: its time, and how to move it on to a moment, in milliseconds since 1970. */
export interface MovedClock {
  now(): number
  moveTo(time: number): void
}

/** Moves the clock on, and stops wherever something falls due on the way: it happens at its own time, not at the end. */
export async function advance(
  handover: Pick<Handover, 'idle' | 'store'>,
  clock: MovedClock,
  until: number,
): Promise<void> {
  await handover.idle()
  for (let next = await nextAt(handover); next !== null && next <= until; next = await nextAt(handover)) {
    if (next <= clock.now()) break // due, and still there: not for this server, or for a process that is suspended
    clock.moveTo(next)
    await handover.idle()
  }
  if (until > clock.now()) clock.moveTo(until)
  await handover.idle()
}

async function nextAt({ store }: Pick<Handover, 'store'>): Promise<number | null> {
  const moments = await Promise.all([store.outbox.nextAt(), store.timers.nextAt()])
  const times = moments.filter((moment) => moment !== null).map((moment) => moment.getTime())
  return times.length === 0 ? null : Math.min(...times)
}
