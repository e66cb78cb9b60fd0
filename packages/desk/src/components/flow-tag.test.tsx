import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { flowsQuery } from '../api/queries.ts'
import { FlowTag } from './flow-tag.tsx'

// The client asks at once where the desk is mounted.
vi.hoisted(() => vi.stubGlobal('document', { baseURI: 'http://127.0.0.1/' }))

const orders = { name: 'orders', title: 'Orders', description: '', version: 1, starts: [] }

test.each([
  ['truck', 'tabler-icon-truck-delivery'],
  [null, 'tabler-icon-schema'],
] as const)('a flow with the icon %s is drawn as %s', (icon, drawn) => {
  const queries = new QueryClient()
  queries.setQueryData(flowsQuery.queryKey, { items: [{ ...orders, icon }] })
  const html = renderToString(
    <QueryClientProvider client={queries}>
      <FlowTag title="Orders" />
    </QueryClientProvider>,
  )
  expect(html).toContain(drawn)
})
