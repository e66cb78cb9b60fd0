import { expect, test } from 'vitest'
import { z } from 'zod'
import { artifact } from './artifact.ts'

const schema = z.object({ address: z.string() })
const load = () => undefined

test('an artifact is called after its name unless it has a title', () => {
  expect(artifact('workOrder', { schema, load }).title).toBe('Work order')
  expect(artifact('order', { title: 'Bestellung', schema, load }).title).toBe('Bestellung')
})

test('it keeps what its author said, and cannot be changed', () => {
  const update = () => {}
  const order = artifact('order', { schema, load, update })
  expect(order).toMatchObject({ name: 'order', schema, load, update })
  expect(Object.isFrozen(order)).toBe(true)
})

test.each([
  ['a name that starts with a capital', 'Order', { schema, load }],
  ['a schema that is no object', 'order', { schema: z.string(), load }],
  ['no schema', 'order', { load }],
  ['nothing to load it with', 'order', { schema }],
])('%s is refused', (_, name, definition) => {
  expect(() => artifact(name, definition as never)).toThrow('OPTION_INVALID')
})
