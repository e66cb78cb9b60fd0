import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

const lifting = flow('lifting', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('call'),
    call: n.escalate('too-heavy').next('done'),
    done: n.end(),
  }),
})

test('who called the process is told, and it goes on', async () => {
  const run = await begin(lifting)
  expect(run.process.status).toBe('done')
  expect(run.event('task.done', 'call').data).toEqual({ told: { code: 'too-heavy' } })
})
