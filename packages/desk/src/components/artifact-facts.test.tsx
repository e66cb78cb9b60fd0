import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ArtifactFacts } from './artifact-facts.tsx'

const shipment = {
  type: 'shipment',
  title: 'Shipment',
  id: '17',
  label: 'SO-2041',
  isGone: false,
  facts: [
    { key: 'to', label: 'To', value: 'Oslo' },
    { key: 'carrier', label: 'Carrier', value: null },
    { key: 'fee', label: 'Fee', value: 12.5, field: { type: 'number', currency: 'EUR' } },
    { key: 'weight', label: 'Weight', value: 3, field: { type: 'integer', unit: 'kg' } },
  ],
}

test('a record is shown by its label with what is known of it', () => {
  const html = renderToString(<ArtifactFacts of={shipment} />)
  expect(html).toContain('SO-2041')
  expect(html).toContain('Oslo')
  expect(html).not.toContain('Carrier')
  expect(html).toContain('€12.50')
  expect(html).toContain('3 kg')
})

test('a record that is gone is told as such', () => {
  const html = renderToString(<ArtifactFacts of={{ ...shipment, isGone: true, facts: [] }} />)
  expect(html).toContain('Shipment: no longer there')
  expect(html).toContain('17')
})
