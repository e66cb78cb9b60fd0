import { afterEach, expect, test, vi } from 'vitest'
import type { Claim, Timer } from '../../storage/store.ts'
import type { Services } from '../services.ts'
import { Claims } from './claims.ts'
import { TimerDispatcher } from './timer-dispatcher.ts'

afterEach(() => void vi.useRealTimers())

test('a timer that another server has set is looked for at its moment, and not at the next poll', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let time = 0
  const now = () => new Date(time)
  const looks: number[] = []
  const timers = {
    claim: (claim: Claim): Promise<readonly Timer[]> => {
      looks.push(claim.now.getTime())
      return Promise.resolve([])
    },
    nextAt: () => Promise.resolve(time < 300 ? new Date(300) : null),
    giveBack: () => Promise.resolve(),
  }
  const services = { now, newId: () => 'server', store: { timers } } as unknown as Services
  const dispatcher = new TimerDispatcher(services, new Claims(services, 30_000), { now, onFailure: () => {} })
  const pass = async (milliseconds: number) => {
    time += milliseconds
    await vi.advanceTimersByTimeAsync(milliseconds)
    // What it looks for is found a few turns later.
    for (let i = 0; i < 5; i++) await new Promise(setImmediate)
  }
  dispatcher.start()
  await pass(0)
  await pass(299)
  expect(looks).toEqual([0])
  await pass(1)
  expect(looks).toEqual([0, 300])
  await pass(999)
  expect(looks).toEqual([0, 300])
  await pass(1)
  expect(looks).toEqual([0, 300, 1300])
  await dispatcher.stop()
})
