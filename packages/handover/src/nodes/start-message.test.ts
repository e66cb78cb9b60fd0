import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { frozen } from '../flow/define-flow.ts'
import { Driven } from '../../test/drive-engine.ts'

const ordering = flow('ordering', {
  data: z.object({ order: z.string() }),
  nodes: (n) => ({
    ordered: n
      .startMessage('ordered', z.object({ number: z.number() }), ({ number }) => ({ order: `A-${number}` }))
      .next('done'),
    done: n.end(),
  }),
})
const triggered = async (input: unknown) => {
  const run = new Driven(frozen(ordering))
  await run.give({ type: 'start', node: 'ordered', input, by: null, note: null, isTriggered: true })
  return run
}

test('the first data is filled from what the message brings', async () => {
  expect((await triggered({ number: 7 })).data).toEqual({ order: 'A-7' })
})

test('a message that does not fit starts nothing', async () => {
  await expect(triggered({ number: 'seven' })).rejects.toThrow('INPUT_INVALID')
})

test('it says which message it begins with', () => {
  const node = frozen(ordering).graph['ordered']!
  expect(node.kind.begins!(node)).toEqual({ by: 'message', name: 'ordered' })
})
