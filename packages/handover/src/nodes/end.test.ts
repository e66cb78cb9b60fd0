import { expect, test } from 'vitest'
import { begin } from '../../test/drive-engine.ts'
import { sketchFlow } from '../../test/sketch-flow.ts'

test('the last end gives the process its outcome', async () => {
  const run = await begin(sketchFlow(`start -> fork\n fork: split -> first work\n work: auto -> last\n first\n last`))
  expect(run.process).toMatchObject({ status: 'done', outcome: 'last' })
})

test('an end that is not the last leaves the process running', async () => {
  const run = await begin(sketchFlow(`start -> fork\n fork: split -> first work\n work -> last\n first\n last`))
  expect(run.process.status).toBe('running')
})
