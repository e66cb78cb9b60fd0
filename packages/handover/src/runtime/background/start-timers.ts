import type { StartTimer, Timer } from '../../storage/store.ts'
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
  await store.timers.keepStarts([...flows.keys()], timers)
}

/** Which start a timer begins, as the flows are now; undefined when it is not there any more. */
export function startOf({ flows }: Pick<Services, 'flows'>, timer: Timer): Beginning<'timer'> | undefined {
  return beginningsBy(flows, 'timer').find((beginning) => keyOf(beginning) === timer.key)
}

/** The timer of the next time, which is in the future: what was missed meanwhile is made up for once. */
export function nextOf(beginning: Beginning<'timer'>, timer: Timer, now: Date): Timer | undefined {
  const { schedule, zone } = beginning.begins
  const after = nextAfter(schedule, zone, new Date(timer.dueAt))
  const { dueAt, ...next } = timerOf(beginning, after !== null && after <= now ? nextAfter(schedule, zone, now) : after)
  return dueAt === null ? undefined : { ...next, dueAt }
}

function timerOf(beginning: Beginning<'timer'>, due: Date | null): StartTimer {
  const { schedule, zone = null } = beginning.begins
  return {
    key: keyOf(beginning),
    tenant: '',
    dueAt: due?.toISOString() ?? null,
    task: null,
    process: null,
    data: { schedule, zone },
  }
}
