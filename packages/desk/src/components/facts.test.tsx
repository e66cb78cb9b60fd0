import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Facts } from './facts.tsx'

const granted = { key: 'granted', label: 'Granted', field: { type: 'boolean' } }
const reading = (fact: Parameters<typeof Facts>[0]['of'][number]) => renderToString(<Facts of={[fact]} />)

test('a yes or no that nobody has said yet is neither', () => {
  expect(reading({ ...granted, value: null })).toContain('>not decided yet<')
  expect(
    reading({ ...granted, value: undefined, field: { anyOf: [{ type: 'boolean' }, { type: 'null' }] } }),
  ).toContain('>not decided yet<')
  expect(reading({ ...granted, value: false })).toContain('>No<')
  expect(reading({ key: 'why', label: 'Why', value: null })).toContain('>none<')
})
