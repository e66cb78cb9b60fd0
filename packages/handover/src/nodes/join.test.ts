import { expect, test } from 'vitest'
import { begin } from '../../test/drive-engine.ts'
import { sketchFlow } from '../../test/sketch-flow.ts'

test('a join goes on once for all of its branches', async () => {
  const run = await begin(
    sketchFlow(`start -> fork\n fork: split -> a b c\n a: auto -> ready\n b: auto -> ready\n c: auto -> ready
      ready: join -> done\n done`),
  )
  expect(run.visits()).toMatchObject({ a: 1, b: 1, c: 1, ready: 1, done: 1 })
})

test('a join that waits is shown as started', async () => {
  const run = await begin(
    sketchFlow(`start -> fork\n fork: split -> a ready\n a -> ready\n ready: join -> done\n done`),
  )
  expect(run.at('ready')).toMatchObject({ status: 'started', kind: 'join', audience: null })
})
