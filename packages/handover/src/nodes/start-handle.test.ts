import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { actor, begin } from '../../test/drive-engine.ts'

const leave = flow('leave', {
  data: z.object({ reason: z.string(), by: z.string().nullable(), days: z.number().default(1) }),
  nodes: (n) => ({
    fromMail: n
      .startHandle(z.object({ text: z.string().trim() }), (input, visit) => ({
        reason: input.text.toUpperCase(),
        by: visit.actor?.id ?? null,
      }))
      .next('done'),
    done: n.end(),
  }),
})

test('the function answers with the first data, from the parsed input and who acts', async () => {
  const run = await begin(leave, 'fromMail', { text: ' holiday ' }, { by: actor('Anna') })
  expect(run.data).toEqual({ reason: 'HOLIDAY', by: 'anna', days: 1 })
})

test('invalid input is refused before the function is called', async () => {
  await expect(begin(leave, 'fromMail', { text: 1 })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    details: { issues: [{ path: ['text'], value: 1 }] },
  })
})
