import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { frozen } from '../flow/define-flow.ts'
import { actor, begin } from '../../test/drive-engine.ts'

const moving = flow('moving', {
  data: z.object({ boxes: z.number().default(0) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('carry'),
    carry: n.manual().permission('mover').due('1 day').next('done'),
    done: n.end(),
  }),
})

test('a manual task is offered like a view, and only confirmed', async () => {
  const run = await begin(moving)
  expect(run.at('carry')).toMatchObject({ status: 'new', audience: { permissions: ['mover'] } })
  await run.assign('carry', { by: actor('Ben', 'mover') })
  await run.complete('carry', {}, { by: actor('Ben', 'mover') })
  expect(run.process.outcome).toBe('done')
})

test('a manual task takes no fields', async () => {
  const run = await begin(moving)
  const node = frozen(moving).graph['carry']!
  expect(node.kind.form!(node)).toEqual({ fields: [] })
  const asked = node.kind.receive!(node, { boxes: 3 }, null, run.at('carry'))
  expect(asked).toMatchObject({ do: 'ask', question: { input: { value: { boxes: 3 }, fields: [] } } })
})
