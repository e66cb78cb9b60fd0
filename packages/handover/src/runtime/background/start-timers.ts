import type { Timer } from '../../storage/store.ts'
import { nextAfter } from '../../flow/schedule.ts'
import type { Services } from '../services.ts'
import { beginningsBy, type Beginning } from './beginnings.ts'

/** Under which key the timer of a start is kept. */
const keyOf = ({ flow, node }: Beginning) => `start:${flow.name}/${node}`

/** Sees to it that each start that begins by a schedule has its timer, and that no other has. */
export async function keepStartTimers({ store, flows, now }: Services): Promise<void> {
  const at = now()
  const timers = beginningsBy(flows, 'timer').map((beginning) => {
    const { schedule, zone } = beginning.begins
    return timerOf(beginning, nextAfter(schedule, zone, at))
  })
  await store.timers.keepStarts(
    [...flows.keys()],
    timers.filter((timer) => timer !== undefined),
  )
}

/** Which start a timer begins, as the flows are now; undefined when it is not there any more. */
export function startOf({ flows }: Pick<Services, 'flows'>, timer: Timer): Beginning<'timer'> | undefined {
  return beginningsBy(flows, 'timer').find((beginning) => keyOf(beginning) === timer.key)
}

/** The timer of the next time, which is in the future: what was missed meanwhile is made up for once. */
export function nextOf(beginning: Beginning<'timer'>, timer: Timer, now: Date): Timer | undefined {
  const { schedule, zone } = beginning.begins
  const next = nextAfter(schedule, zone, new Date(timer.dueAt))
  return timerOf(beginning, next !== null && next <= now ? nextAfter(schedule, zone, now) : next)
}

function timerOf(beginning: Beginning<'timer'>, due: Date | null): Timer | undefined {
  if (due === null) return undefined
  const { schedule, zone = null } = beginning.begins
  return {
    key: keyOf(beginning),
    tenant: '',
    dueAt: due.toISOString(),
    task: null,
    process: null,
    data: { schedule, zone },
  }
}
