/** What holds of the list of processes. */
import { describe, expect, test } from 'vitest'
import type { Json, ProcessState } from '../../engine/snapshot.ts'
import type { ProcessQuery } from '../../storage/store.ts'
import type { Subject } from '../store-contract.ts'
import { actor, later, processSample, start, taskSample } from './samples.ts'

export function processListsContract({ store, next }: Subject): void {
  const tenantOf = () => `tenant ${next()}`
  const make = (tenant: string, more: Partial<ProcessState> = {}) =>
    start(store(), processSample(next(), { tenant, ...more }))
  const list = async (query: Partial<ProcessQuery> & { tenant: string }) => {
    const seen: number[] = []
    for (let cursor: string | null = null; ;) {
      const page = await store().read.processes({ actor: null, flowsInSight: [], limit: 3, ...query, cursor })
      seen.push(...page.items.map(({ number }) => number))
      if (page.next === null) return seen
      cursor = page.next
    }
  }

  describe('the list of processes', () => {
    test('shows what an actor started, had a task of, may take a task of, or has in sight, once each, newest first', async () => {
      const tenant = tenantOf()
      const of = (more: Partial<ProcessState>) => processSample(next(), { tenant, ...more })
      const started = await start(store(), of({ startedBy: 'ben' }))
      const hidden = of({})
      await start(store(), hidden, [taskSample(hidden, { owner: 'ann', status: 'assigned' })])
      const had = of({ startedBy: 'ben' })
      const done = { owner: 'ben', status: 'done', finishedAt: later(1) } as const
      await start(store(), had, [taskSample(had, done), taskSample(had, { ...done, sequence: 2 })])
      const offered = of({})
      await start(store(), offered, [taskSample(offered, { audience: { groups: ['hr'], permissions: ['approve'] } })])
      const excepted = of({})
      await start(store(), excepted, [taskSample(excepted, { audience: { groups: ['hr'], except: ['ben'] } })])
      const inSight = await start(store(), of({ flow: 'expenses' }))
      await make(tenantOf(), { startedBy: 'ben' })

      const ben = actor('ben', { groups: ['hr'], permissions: ['approve'] })
      const seen = await list({ tenant, actor: ben, flowsInSight: ['expenses'] })
      expect(seen).toEqual([inSight, offered, had, started].map(({ number }) => number))
      expect(await list({ tenant, actor: ben, flowsInSight: ['expenses'], flow: 'leave-request' })).toEqual(
        seen.slice(1),
      )
      expect(await list({ tenant, actor: ben })).toEqual(seen.slice(1))
      expect(await list({ tenant })).toHaveLength(6)
    })

    test('is filtered by flow, status and outcome', async () => {
      const tenant = tenantOf()
      // One branch has reached an end already: that is no outcome yet.
      const running = await make(tenant, { outcome: 'rejected' })
      const approved = await make(tenant, { status: 'done', outcome: 'approved', flow: 'expenses' })
      const rejected = await make(tenant, { status: 'done', outcome: 'rejected' })
      expect(await list({ tenant, status: 'done' })).toEqual([rejected.number, approved.number])
      expect(await list({ tenant, status: 'done', flow: 'expenses' })).toEqual([approved.number])
      expect(await list({ tenant, outcome: 'rejected' })).toEqual([rejected.number])
      expect(await list({ tenant, status: 'running' })).toEqual([running.number])
    })

    test('finds data by its exact value, and tells types apart', async () => {
      const tenant = tenantOf()
      const values: readonly Json[] = [
        '1',
        1,
        true,
        'true',
        null,
        'null',
        [1, 2],
        { a: 1, b: { c: [null] } },
        '',
        0,
        false,
        1.5,
        'it\'s \\ "ö"',
      ]
      const keys = ['plain', 'a.b "c" \\']
      for (const value of values) await make(tenant, { data: Object.fromEntries(keys.map((key) => [key, value])) })
      await make(tenant, { data: {} })
      for (const key of keys)
        for (const value of values) {
          const found = await store().read.processes({ tenant, actor: null, flowsInSight: [], where: { [key]: value } })
          expect(found.items.map(({ data }) => data[key])).toEqual([value])
        }
      expect(await list({ tenant, where: { plain: { b: { c: [null] }, a: 1 } } })).toHaveLength(1)
      expect(await list({ tenant, where: { plain: 1, missing: 1 } })).toEqual([])
      expect(await list({ tenant, where: { plain: [2, 1] } })).toEqual([])
    })

    test('is searched by number, or by a part of the summary in any case; % and _ stand for themselves', async () => {
      const tenant = tenantOf()
      const half = await make(tenant, { summary: 'Half price: 50% OFF_season' })
      const full = await make(tenant, { summary: 'Full price: 500 offXseason' })
      const dots = await make(tenant, { summary: `Ticket ${half.number} of back\\slash` })
      expect(await list({ tenant, search: '50%' })).toEqual([half.number])
      expect(await list({ tenant, search: 'off_SEASON' })).toEqual([half.number])
      expect(await list({ tenant, search: ' price ' })).toEqual([full.number, half.number])
      expect(await list({ tenant, search: 'k\\s' })).toEqual([dots.number])
      expect(await list({ tenant, search: String(half.number) })).toEqual([dots.number, half.number])
      expect(await list({ tenant, search: `#${full.number}` })).toEqual([full.number])
      expect(await list({ tenant, search: '99999999999999999999' })).toEqual([])
      expect(await list({ tenant, search: '' })).toHaveLength(3)
    })

    test('pages without loss or repetition while processes come', async () => {
      const tenant = tenantOf()
      const made: number[] = []
      for (let i = 0; i < 11; i++) made.push((await make(tenant, { startedBy: 'ben' })).number)
      const ben = actor('ben')
      const seen: number[] = []
      for (let cursor: string | null = null, more = true; more;) {
        const page = await store().read.processes({
          tenant,
          actor: ben,
          flowsInSight: ['leave-request'],
          limit: 4,
          cursor,
        })
        seen.push(...page.items.map(({ number }) => number))
        await make(tenant, { startedBy: 'ben' })
        cursor = page.next
        more = cursor !== null
      }
      expect(seen).toEqual(made.toReversed())
    })

    test('refuses cursors that it did not give out, and limits that are none', async () => {
      const tenant = ''
      for (const cursor of [
        'x',
        Buffer.from('["1"]').toString('base64url'),
        Buffer.from('[1,2]').toString('base64url'),
      ])
        await expect(store().read.processes({ tenant, actor: null, flowsInSight: [], cursor })).rejects.toMatchObject({
          code: 'CURSOR_INVALID',
        })
      await expect(store().read.processes({ tenant, actor: null, flowsInSight: [], limit: 201 })).rejects.toMatchObject(
        { code: 'LIMIT_INVALID' },
      )
    })
  })
}
