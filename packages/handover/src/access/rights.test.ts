import { expect, test } from 'vitest'
import { hasRight, manageRight, viewRight } from './rights.ts'

test('rights belong to a flow by its name', () => {
  expect([manageRight('leave'), viewRight('leave')]).toEqual(['leave.manage', 'leave.view'])
})

test('an actor has exactly the rights that are named', () => {
  const anna = { id: 'anna', name: 'Anna', permissions: ['leave.view'] }
  expect(hasRight(anna, 'leave.view')).toBe(true)
  expect(hasRight(anna, 'leave')).toBe(false)
})
