import { flow } from 'handover'
import { kyselyArtifact } from 'handover/kysely'
import { z } from 'zod'

/** An order is a row of the shop's own table; the process only knows its id. */
const order = kyselyArtifact({
  name: 'order',
  table: 'shop_order',
  title: 'Order',
  schema: z.object({
    customer: z.string().min(1, 'Enter a customer.').meta({ title: 'Customer' }),
    total: z.number().min(0).meta({ title: 'Total', description: 'In euros.' }),
    address: z.string().min(1, 'Enter an address.').meta({ title: 'Address' }),
  }),
  label: ({ customer, total }) => `${customer}, ${total} €`,
})

/** Nobody has to look at the others. */
const isLarge = (record: unknown) => ((record as { total: number } | null)?.total ?? 0) >= 1000

/** One parcel is packed and handed to a carrier; what cannot be packed ends the order. */
export const parcel = flow('parcel', {
  title: 'Parcel',
  summary: (data) => `Parcel ${data.name}`,
  data: z.object({
    name: z.string().meta({ title: 'Parcel' }),
    isDamaged: z.boolean().default(false).meta({ title: 'Is it damaged?' }),
  }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ name: z.string() }), (input) => input).next('pack'),
    pack: n
      .view({ fields: ['isDamaged'] })
      .title('Pack the parcel')
      .permission('orders.pack')
      .onTimeout('1 day', 'late', { interrupting: false })
      .next('check'),
    late: n.escalate('LATE').title('Tell the shop').next('told'),
    told: n.end(),
    check: n
      .if((visit) => visit.process.data.isDamaged)
      .title('Damaged?')
      .yes('damaged')
      .no('packed'),
    damaged: n.fail('DAMAGED').title('Damaged'),
    packed: n.end().title('Packed'),
  }),
})

/** From an order to its delivery: people, machines, other processes, time and messages from outside. */
export const orders = flow('orders', {
  title: 'Orders',
  description: 'An order is checked, paid, packed parcel by parcel, and delivered.',
  data: z.object({
    approved: z.boolean().default(false).meta({ title: 'Approve this order?' }),
    parcels: z.array(z.string()).default(['A', 'B']).meta({ title: 'Parcels' }),
    receipt: z.string().optional().meta({ title: 'Receipt' }),
    refunded: z.boolean().default(false).meta({ title: 'Refunded' }),
  }),
  nodes: (n) => ({
    start: n.start({ create: order }).title('Enter an order').permission('orders.start').next('large'),
    fromShop: n
      .startMessage('order-placed', z.object({ id: z.string() }), () => ({}))
      .title('Order placed')
      .next('large'),
    large: n
      .if(async (visit) => isLarge(await visit.loadArtifact()))
      .title('Large order?')
      .yes('approve')
      .no('charge'),
    approve: n
      .view({ fields: ['approved'] })
      .title('Approve the order')
      .permission()
      .offer((visit) => ({ except: visit.process.startedBy === null ? [] : [visit.process.startedBy] }))
      .due('1 day')
      .onTimeout('2 days', 'remind', { interrupting: false })
      .next('decide'),
    remind: n
      .send(() => {})
      .title('Remind the approvers')
      .next('reminded'),
    reminded: n.end(),
    decide: n
      .if((visit) => visit.process.data.approved)
      .title('Approved?')
      .yes('charge')
      .no('rejected'),
    charge: n
      .job(async ({ key }) => ({ receipt: `paid-${key.slice(-4)}` }), { retries: 2, timeout: '30 s' })
      .title('Charge the card')
      .compensateWith((visit) => {
        visit.process.data.refunded = true
      })
      .onError('correct')
      .next('pack'),
    correct: n
      .view({ update: order, fields: ['address'] })
      .title('Correct the order')
      .permission('orders.start')
      .next('charge'),
    pack: n
      .subprocess(parcel, {
        start: 'start',
        each: (visit) => visit.process.data.parcels,
        input: (visit) => ({ name: String(visit.task.item) }),
      })
      .title('Pack the parcels')
      .onEscalation('apologize', { code: 'LATE' })
      .onError('refund', { code: 'DAMAGED' })
      .next('wait'),
    apologize: n
      .send(() => {})
      .title('Apologize')
      .next('apologized'),
    apologized: n.end(),
    wait: n.first().title('Which comes first?').next('delivered').next('lost'),
    delivered: n
      .catchMessage('parcel-delivered', z.object({}), { key: (visit) => visit.process.id })
      .title('Parcel delivered')
      .next('done'),
    lost: n.timer('14 days').next('refund'),
    refund: n.compensate().title('Give the money back').next('failed'),
    failed: n.end().title('Refunded'),
    rejected: n.end().title('Rejected'),
    done: n.end().title('Delivered'),
  }),
})
