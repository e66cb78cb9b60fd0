import { expect, test } from 'vitest'
import { begin } from '../../test/drive-engine.ts'
import { sketchFlow } from '../../test/sketch-flow.ts'

const flow = (answers: Record<string, boolean>, branches = 'a b? c?') =>
  sketchFlow(`start -> fork\n fork: split -> ${branches}\n a -> done\n b -> done\n c -> done\n done`, answers)

test('a split starts every branch without a condition, and those whose condition holds', async () => {
  const run = await begin(flow({ 'fork.b': false, 'fork.c': true }))
  expect(run.path()).toBe('start fork a c')
})

test('the branches stand in one scope of the split', async () => {
  const run = await begin(flow({}))
  expect(new Set(run.snapshot.tasks.slice(2).map((task) => task.scope))).toEqual(new Set([run.process.scopes[0]!.id]))
})

test('a split that would start nothing is refused', async () => {
  await expect(begin(flow({ 'fork.a': false, 'fork.b': false, 'fork.c': false }, 'a? b? c?'))).rejects.toThrow(
    "SPLIT_NO_BRANCH: Flow 'sketch': 'fork' started no branch in process #7",
  )
})
