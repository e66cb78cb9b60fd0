import { expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin } from '../../test/drive-engine.ts'

const choosing = (answer: unknown) =>
  flow('choosing', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('check'),
      check: n
        .if(() => answer as boolean)
        .no('refused')
        .yes('granted'),
      granted: n.end(),
      refused: n.end(),
    }),
  })

test.each([
  [true, 'granted'],
  [false, 'refused'],
  [Promise.resolve(false), 'refused'],
  [undefined, 'refused'],
  ['text', 'granted'],
])('the answer %j leads to %s, in whatever order the ways are written', async (answer, end) => {
  expect((await begin(choosing(answer))).process.outcome).toBe(end)
})
