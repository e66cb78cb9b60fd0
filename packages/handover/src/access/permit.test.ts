import { expect, test } from 'vitest'
import { error } from '../errors.ts'
import { enforce } from '../engine/enforce.ts'
import { allowed, refusal } from './permit.ts'

test('a refusal says why in the words of its error', () => {
  const permit = refusal('TASK_EXCEPTED', { title: 'Approve' })
  expect(permit).toMatchObject({
    allowed: false,
    code: 'TASK_EXCEPTED',
    reason: error('TASK_EXCEPTED', { title: 'Approve' }).says,
  })
})

test('what is shown is what is enforced', () => {
  expect(() => enforce(refusal('TASK_EXCEPTED', { title: 'Approve' }))).toThrow(
    error('TASK_EXCEPTED', { title: 'Approve' }),
  )
  expect(() => enforce(allowed)).not.toThrow()
})
