/** What holds of the orders and filters of inbox, queue and archive. */
import { describe, expect, test } from 'vitest'
import type { ProcessState, TaskState } from '../../engine/snapshot.ts'
import type { TaskList, TaskQuery } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import { act, actor, later, moved, processSample, start, taskSample } from './samples.ts'

const lists = ['inbox', 'queue', 'archive'] as const
const ben = actor('ben', { groups: ['hr', 'it'] })
/** Offered in two ways, so that each would be there twice if they were not made one. */
const inList: Record<TaskList, Partial<TaskState>> = {
  queue: { audience: { groups: ['hr', 'it'] } },
  inbox: { status: 'assigned', owner: 'ben' },
  archive: { status: 'done', owner: 'ben', finishedAt: later(0) },
}

export function taskOrdersContract({ store, next }: Subject): void {
  const tenantOf = () => `tenant ${next()}`
  const make = async (tenant: string, tasks: readonly Partial<TaskState>[], of: Partial<ProcessState> = {}) => {
    const process = processSample(next(), { tenant, ...of })
    const made = tasks.map((task, i) => taskSample(process, { sequence: i + 1, ...task }))
    await start(store(), process, made)
    return { process, ids: made.map(({ id }) => id) }
  }
  /** Page by page, with what `between` does after each. */
  const every = async (query: Omit<TaskQuery, 'actor'>, between = async () => {}) => {
    const ids: string[] = []
    for (let cursor: string | null = null; ;) {
      const page = await store().read.tasks({ actor: ben, limit: 3, ...query, cursor })
      ids.push(...page.items.map(({ id }) => id))
      if (page.next === null) return ids
      cursor = page.next
      await between()
    }
  }

  describe('the order of tasks', () => {
    test.each(lists)(
      '(%s) is from the oldest on when asked, page by page, and what comes later comes last',
      async (list) => {
        const tenant = tenantOf()
        const time = (at: number) => ({ ...inList[list], [list === 'archive' ? 'finishedAt' : 'createdAt']: later(at) })
        const { ids } = await make(tenant, [1, 1, 1, 1, 2, 3, 3, 5].map(time))
        const late: string[] = []
        const seen = await every({ list, tenant, sort: 'oldest' }, async () => {
          late.push(...(await make(tenant, [time(60_000 + late.length)])).ids)
        })
        expect(seen.slice(0, 4).toSorted()).toEqual(ids.slice(0, 4).toSorted())
        expect(seen[4]).toBe(ids[4])
        expect(seen.slice(5, 7).toSorted()).toEqual(ids.slice(5, 7).toSorted())
        expect(seen[7]).toBe(ids[7])
        // Those that came before the end was reached are there, in their order.
        expect(late.slice(0, seen.length - 8)).toEqual(seen.slice(8))
        expect(seen.length).toBeGreaterThan(8)
      },
    )

    test.each(['inbox', 'queue'] as const)(
      '(%s) is by due time when asked, those without one last and oldest first',
      async (list) => {
        const tenant = tenantOf()
        const task = (createdAt: number, dueAt: number | null) => ({
          ...inList[list],
          createdAt: later(createdAt),
          dueAt: dueAt === null ? null : later(dueAt),
        })
        const { ids } = await make(tenant, [
          task(9, 50),
          task(1, null),
          task(8, 10),
          task(7, 10),
          task(3, null),
          task(2, null),
          task(6, 90),
          task(5, null),
        ])
        const inOrder = [3, 2, 0, 6, 1, 5, 4, 7].map((i) => ids[i])
        for (const limit of [1, 2, 3, 4, 5, 8, 20])
          expect(await every({ list, tenant, sort: 'due', limit })).toEqual(inOrder)
      },
    )

    test.each(['inbox', 'queue'] as const)(
      '(%s) by due time loses and repeats nothing where times are equal',
      async (list) => {
        const tenant = tenantOf()
        const { ids } = await make(
          tenant,
          Array.from({ length: 17 }, (_, i) => ({ ...inList[list], dueAt: i < 9 ? later(1000) : null })),
        )
        const seen = await every({ list, tenant, sort: 'due', limit: 2 })
        expect(seen.toSorted()).toEqual(ids.toSorted())
      },
    )

    test('has no place in it that a cursor of another order could name', async () => {
      const tenant = tenantOf()
      const task = (i: number) => ({ ...inList.inbox, ...(i % 2 === 0 && { dueAt: later(i) }) })
      await make(
        tenant,
        Array.from({ length: 6 }, (_, i) => task(i)),
      )
      const sorts = ['newest', 'oldest', 'due'] as const
      for (const sort of sorts) {
        const { next: cursor } = await store().read.tasks({ list: 'inbox', actor: ben, tenant, sort, limit: 2 })
        await store().read.tasks({ list: 'inbox', actor: ben, tenant, sort, cursor })
        for (const other of sorts.filter((each) => each !== sort)) {
          const answer = store().read.tasks({ list: 'inbox', actor: ben, tenant, sort: other, cursor })
          await expect(answer).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
        }
      }
      const forged = Buffer.from(JSON.stringify(['due', 'soon', later(0), 'x'])).toString('base64url')
      const answer = store().read.tasks({ list: 'inbox', actor: ben, tenant, sort: 'due', cursor: forged })
      await expect(answer).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    })

    test('follows a due time that changes while the task is offered', async () => {
      const tenant = tenantOf()
      const { process, ids } = await make(tenant, [
        { ...inList.queue, dueAt: later(10) },
        { ...inList.queue, dueAt: later(20) },
      ])
      const setDue = (dueAt: string | null) =>
        act(store(), process.id, (loaded, tasks) =>
          moved(loaded, { changedTasks: [{ ...tasks.find(({ id }) => id === ids[0])!, dueAt }] }),
        )
      const due = { list: 'queue', tenant, sort: 'due' } as const
      await setDue(later(30))
      expect(await every(due)).toEqual([ids[1], ids[0]])
      await setDue(null)
      expect(await every({ ...due, due: null })).toEqual([ids[0]])
      await setDue(later(1))
      expect(await every(due)).toEqual([ids[0], ids[1]])
    })
  })

  describe('the filters of tasks', () => {
    const most = 99
    test.each(lists)('(%s) each leave exactly what fits, in pages and in counts', async (list) => {
      const tenant = tenantOf()
      const one = await make(
        tenant,
        [
          { title: 'Pack the goods', summary: 'fragile ÄPFEL', node: 'pack', createdAt: later(1) },
          { title: 'Insure', node: 'insure', createdAt: later(2) },
        ].map((task) => ({ ...inList[list], ...task })),
        { summary: 'SO-2057 to Hamburg', startedBy: 'jonas', flow: 'shipment' },
      )
      const two = await make(tenant, [{ ...inList[list], title: '100% of it', createdAt: later(3) }], {
        summary: 'six days off',
        startedBy: 'priya',
      })
      const [pack, insure] = one.ids as [string, string]
      const [other] = two.ids as [string]
      const fits: readonly (readonly [Partial<TaskQuery>, readonly string[]])[] = [
        [{ flow: 'shipment' }, [pack, insure]],
        [{ flow: 'shipment', nodes: ['insure', 'assure'] }, [insure]],
        [{ nodes: ['approve'] }, [other]],
        [{ startedBy: 'priya' }, [other]],
        [{ startedBy: 'nobody' }, []],
        [{ search: 'äpfel' }, [pack]],
        [{ search: ' PACK the ' }, [pack]],
        [{ search: 'so-2057' }, [pack, insure]],
        [{ search: '100%' }, [other]],
        [{ search: '%' }, [other]],
        [{ search: '_' }, []],
        [{ search: '  ' }, [pack, insure, other]],
        [{ search: `#${two.process.number}` }, [other]],
        [{ createdSince: later(2) }, [insure, other]],
        [{ createdSince: later(2), createdUntil: later(3) }, [insure]],
        [{ flow: 'shipment', startedBy: 'jonas', search: 'pack', createdUntil: later(9) }, [pack]],
      ]
      for (const [filter, ids] of fits) {
        const sorts = list === 'archive' ? (['newest', 'oldest'] as const) : (['newest', 'oldest', 'due'] as const)
        for (const sort of sorts)
          expect([filter, sort, (await every({ list, tenant, ...filter, sort, limit: 1 })).toSorted()]).toEqual([
            filter,
            sort,
            ids.toSorted(),
          ])
        expect(await store().read.countTasks({ list, tenant, actor: ben, ...filter }, most)).toBe(ids.length)
      }
    })

    test.each(['inbox', 'queue'] as const)('(%s) tell when something is due', async (list) => {
      const tenant = tenantOf()
      const { ids } = await make(
        tenant,
        [10, 20, 30, null].map((at) => ({ ...inList[list], dueAt: at === null ? null : later(at) })),
      )
      const fits: readonly (readonly [NonNullable<TaskQuery['due']> | null, readonly number[]])[] = [
        [{ until: later(20) }, [0]],
        [{ since: later(20) }, [1, 2]],
        [{ since: later(10), until: later(30) }, [0, 1]],
        [{ since: later(0) }, [0, 1, 2]],
        [null, [3]],
      ]
      for (const [due, expected] of fits) {
        const found = expected.map((i) => ids[i]!)
        expect(await every({ list, tenant, due, sort: 'due', limit: 1 })).toEqual(found)
        expect((await every({ list, tenant, due })).toSorted()).toEqual(found.toSorted())
        expect(await store().read.countTasks({ list, tenant, actor: ben, due }, most)).toBe(found.length)
      }
    })

    test('find nothing in a queue for who is excepted, in whatever order', async () => {
      const tenant = tenantOf()
      const audience = { groups: ['hr'], except: ['ben'] }
      await make(tenant, [
        { audience, dueAt: later(1), title: 'Pack' },
        { audience, title: 'Pack' },
      ])
      for (const sort of ['newest', 'oldest', 'due'] as const)
        expect(await every({ list: 'queue', tenant, sort, search: 'pack', flow: 'leave-request' })).toEqual([])
      expect(await store().read.countTasks({ list: 'queue', tenant, actor: ben, search: 'pack' }, most)).toBe(0)
    })
  })
}
