/** What holds of timers: which are due, and those that begin processes. */
import { describe, expect, test } from 'vitest'
import type { Store, Timer } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import {
  act,
  begun,
  codesOf,
  later,
  moved,
  noon,
  processSample,
  start,
  startTimerSample,
  taskSample,
} from './samples.ts'

export function timersContract({ another, store, next, withEmpty }: Subject): void {
  const keysOf = (timers: readonly Timer[]) => timers.map(({ key }) => key)
  const all = (of: Store) => of.timers.due(new Date(later(1e9)), 1000)

  describe('timers', () => {
    test('are due at their time and not before, earliest first, up to a limit', () =>
      withEmpty(async (empty) => {
        expect(await empty.timers.nextAt()).toBeNull()
        const process = processSample(next())
        const tasks = [30, 10, 20].map((at, i) => taskSample(process, { sequence: i + 1, waits: { wake: later(at) } }))
        await start(empty, process, tasks)
        const [third, first, second] = tasks.map(({ id }) => id)
        expect(await empty.timers.nextAt()).toEqual(new Date(later(10)))
        expect(keysOf(await empty.timers.due(new Date(later(9)), 10))).toEqual([])
        expect(keysOf(await empty.timers.due(new Date(later(20)), 10))).toEqual([first, second])
        expect(keysOf(await empty.timers.due(new Date(later(30)), 10))).toEqual([first, second, third])
        expect(keysOf(await empty.timers.due(new Date(later(30)), 1))).toEqual([first])
      }))

    test('of a suspended process are not due until it is resumed', () =>
      withEmpty(async (empty) => {
        const process = processSample(next())
        const task = taskSample(process, { waits: { wake: noon } })
        await start(empty, process, [task])
        const suspend = (suspendedAt: string | null) =>
          act(empty, process.id, (loaded) => moved(loaded, { process: { ...loaded, suspendedAt } }))
        await suspend(later(1))
        expect(await all(empty)).toEqual([])
        expect(await empty.timers.nextAt()).toBeNull()
        await suspend(null)
        expect(keysOf(await all(empty))).toEqual([task.id])
        expect(await empty.timers.nextAt()).toEqual(new Date(noon))
      }))
  })

  describe('a timer of a start', () => {
    test('is taken and set anew in the action that it gives; of two who fire it, one does', async () => {
      const flow = `flow-${next()}`
      const timer = startTimerSample(flow, 'daily')
      await store()
        .begin()
        .write([], { startTimers: [timer] })
      const again = { ...timer, dueAt: later(60_000) }
      const other = await another()
      const fire = (by: Store) => {
        const process = processSample(next(), { flow })
        return by.begin().write([begun(process)], { takes: { timer }, startTimers: [again] })
      }
      const outcomes = await Promise.allSettled([fire(store()), fire(other), fire(store()), fire(other)])
      expect(codesOf(outcomes)).toEqual([undefined, ...Array<string>(3).fill('ALREADY_TAKEN')])
      // It is there again, but as another.
      await expect(fire(store())).rejects.toMatchObject({ code: 'ALREADY_TAKEN' })
      const { items } = await store().read.processes({ tenant: '', actor: null, flowsInSight: [], flow })
      expect(items).toHaveLength(1)
      expect((await all(store())).filter(({ key }) => key === timer.key)).toEqual([again])
      await other.close()
    })

    test('follows the definitions: missing ones are written, changed ones replaced, others of these flows removed', async () => {
      const [one, two] = [`flow-${next()}`, `flow-${next()}`]
      const ofBoth = async () =>
        (await all(store())).filter(({ key }) => key.startsWith(`start:${one}/`) || key.startsWith(`start:${two}/`))
      const [daily, weekly, foreign] = [
        startTimerSample(one, 'daily', { data: { every: 'day', zone: { name: 'UTC', more: [1] } } }),
        startTimerSample(one, 'weekly'),
        startTimerSample(two, 'daily'),
      ]
      await store().timers.keepStarts([one, two], [daily, weekly, foreign])
      expect((await ofBoth()).toSorted(byKey)).toEqual([daily, weekly, foreign].toSorted(byKey))
      const moved = { ...daily, dueAt: later(5), data: { zone: { more: [1], name: 'UTC' }, every: 'day' } }
      const changed = { ...weekly, dueAt: later(6), data: { every: 'other week' } }
      await store().timers.keepStarts([one], [moved, changed])
      expect((await ofBoth()).toSorted(byKey)).toEqual([daily, changed, foreign].toSorted(byKey))
      await store().timers.keepStarts([one], [changed])
      expect((await ofBoth()).toSorted(byKey)).toEqual([changed, foreign].toSorted(byKey))
      await store().timers.keepStarts([one, two], [])
      expect(await ofBoth()).toEqual([])
    })

    test('of a schedule that is over is not written, but stays where it is still to be fired', async () => {
      const [missed, changed, never] = ['missed', 'changed', 'never'].map((node) => startTimerSample('over', node))
      const mine = async () => (await all(store())).filter(({ key }) => key.startsWith('start:over/'))
      await store().timers.keepStarts(['over'], [missed!, changed!])
      const over = (timer: Timer) => ({ ...timer, dueAt: null })
      await store().timers.keepStarts(
        ['over'],
        [over(missed!), over({ ...changed!, data: { every: 'other' } }), over(never!)],
      )
      expect(await mine()).toEqual([missed])
      await store().timers.keepStarts(['over'], [])
      expect(await mine()).toEqual([])
    })

    test('is written once, though several servers boot at once', async () => {
      const timer = startTimerSample(`flow-${next()}`, 'daily')
      const flow = timer.key.slice('start:'.length, timer.key.indexOf('/'))
      const other = await another()
      const boots = [store(), other, store(), other].map((each) => each.timers.keepStarts([flow], [timer]))
      await Promise.all(boots)
      expect((await all(store())).filter(({ key }) => key === timer.key)).toEqual([timer])
      await other.close()
    })

    test('leaves the timers of tasks alone', async () => {
      const process = processSample(next())
      const task = taskSample(process, { waits: { wake: noon } })
      await start(store(), process, [task])
      await store().timers.keepStarts([process.flow], [])
      expect(keysOf(await all(store()))).toContain(task.id)
    })
  })
}

const byKey = (one: Timer, other: Timer) => (one.key < other.key ? -1 : 1)
