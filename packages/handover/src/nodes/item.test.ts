import { expect, test } from 'vitest'
import { z } from 'zod'
import { kinds } from './index.ts'

const schema = z.object({ name: z.string() })

test('every kind but the starts can be told what its items look like', () => {
  const starts = ['start', 'startHandle', 'startTimer', 'startMessage', 'startSignal']
  const offered = Object.keys(kinds.item(schema))
  expect(offered).toEqual(Object.keys(kinds).filter((name) => !starts.includes(name) && name !== 'item'))
})

test('a node keeps what its items look like, and otherwise is as ever', () => {
  const of = { fields: ['name'] }
  const { definition } = kinds.item(schema)['view']!(of).title('Ask').next('done')
  expect(definition).toEqual({ ...kinds.view(of).title('Ask').next('done').definition, item: schema })
})
