import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { HistoryEvent } from 'handover/client'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { anyEvent } from './any-event.ts'
import { History } from './history.tsx'

const done = anyEvent({
  task: 'a',
  node: 'choose',
  title: 'Choose a carrier',
  actor: { id: 'ben', name: 'Ben Adler' },
  from: 'assigned',
  to: 'done',
})

/** The text of the changes, without marks. */
function changesRead(changes: HistoryEvent['changes']): string[] {
  const html = renderToString(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <History of={[{ ...done, changes }]} />
      </QueryClientProvider>
    </MantineProvider>,
  )
  return [...html.matchAll(/<span>([^<]*)<\/span>(?:<del>([^<]*)<\/del>.*?)?<ins>([^<]*)<\/ins>/gs)].map(
    ([, label, before, after]) => [label, before, after].filter((text) => text !== undefined).join(' | '),
  )
}

test('what changed is read as the facts are, before and after', () => {
  const carriers = { type: 'string', enum: ['dhl', 'own'], choices: { dhl: { title: 'Parcel service' } } }
  expect(
    changesRead([
      { key: 'carrier', label: 'Carrier', field: carriers, before: 'own', after: 'dhl' },
      { key: 'fee', label: 'Fee', field: { type: 'number', currency: 'EUR' }, before: 9, after: 12.5 },
      { key: 'day', label: 'Day', before: '2026-12-14', after: '2026-12-15' },
      { key: 'agreed', label: 'Agreed', field: { type: 'boolean' }, before: true, after: null },
      { key: 'artifact', label: 'Shipment', before: null, after: 'SO-2041' },
    ]),
  ).toEqual([
    'Carrier | Own | Parcel service',
    'Fee | €9.00 | €12.50',
    'Day | Mon 14 Dec 2026 | Tue 15 Dec 2026',
    'Agreed | Yes | not decided yet',
    'Shipment | SO-2041',
  ])
})
