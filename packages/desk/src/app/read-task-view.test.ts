import { expect, test } from 'vitest'
import { readTaskView } from './read-task-view.ts'

test('the view of an address is read, and what is not understood left out', () => {
  const view = {
    search: '903',
    flow: 'leave',
    node: 'approve',
    from: 'anna',
    due: 'week',
    created: 'last14',
    sort: 'due',
  }
  expect(readTaskView({ ...view, search: 903 })).toEqual(view)
  expect(readTaskView({ search: '', due: 'soon', created: 14, sort: 'age', from: {}, more: 1 })).toEqual({})
})

test('a step without its flow is none', () => {
  expect(readTaskView({ node: 'approve' })).toEqual({})
})
