/** What holds of one unit of work, and of two at once. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../engine/snapshot.ts'
import type { Store } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import { act, begun, eventSample, later, moved, processSample, start, taskSample } from './samples.ts'

export function unitsContract(subject: Subject): void {
  const { store, next } = subject

  describe('a unit', () => {
    test('writes a process, its tasks and its events together, and reads them back as they were', async () => {
      const process = processSample(next(), {
        data: {
          text: 'O\'Hara "ö" \\ \n',
          number: 1.5,
          big: 9007199254740991,
          yes: true,
          none: null,
          list: [1, { a: [] }],
          'a.b "c"': 0,
        },
        scopes: [{ id: 's1', split: 'fork', parent: null, item: null }],
        reason: 'late',
        artifactType: 'order',
        artifactId: '7',
        parentTask: randomUUID(),
        suspendedAt: later(5),
        startKey: randomUUID(),
        summary: 'Ann’s 50%',
        startedBy: 'ann',
        startedByName: 'Ann',
      })
      const task = taskSample(process, {
        previous: [randomUUID()],
        scope: 's1',
        audience: { groups: ['hr'], except: ['ann'] },
        item: 'plain text',
        state: { votes: [1] },
        waits: { watches: 'data', mutex: { name: 'till', isHeld: true } },
        error: { code: 'FUNCTION_FAILED', message: 'It threw.' },
        host: randomUUID(),
        startedAt: later(7),
        dueAt: later(123),
        priority: 7,
      })
      const started = await start(store(), process, [task])
      expect(await store().read.process(process.id)).toEqual(started)
      expect(await store().read.task(task.id)).toMatchObject({
        ...task,
        processNumber: process.number,
        flow: process.flow,
      })
      expect(await store().read.tasksOf(process.id)).toHaveLength(1)
      expect(await store().read.history(process.id, {})).toEqual([eventSample(process, 1, { type: 'process.started' })])
    })

    test('that fails at its last row leaves nothing', async () => {
      const [one, two] = [processSample(next()), processSample(next())]
      await start(store(), one)
      const broken = { ...begun(two, [taskSample(two)]), events: [eventSample(two, 1), eventSample(two, 1)] }
      await expect(store().begin().write([broken])).rejects.toMatchObject({ code: 'TX_RETRY' })
      const both = [begun({ ...two, id: randomUUID(), number: next() }), { ...broken }]
      await expect(store().begin().write(both)).rejects.toMatchObject({ code: 'TX_RETRY' })
      expect(await store().read.process(two.id)).toBeUndefined()
      expect(await store().read.process(both[0]!.process.id)).toBeUndefined()
      expect(await store().read.history(two.id, {})).toEqual([])
    })

    test('writes several new processes at once', async () => {
      const [parent, child] = [processSample(next()), processSample(next())]
      await store()
        .begin()
        .write([begun(parent), begun(child, [taskSample(child)])])
      expect(await store().read.process(parent.id)).toBeDefined()
      expect(await store().read.tasksOf(child.id)).toHaveLength(1)
    })

    test('that is rolled back leaves nothing, and frees the process', async () => {
      const process = await start(store(), processSample(next()))
      const unit = store().begin()
      await unit.load({ process: process.id })
      await unit.rollback()
      await unit.rollback()
      await act(store(), process.id, (loaded) => moved(loaded))
      expect(await store().read.history(process.id, {})).toHaveLength(2)
    })

    test('that loads an id which is not there is over, and holds nothing', async () => {
      for (const id of [randomUUID(), 'nonsense']) {
        const unit = store().begin()
        expect(await unit.load({ task: id })).toBeUndefined()
        await unit.rollback()
        expect(await store().read.task(id)).toBeUndefined()
        expect(await store().read.process(id)).toBeUndefined()
        expect(await store().read.tasksOf(id)).toEqual([])
      }
    })

    test('loads the open tasks in order of creation, and the named one even when it has ended', async () => {
      const process = processSample(next())
      const [third, first, ended, other] = [
        taskSample(process, { sequence: 3 }),
        taskSample(process, { sequence: 1 }),
        taskSample(process, { sequence: 2, status: 'done', finishedAt: noonPlus }),
        taskSample(process, { sequence: 4, status: 'canceled', finishedAt: noonPlus }),
      ]
      await start(store(), process, [third, first, ended, other])
      for (const [named, expected] of [
        [{ process: process.id }, [first, third]],
        [{ task: first.id }, [first, third]],
        [{ task: ended.id }, [first, ended, third]],
      ] as const) {
        const unit = store().begin()
        expect((await unit.load(named))!.tasks).toEqual(expected)
        await unit.rollback()
      }
    })

    test('loads what ended with the named task or later too, when that is asked for, and writes it', async () => {
      const process = processSample(next())
      const done = { status: 'done', finishedAt: noonPlus } as const
      const [before, named, follower, ended, open] = [
        taskSample(process, { sequence: 1, status: 'done', finishedAt: later(500) }),
        taskSample(process, { sequence: 2, ...done, createdAt: later(500) }),
        taskSample(process, { sequence: 3, ...done, createdAt: noonPlus }),
        taskSample(process, { sequence: 4, status: 'canceled', finishedAt: later(1500), createdAt: noonPlus }),
        taskSample(process, { sequence: 5, createdAt: noonPlus }),
      ]
      await start(store(), process, [before, named, follower, ended, open])
      const unit = store().begin()
      const loaded = await unit.load({ task: named.id }, { newer: true })
      expect(loaded!.tasks).toEqual([named, follower, ended, open])
      const undone = { ...follower, status: 'canceled', reason: 'undone' } as const
      await unit.write([moved(loaded!.process, { changedTasks: [undone] })])
      expect(await store().read.task(follower.id)).toMatchObject({ status: 'canceled', reason: 'undone' })

      const again = store().begin()
      expect((await again.load({ task: open.id }, { newer: true }))!.tasks).toEqual([open])
      await again.rollback()
    })

    test('loads the done tasks of nodes in order of creation, and writes them', async () => {
      const process = processSample(next())
      const done = { status: 'done', finishedAt: noonPlus } as const
      const [second, first, elsewhere] = [
        taskSample(process, { ...done, node: 'pay', sequence: 3 }),
        taskSample(process, { ...done, node: 'book', sequence: 1 }),
        taskSample(process, { ...done, node: 'think', sequence: 2 }),
      ]
      const others = [
        taskSample(process, { node: 'pay', status: 'canceled', finishedAt: noonPlus, sequence: 4 }),
        taskSample(process, { node: 'pay', sequence: 5 }),
      ]
      await start(store(), process, [second, first, elsewhere, ...others])
      const unit = store().begin()
      const loaded = await unit.load({ process: process.id })
      expect(await unit.doneTasks(process.id, ['pay', 'book', 'nowhere'])).toEqual([first, second])
      expect(await unit.doneTasks(process.id, [])).toEqual([])
      const changedTasks = [first, second].map((task) => ({ ...task, reason: 'compensated' }) as const)
      await unit.write([moved(loaded!.process, { changedTasks })])
      const reasons = (await store().read.tasksOf(process.id)).map(({ reason }) => reason)
      expect(reasons).toEqual(['compensated', null, 'compensated', null, null])
    })

    test('writes where a task stands, what it waits for, and what became of the process', async () => {
      const process = processSample(next())
      const task = taskSample(process, { waits: { signal: 'go' } })
      await start(store(), process, [task])
      const changedTask = {
        ...task,
        node: 'renamed',
        status: 'error',
        waits: { watches: 'data' },
        error: { code: 'X', message: 'It broke.', stack: 'at …' },
        startedAt: noonPlus,
      } as const
      const more = { reason: 'late', artifactType: 'order', artifactId: '7', suspendedAt: noonPlus }
      await act(store(), process.id, (loaded) =>
        moved(loaded, { process: { ...loaded, ...more }, changedTasks: [changedTask] }),
      )
      expect(await store().read.process(process.id)).toMatchObject(more)
      expect(await store().read.task(task.id)).toMatchObject(changedTask)
    })

    test('answers who finished the newest done task of a node', async () => {
      const process = processSample(next())
      const done = { node: 'review', status: 'done', finishedAt: noonPlus } as const
      await start(store(), process, [
        taskSample(process, { ...done, owner: 'ann', sequence: 1 }),
        taskSample(process, { ...done, owner: 'ben', sequence: 2 }),
        taskSample(process, { ...done, owner: 'cid', sequence: 3, status: 'canceled' }),
      ])
      const unit = store().begin()
      expect(await unit.doneBy(process.id, 'review')).toBe('ben')
      await unit.load({ process: process.id })
      expect(await unit.doneBy(process.id, 'review')).toBe('ben')
      expect(await unit.doneBy(process.id, 'approve')).toBeNull()
      await unit.rollback()
    })

    test('gives its transaction to functions: it begins when used, commits with the unit, and is over then', async () => {
      const process = await start(store(), processSample(next()))
      const unit = store().begin()
      expect(unit.isBegun).toBe(false)
      const tx = unit.tx as any
      expect(unit.isBegun).toBe(false)
      const key = randomUUID()
      await tx.insertInto('note').values({ id: key }).execute()
      expect(unit.isBegun).toBe(true)
      const child = processSample(next())
      await unit.write([begun(child)])
      expect(await notes(store(), key)).toBe(1)
      expect(await store().read.process(child.id)).toBeDefined()
      await expect(tx.selectFrom('note').selectAll().execute()).rejects.toMatchObject({ code: 'TX_FOREIGN' })

      const undone = store().begin()
      await undone.load({ process: process.id })
      const other = randomUUID()
      await (undone.tx as any).insertInto('note').values({ id: other }).execute()
      await undone.rollback()
      expect(await notes(store(), other)).toBe(0)
    })

    test('draws numbers while it is open', async () => {
      const unit = store().begin()
      const process = await start(store(), processSample(next()))
      await unit.load({ process: process.id })
      const first = await unit.takeNumbers(3)
      await unit.write([moved(process)])
      expect(await store().takeNumbers(1)).toBeGreaterThanOrEqual(first + 3)
    })
  })

  describe('two units', () => {
    test('of one process follow each other: the second waits, and sees what the first wrote', async () => {
      const process = processSample(next(), { data: { count: 0 } })
      await start(store(), process)
      const other = await subject.another()
      const add = (by: Store) => async () => {
        const unit = by.begin()
        const { process: loaded } = (await unit.load({ process: process.id }))!
        await new Promise((resolve) => setTimeout(resolve, 2))
        const count = (loaded.data['count'] as number) + 1
        await unit.write([moved(loaded, { data: { set: { count }, remove: [] } })])
      }
      await Promise.all(Array.from({ length: 10 }, (_, i) => add(i % 2 === 0 ? store() : other)()))
      expect((await store().read.process(process.id))!.data).toEqual({ count: 10 })
      const numbers = (await store().read.history(process.id, {})).map(({ number }) => number)
      expect(numbers).toEqual(Array.from({ length: 11 }, (_, i) => i + 1))
      await other.close()
    })

    test('the second one sees the tasks that the first one made, not those from before it waited', async () => {
      const process = await start(store(), processSample(next()))
      const [first, second] = [store().begin(), store().begin()]
      await first.load({ process: process.id })
      const waiting = second.load({ process: process.id })
      const task = taskSample(process)
      await first.write([moved(process, { createdTasks: [task] })])
      expect((await waiting)!.tasks).toEqual([task])
      await second.rollback()
    })

    test('pages are read while a unit is open, and show what was committed', async () => {
      const process = await start(store(), processSample(next(), { summary: 'before' }))
      const unit = store().begin()
      await unit.load({ process: process.id })
      expect((await store().read.process(process.id))!.summary).toBe('before')
      await unit.write([moved(process, { process: { ...process, summary: 'after' } })])
      expect((await store().read.process(process.id))!.summary).toBe('after')
    })
  })

  describe('events', () => {
    test('with a number that is taken are refused: somebody wrote with a stale view', async () => {
      const process = await start(store(), processSample(next()))
      const unit = store().begin()
      await unit.load({ process: process.id })
      const stale = { ...moved(process), events: [eventSample(process, 1)] }
      await expect(unit.write([stale])).rejects.toMatchObject({ code: 'TX_RETRY' })
      expect(await store().read.history(process.id, {})).toHaveLength(1)
      await act(store(), process.id, (loaded) => moved(loaded))
    })

    test('are read oldest first, after a number, up to a limit', async () => {
      const process = processSample(next())
      const events = [1, 2, 3, 4].map((number) => eventSample(process, number, { data: { told: number } }))
      await store()
        .begin()
        .write([{ ...begun(process), events }])
      expect(await store().read.history(process.id, { after: 1, limit: 2 })).toEqual(events.slice(1, 3))
      await expect(store().read.history(process.id, { limit: 0 })).rejects.toMatchObject({ code: 'LIMIT_INVALID' })
    })
  })

  describe('data', () => {
    test('is written per key: nulls stay, keys that nobody named stay, removed ones go', async () => {
      const odd = 'a.b "c" \\ ü'
      const data = { kept: 1, unknown: { deep: [null] }, [odd]: 'old', gone: 1, 'gone too': 2, changed: 'x' }
      const process = await start(store(), processSample(next(), { data }))
      const set: Record<string, Json> = { changed: { z: 1, a: [true] }, added: null, [odd]: 'new', text: '1' }
      await act(store(), process.id, (loaded) =>
        moved(loaded, { data: { set, remove: ['gone', 'gone too', 'never there'] } }),
      )
      const expected = {
        kept: 1,
        unknown: { deep: [null] },
        [odd]: 'new',
        changed: { z: 1, a: [true] },
        added: null,
        text: '1',
      }
      expect((await store().read.process(process.id))!.data).toEqual(expected)
    })
  })
}

const noonPlus = later(1000)

async function notes(store: Store, id: string): Promise<number> {
  const rows = await store.transaction((tx) => tx.selectFrom('note').select('id').where('id', '=', id).execute())
  return (rows as unknown[]).length
}
