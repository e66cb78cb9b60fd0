import { flow, type Webhook } from 'handover'
import { z } from 'zod'

export const parcels = flow('parcels', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('carry'),
    carry: n.view({ fields: [] }).next('there'),
    there: n.end(),
  }),
})

export const secret = 'between two servers'
export const webhookTo = (url: string): Webhook => ({
  name: 'shop',
  url,
  secret,
  events: ['process.started', 'process.done'],
})
