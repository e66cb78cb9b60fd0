/** What holds of what a new definition is checked against: where processes stand, their data, older definitions. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Subject } from '../store-contract.ts'
import { later, processSample, start, taskSample } from './samples.ts'

export function checkingContract({ store, next }: Subject): void {
  describe('for checking a definition, a store tells', () => {
    test('how many open tasks stand at each node, by the version that their processes started with', async () => {
      const flow = `flow-${randomUUID()}`
      const stand = (version: number, nodes: readonly string[], more = {}) => {
        const process = processSample(next(), { flow, version, tenant: `tenant ${version}`, ...more })
        const tasks = nodes.map((node, i) => taskSample(process, { node, sequence: i + 1 }))
        const ended = taskSample(process, { node: 'ended', sequence: 9, status: 'done', finishedAt: later(1) })
        return start(store(), process, [...tasks, ended])
      }
      const first = await stand(1, ['approve', 'approve', 'pay'])
      await stand(1, ['approve'])
      const newer = await stand(2, ['approve'])
      await stand(1, ['approve'], { status: 'done' })
      await stand(1, ['approve'], { status: 'canceled' })
      await stand(1, ['approve'], { flow: `${flow}-other` })
      expect(await store().read.standing(flow)).toEqual([
        { node: 'approve', version: 1, tasks: 3, example: first.number },
        { node: 'approve', version: 2, tasks: 1, example: newer.number },
        { node: 'pay', version: 1, tasks: 1, example: first.number },
      ])
    })

    test('the running processes of a flow in pages, each once', async () => {
      const flow = `flow-${randomUUID()}`
      const made = []
      for (const tenant of ['a', 'b'])
        for (let i = 0; i < 4; i++) made.push(await start(store(), processSample(next(), { flow, tenant })))
      await start(store(), processSample(next(), { flow, status: 'done' }))
      await start(store(), processSample(next(), { flow, status: 'failed' }))
      await start(store(), processSample(next(), { flow: `${flow}-other` }))
      const seen = []
      for (let cursor: string | null = null, more = true; more;) {
        const page = await store().read.running(flow, { limit: 3, cursor })
        seen.push(...page.items)
        cursor = page.next
        more = cursor !== null
      }
      expect(seen).toEqual(made)
      await expect(store().read.running(flow, { cursor: 'x' })).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    })

    test('the definitions of a flow that were recorded, newest version first', async () => {
      const flow = `flow-${randomUUID()}`
      const definition = (version: number) => ({ flow, version, hash: `h${version}`, graph: { nodes: [{ version }] } })
      for (const version of [2, 10, 1]) await store().recordDefinition(definition(version))
      expect(await store().read.definitions(flow)).toEqual([10, 2, 1].map(definition))
      expect(await store().read.definitions('no-such-flow')).toEqual([])
    })
  })
}
