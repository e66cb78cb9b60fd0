import { flow } from 'handover'
import { kyselyArtifact } from 'handover/kysely'
import { z } from 'zod'
import { carrierNames, carriers } from './carriers.ts'

/** Above this value, in euros, goods do not leave the house without insurance. */
const insuredAbove = 1000

const text = (title: string, missing: string) => z.string().min(1, missing).max(120).meta({ title })

const shipmentFields = z.object({
  number: z
    .string()
    .regex(/^SO-\d{4}$/, 'Enter an order number such as SO-2063.')
    .meta({ title: 'Order number', description: 'SO- and four digits.', placeholder: 'SO-2063', width: 'half' }),
  customer: text('Customer', 'Enter a customer.').meta({ title: 'Customer', width: 'half' }),
  goods: text('Goods', 'Enter what is ordered.').meta({ title: 'Goods', placeholder: '12 desk lamps', width: 'half' }),
  city: text('City', 'Enter a city.').meta({ title: 'City', width: 'half' }),
  value: z.number().min(0, 'Enter an amount of 0 or more.').meta({
    title: 'Value of the goods',
    description: 'In euros. Above €1,000 the shipment is insured.',
    currency: 'EUR',
  }),
  deliverBy: z.iso.date('Enter a day.').meta({ title: 'Deliver by', width: 'half' }),
  note: z.string().max(300, 'Enter at most 300 characters.').optional().meta({
    title: 'Note for the warehouse',
    description: 'Fragile goods, loading ramp, opening hours.',
  }),
})

/** An order is a row of the company's own table; the process only knows its id. */
const shipment = kyselyArtifact({
  name: 'shipment',
  table: 'shipment',
  title: 'Shipment',
  newId: () => crypto.randomUUID(),
  schema: shipmentFields,
  label: ({ number }) => number,
})
type Shipment = z.output<typeof shipmentFields>

/** An order is registered, prepared by several people side by side, and handed to a carrier. */
export const orderShipment = flow('order-shipment', {
  title: 'Order shipment',
  description: 'Register an order. It is packed, insured when it is dear, and given to a carrier.',
  icon: 'truck',
  summary: ({ about }) => about ?? 'Order',
  data: z.object({
    about: z.string().optional().meta({ title: 'Order' }),
    parcels: z.int().optional().meta({ title: 'Parcels' }),
    weight: z.number().optional().meta({ title: 'Weight', unit: 'kg' }),
    policy: z.string().optional().meta({ title: 'Insurance policy' }),
    carrier: z.enum(carrierNames).optional().meta({ title: 'Carrier' }),
    pickup: z.string().optional().meta({ title: 'Pickup' }),
  }),
  nodes: (n) => ({
    start: n
      .start({ create: shipment })
      .title('Register an order')
      .description('Opens a shipment and hands it to the warehouse, the office and logistics at the same time.')
      .permission()
      .next('check'),
    check: n
      .businessRule(async (visit) => {
        const { number, goods, city } = await shipmentOf(visit)
        visit.process.data.about = `${number}, ${goods} to ${city}`
      })
      .title('Check the order')
      .next('prepare'),
    prepare: n
      .split()
      .title('Side by side')
      .next('pack')
      .next('insure', { when: async (visit) => (await shipmentOf(visit)).value > insuredAbove })
      .next('chooseCarrier'),
    pack: n
      .view({
        input: z.object({
          parcels: z.int().min(1, 'Enter 1 or more.').meta({ title: 'Parcels' }),
          weight: z
            .number()
            .min(0.1, 'Enter 0.1 or more.')
            .meta({ title: 'Weight', description: 'Of all parcels together, in kg.', unit: 'kg' }),
        }),
        complete: (visit, input) => void Object.assign(visit.process.data, input),
      })
      .title('Pack the goods')
      .description('Pack everything, put the label on, and weigh the parcels.')
      .permission()
      .due('2 days')
      .result(
        ({ process: { data } }) => `${data.parcels} ${data.parcels === 1 ? 'parcel' : 'parcels'}, ${data.weight} kg`,
      )
      .next('ready'),
    insure: n
      .view({
        input: z.object({ policy: text('Policy number', 'Enter the number of the policy.') }),
        complete: (visit, input) => void Object.assign(visit.process.data, input),
      })
      .title('Insure the shipment')
      .description('The goods are worth more than €1,000. Insure them, and note the number of the policy.')
      .permission()
      .due('1 day')
      .result((visit) => visit.process.data.policy ?? '')
      .next('ready'),
    chooseCarrier: n
      .view({
        input: z.object({ carrier: z.enum(carrierNames, 'Choose a carrier.').meta({ title: 'Carrier' }) }),
        complete: (visit, input) => void Object.assign(visit.process.data, input),
      })
      .title('Choose a carrier')
      .description('Choose who brings the goods there in time. The pickup is booked by itself.')
      .permission()
      .due('1 day')
      .result((visit) => visit.process.data.carrier ?? '')
      .next('bookPickup'),
    bookPickup: n
      .job(async ({ process: { data }, key }) => ({ pickup: await carriers.book(data.carrier ?? 'Own van', key) }), {
        retries: 2,
        timeout: '30 s',
      })
      .title('Book the pickup')
      .next('ready'),
    ready: n.join().title('All ready').next('handOver'),
    handOver: n
      .manual()
      .title('Hand over to the carrier')
      .description('Give the parcels to the driver, and confirm it here.')
      .permission('order-shipment.pack')
      .assign((visit) => visit.doneBy('pack'))
      .due('2 days')
      .next('shipped'),
    shipped: n.end().title('Shipped'),
  }),
})

async function shipmentOf(visit: { loadArtifact(): Promise<unknown> }): Promise<Shipment> {
  const found = (await visit.loadArtifact()) as Shipment | null
  if (found === null) throw new Error('The shipment is not in the table any more')
  return found
}
