/** Does all that is left to do, always in the same order, until no process runs any more. */
import type { Handover } from 'handover'
import type { Row } from '../../dump.ts'
import type { Server } from '../../server.ts'

/** Far more than any test needs. */
const mostRounds = 200

export async function finish(server: Server): Promise<void> {
  const { handover, clock } = server
  for (let round = 0; round < mostRounds; round++) {
    await handover.idle()
    const dump = await server.dump()
    const running = new Map(
      dump.handover_process.flatMap((row) => (row['status'] === 'running' ? [[row['id'], row]] : [])),
    )
    if (running.size === 0) return
    const suspended = dump.handover_process.find((row) => row['suspended_at'] !== null)
    if (suspended !== undefined) {
      await handover.processes.resume(String(suspended['id']))
      continue
    }
    const open = dump.handover_task
      .filter((task) => task['finished_at'] === null)
      .toSorted(
        (one, other) =>
          Number(one['process_number']) - Number(other['process_number']) ||
          Number(one['sequence']) - Number(other['sequence']),
      )
    if (await doOne(handover, open)) continue
    const moments = await Promise.all([handover.store.outbox.nextAt(), handover.store.timers.nextAt()])
    const next = Math.min(...moments.flatMap((moment) => (moment === null ? [] : [moment.getTime()])))
    if (next <= clock.time || next === Infinity) throw new Error(`Nothing moves any more: ${JSON.stringify(open)}`)
    clock.time = next
  }
  throw new Error('It does not come to an end.')
}

async function doOne(handover: Handover, open: readonly Row[]): Promise<boolean> {
  for (const row of open) {
    const [id, kind, status] = [String(row['id']), row['kind'], row['status']]
    const task = await handover.tasks.get(id)
    if (status === 'canceled') return done(task.do('revive'))
    if (status === 'error') return done(task.do('retry'))
    if (kind === 'view') return done(task.do('complete', { input: {} }))
    if (kind === 'handle') return done(task.do('run', { input: { at: 'noon' } }))
  }
  return false
}

const done = async (work: Promise<unknown>) => {
  await work
  return true
}
