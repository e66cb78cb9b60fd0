import type { Handover } from 'handover'
import { carriers } from '../carriers.ts'
import { clock } from '../clock.ts'
import { tablesOf, type OwnStore } from '../tables.ts'
import { leaveRequests } from './leave.ts'
import { messages } from './messages.ts'
import { orders } from './orders.ts'
import { playSamples, type Brought } from './play-samples.ts'
import type { Sample } from './sample.ts'

/** When the samples were begun to be brought, if they are not all there yet. */
export async function interruptedSince(store: OwnStore): Promise<Date | undefined> {
  const run = await tablesOf(store.database).selectFrom('sampleRun').selectAll().executeTakeFirst()
  return run?.endedAt === null ? new Date(run.begunAt) : undefined
}

/**
 * Brings the samples to an empty database, by doing what their people did, one deed after the other at its own time.
 * Where it was interrupted it goes on; where there are processes already it does nothing.
 */
export async function bringSamples(handover: Handover, store: OwnStore): Promise<Brought> {
  const since = (await interruptedSince(store)) ?? (await begin(handover, store))
  if (since === undefined) return { count: 0, refused: [] }
  carriers.silent.add('Nordfracht')
  try {
    const brought = await playSamples(handover, samplesOf(since), since)
    await tablesOf(store.database).updateTable('sampleRun').set({ endedAt: since.toISOString() }).execute()
    return brought
  } catch (failure) {
    await handover.close() // while the clock is still theirs: what falls due later is for the next start
    throw failure
  } finally {
    carriers.silent.clear()
    clock.stop()
  }
}

/** Undefined when there is something already. */
async function begin(handover: Handover, store: OwnStore): Promise<Date | undefined> {
  const database = tablesOf(store.database)
  const isBrought = (await database.selectFrom('sampleRun').selectAll().executeTakeFirst()) !== undefined
  if (isBrought || (await handover.processes.list({ limit: 1 })).items.length > 0) return undefined
  const now = store.now()
  await database.insertInto('sampleRun').values({ begunAt: now.toISOString(), endedAt: null }).execute()
  return now
}

/** A working day, so many days after a moment. */
const dayFrom =
  (moment: Date) =>
  (days: number): string => {
    const date = new Date(moment.getTime() + days * 86_400_000)
    while (date.getUTCDay() % 6 === 0) date.setUTCDate(date.getUTCDate() + 1)
    return date.toISOString().slice(0, 10)
  }

const samplesOf = (since: Date): readonly Sample[] => [
  ...messages,
  ...orders(dayFrom(since)),
  ...leaveRequests(dayFrom(since)),
]
