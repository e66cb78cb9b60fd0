/** What holds of inbox, queue and archive. */
import { describe, expect, test } from 'vitest'
import { isOffered } from '../../access/audience.ts'
import type { Actor, Audience } from '../../flow/actor.ts'
import type { TaskState } from '../../engine/snapshot.ts'
import type { Store, TaskList, TaskQuery } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import { act, actor, later, moved, processSample, start, taskSample } from './samples.ts'

export function taskListsContract({ store, next }: Subject): void {
  const tenantOf = () => `tenant ${next()}`
  const offer = async (tenant: string, tasks: readonly Partial<TaskState>[], flow = 'leave-request') => {
    const process = processSample(next(), {
      tenant,
      flow,
      summary: `of ${flow}`,
      startedBy: 'zoe',
      startedByName: 'Zoe',
    })
    const made = tasks.map((task, i) => taskSample(process, { sequence: i + 1, ...task }))
    await start(store(), process, made)
    return { process, tasks: made }
  }

  describe('the queue', () => {
    test('shows to each actor exactly the tasks that the door would let it take', async () => {
      const tenant = tenantOf()
      const random = randomOf(20_260_115)
      const actors = Array.from({ length: 25 }, (_, i) => randomActor(random, i))
      const { tasks } = await offer(
        tenant,
        Array.from({ length: 80 }, (_, i) => ({
          audience: i % 9 === 0 ? null : randomAudience(random, actors.length),
          createdAt: later(Math.floor(random() * 5)),
          status: 'new',
        })),
      )
      for (const each of actors) {
        const listed = await every(store(), { list: 'queue', actor: each, tenant, limit: 7 })
        const offered = tasks.filter((task) => isOffered(each, task.audience))
        expect(listed.toSorted()).toEqual(offered.map(({ id }) => id).toSorted())
        const count = await store().read.countTasks({ list: 'queue', actor: each, tenant }, 200)
        expect(count).toBe(offered.length)
        expect(await store().read.countTasks({ list: 'queue', actor: each, tenant }, 3)).toBe(
          Math.min(3, offered.length),
        )
      }
    })

    test('loses a task when it is taken and has it again when it is given back', async () => {
      const tenant = tenantOf()
      const {
        process,
        tasks: [task],
      } = await offer(tenant, [{ audience: { groups: ['hr'] } }])
      const ben = actor('ben', { groups: ['hr'] })
      const lists = () =>
        Promise.all(
          (['queue', 'inbox', 'archive'] as const).map((list) => every(store(), { list, actor: ben, tenant })),
        )
      const change = (more: Partial<TaskState>) =>
        act(store(), process.id, (loaded, [open]) => moved(loaded, { changedTasks: [{ ...open!, ...more }] }))
      expect(await lists()).toEqual([[task!.id], [], []])
      await change({ status: 'assigned', owner: 'ben', ownerName: 'Ben', assignedAt: later(1) })
      expect(await lists()).toEqual([[], [task!.id], []])
      await change({ status: 'new', owner: null, ownerName: null, assignedAt: null })
      expect(await lists()).toEqual([[task!.id], [], []])
      await change({ audience: { users: ['cid'] } })
      expect(await lists()).toEqual([[], [], []])
      await change({ audience: { users: ['ben'], except: ['cid'] } })
      expect(await lists()).toEqual([[task!.id], [], []])
      await change({ status: 'assigned', owner: 'ben', ownerName: 'Ben' })
      await change({ status: 'done', finishedAt: later(2), endedBy: 'ben', endedByName: 'Ben' })
      expect(await lists()).toEqual([[], [], [task!.id]])
    })

    test('does not have a task that was undone, nor has the inbox', async () => {
      const tenant = tenantOf()
      const undone = { status: 'canceled', reason: 'undone', audience: { groups: ['hr'] } } as const
      await offer(tenant, [undone, { ...undone, owner: 'ben' }])
      const ben = actor('ben', { groups: ['hr'] })
      for (const list of ['queue', 'inbox'] as const) {
        expect(await every(store(), { list, actor: ben, tenant })).toEqual([])
        expect(await store().read.countTasks({ list, actor: ben, tenant }, 9)).toBe(0)
      }
    })

    test('serves an actor with a thousand groups', async () => {
      const tenant = tenantOf()
      const { tasks } = await offer(tenant, [{ audience: { groups: ['g999'] } }])
      const groups = Array.from({ length: 1000 }, (_, i) => `g${i}`)
      const many = actor('many', { groups })
      expect(await every(store(), { list: 'queue', actor: many, tenant })).toEqual([tasks[0]!.id])
      expect((await store().read.processes({ tenant, actor: many, flowsInSight: [] })).items).toHaveLength(1)
    })
  })

  describe('every list of tasks', () => {
    const ben = actor('ben', { permissions: ['approve'] })
    const inList: Record<TaskList, Partial<TaskState>> = {
      queue: { audience: { permissions: ['approve'], users: ['ben'] } },
      inbox: { status: 'assigned', owner: 'ben' },
      archive: { status: 'done', owner: 'ben', finishedAt: later(0) },
    }

    test.each(['queue', 'inbox', 'archive'] as const)(
      '(%s) pages without loss or repetition, though times are equal and rows come between pages',
      async (list) => {
        const tenant = tenantOf()
        const make = (count: number, more: Partial<TaskState> = {}) =>
          offer(
            tenant,
            Array.from({ length: count }, () => ({ ...inList[list], ...more })),
          )
        const { tasks } = await make(23)
        const seen: string[] = []
        for (let cursor: string | null | undefined = undefined; cursor !== null;) {
          const page = await store().read.tasks({ list, actor: ben, tenant, limit: 5, ...(cursor ? { cursor } : {}) })
          seen.push(...page.items.map(({ id }) => id))
          cursor = page.next
          // What is newer than the first page belongs to no later one.
          await make(2, list === 'archive' ? { finishedAt: later(60_000) } : { createdAt: later(60_000) })
        }
        expect(seen).toHaveLength(23)
        expect(seen.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted())
      },
    )

    test.each(['queue', 'inbox', 'archive'] as const)(
      '(%s) is newest first, of one tenant, of one flow when asked',
      async (list) => {
        const tenant = tenantOf()
        const time = (at: string) => (list === 'archive' ? { finishedAt: at } : { createdAt: at })
        const { tasks: mixed } = await offer(
          tenant,
          [1, 3, 2].map((at) => ({ ...inList[list], ...time(later(at)) })),
        )
        const {
          tasks: [other],
        } = await offer(tenant, [{ ...inList[list], ...time(later(4)) }], 'other-flow')
        await offer(tenantOf(), [inList[list]])
        const [one, three, two] = mixed.map(({ id }) => id)
        expect(await every(store(), { list, actor: ben, tenant })).toEqual([other!.id, three, two, one])
        expect(await every(store(), { list, actor: ben, tenant, flow: 'leave-request' })).toEqual([three, two, one])
        expect(await store().read.countTasks({ list, actor: ben, tenant, flow: 'other-flow' }, 10)).toBe(1)
        const { items } = await store().read.tasks({ list, actor: ben, tenant, limit: 1 })
        expect(items[0]).toMatchObject({
          flow: 'other-flow',
          processSummary: 'of other-flow',
          startedBy: 'zoe',
          startedByName: 'Zoe',
        })
      },
    )

    test('refuses cursors that it did not give out, and limits that are none', async () => {
      const ask = (more: Partial<TaskQuery>) =>
        Promise.all(
          (['queue', 'inbox', 'archive'] as const).map((list) =>
            store().read.tasks({ list, actor: ben, tenant: '', ...more }),
          ),
        )
      const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const bad = [
        '',
        'x',
        '%%',
        encode({}),
        encode([1]),
        encode(['2026-13-01T00:00:00.000Z', 'id']),
        encode(['now', 'x']),
        encode([null, null]),
      ]
      for (const cursor of bad) await expect(ask({ cursor })).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
      for (const limit of [0, -1, 201, 1.5, Number.NaN, '5' as never])
        await expect(ask({ limit })).rejects.toMatchObject({ code: 'LIMIT_INVALID' })
      await ask({ cursor: null, limit: 200 })
    })
  })

  describe('involvement', () => {
    test('is to have, to have had, or to be offered a task', async () => {
      const { process } = await offer(tenantOf(), [
        { status: 'done', owner: 'ann', finishedAt: later(1) },
        { audience: { groups: ['hr'], except: ['cid'] } },
      ])
      const involved = (who: Actor) => store().read.isInvolved(process.id, who)
      expect(await involved(actor('ann'))).toBe(true)
      expect(await involved(actor('ben', { groups: ['hr'] }))).toBe(true)
      expect(await involved(actor('cid', { groups: ['hr'] }))).toBe(false)
      expect(await involved(actor('zoe'))).toBe(false)
      expect(await store().read.isInvolved('nonsense', actor('ann'))).toBe(false)
    })
  })
}

async function every(store: Store, query: Omit<TaskQuery, 'cursor'>): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null = null; ;) {
    const page = await store.read.tasks({ ...query, cursor })
    ids.push(...page.items.map(({ id }) => id))
    if (page.next === null) return ids
    cursor = page.next
  }
}

const names = ['a', 'b', 'c']

function randomActor(random: () => number, i: number): Actor {
  const some = () => names.filter(() => random() < 0.4)
  return actor(`u${i}`, { permissions: some(), ...(random() < 0.8 ? { groups: some() } : {}) })
}

function randomAudience(random: () => number, users: number): Audience {
  const some = () => names.filter(() => random() < 0.2)
  const people = () => Array.from({ length: Math.floor(random() * 3) }, () => `u${Math.floor(random() * users)}`)
  const all = { permissions: some(), groups: some(), users: people(), except: people() }
  return Object.fromEntries(Object.entries(all).filter(([, list]) => list.length > 0 || random() < 0.5))
}

/** Random numbers that are the same in every run: mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
