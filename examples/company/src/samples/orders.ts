import type { Actor } from 'handover'
import type { Carrier } from '../carriers.ts'
import { orderShipment } from '../order-shipment.ts'
import { anna, cancel, complete, days, giveBack, jonas, lena, maria, priya, suspend, take, work } from './sample.ts'
import type { Sample, Step } from './sample.ts'

interface Registered {
  readonly number: string
  readonly by: Actor
  readonly ago: number
  readonly customer: string
  readonly city: string
  readonly goods: string
  readonly value: number
  readonly deliverBy: string
  readonly note?: string
}
const order = ({ by, ago, ...input }: Registered, ...steps: readonly (Step | readonly Step[])[]): Sample => ({
  key: input.number,
  by,
  ago,
  flow: orderShipment,
  input,
  steps: steps.flat(),
})
const packed = (ago: number, parcels: number, weight: number) => work('pack', maria, ago, { parcels, weight })
const carried = (ago: number, carrier: Carrier) => work('chooseCarrier', jonas, ago, { carrier })
const insured = (ago: number, policy: string) => work('insure', anna, ago, { policy })
const handed = (ago: number) => complete('handOver', maria, ago)

/** `on(3)` is the working day three days after the samples were brought. */
export const orders = (on: (days: number) => string): readonly Sample[] => [...past(on), ...underWay(on), ...fresh(on)]

const past = (on: (days: number) => string): readonly Sample[] => [
  order(
    {
      number: 'SO-2022',
      by: priya,
      ago: days(19),
      customer: 'Blaž & Sons',
      city: 'Split',
      goods: '1 reading lamp',
      value: 89,
      deliverBy: on(-12),
    },
    packed(days(18, 6), 1, 2.4),
    cancel(lena, days(18), 'Order withdrawn by the customer.'),
  ),
  order(
    {
      number: 'SO-2029',
      by: anna,
      ago: days(16),
      customer: 'Livraria Sol',
      city: 'Porto',
      goods: '2 bookshelves',
      value: 740,
      deliverBy: on(-8),
    },
    packed(days(15, 4), 2, 38.5),
    carried(days(15), 'Kestrel Parcel'),
    handed(days(14)),
  ),
  order(
    {
      number: 'SO-2031',
      by: priya,
      ago: days(13),
      customer: 'Hotel Adria',
      city: 'Trieste',
      goods: '24 bedside lamps',
      value: 2160,
      deliverBy: on(-5),
    },
    carried(days(12, 20), 'Kestrel Parcel'),
    insured(days(12, 2), 'HG-88214'),
    packed(days(11, 20), 6, 41),
    handed(days(11)),
  ),
  order(
    {
      number: 'SO-2036',
      by: anna,
      ago: days(9),
      customer: 'Atelier Renard',
      city: 'Lyon',
      goods: '6 stools',
      value: 540,
      deliverBy: on(-1),
    },
    packed(days(8), 3, 27),
    carried(days(7, 22), 'Own van'),
    handed(days(7)),
  ),
]

const underWay = (on: (days: number) => string): readonly Sample[] => [
  order(
    {
      number: 'SO-2038',
      by: priya,
      ago: days(3, 6),
      customer: 'Casa Ibarra',
      city: 'Bilbao',
      goods: '1 desk',
      value: 690,
      deliverBy: on(2),
    },
    packed(days(2, 8), 1, 34),
    carried(days(2), 'Nordfracht'),
  ),
  order(
    {
      number: 'SO-2041',
      by: anna,
      ago: days(2, 5),
      customer: 'Nordlys Interiør AS',
      city: 'Oslo',
      goods: '12 floor lamps',
      value: 4800,
      deliverBy: on(3),
      note: 'Loading ramp at the back, open until 16:00.',
    },
    take('pack', jonas, days(1, 22)),
    giveBack('pack', jonas, days(1, 12), { note: 'Out of bubble wrap until noon.' }),
    take('chooseCarrier', jonas, days(1, 8)),
    packed(6, 3, 14.2),
  ),
  order(
    {
      number: 'SO-2044',
      by: anna,
      ago: days(2),
      customer: 'Praxis Dr. Vogel',
      city: 'Kassel',
      goods: '8 chairs',
      value: 1880,
      deliverBy: on(4),
    },
    suspend(lena, days(1, 18), 'The customer has not paid yet. Resume when the money is there.'),
  ),
  order(
    {
      number: 'SO-2049',
      by: priya,
      ago: days(4),
      customer: 'Studio Vert',
      city: 'Lyon',
      goods: '1 standing desk',
      value: 820,
      deliverBy: on(1),
    },
    carried(days(3), 'Kestrel Parcel'),
    packed(days(2, 12), 1, 46),
  ),
  order(
    {
      number: 'SO-2052',
      by: anna,
      ago: days(1, 20),
      customer: 'Kontor Süd',
      city: 'Munich',
      goods: '30 desk pads',
      value: 450,
      deliverBy: on(3),
    },
    carried(days(1), 'Own van'),
    packed(20, 2, 12),
  ),
  order(
    {
      number: 'SO-2055',
      by: priya,
      ago: days(1, 10),
      customer: 'Kaffehuset',
      city: 'Bergen',
      goods: '1 espresso machine',
      value: 3200,
      deliverBy: on(4),
    },
    packed(16, 1, 29.5),
    take('chooseCarrier', jonas, 4),
    take('insure', anna, 2),
  ),
  order(
    {
      number: 'SO-2057',
      by: anna,
      ago: days(1, 2),
      customer: 'Hanse Hostel',
      city: 'Hamburg',
      goods: '12 desk lamps',
      value: 960,
      deliverBy: on(2),
    },
    take('pack', maria, 20),
    carried(10, 'Kestrel Parcel'),
  ),
]

const fresh = (on: (days: number) => string): readonly Sample[] => [
  order(
    {
      number: 'SO-2058',
      by: priya,
      ago: 20,
      customer: 'De Boekerij',
      city: 'Ghent',
      goods: '40 bookends',
      value: 380,
      deliverBy: on(3),
    },
    packed(8, 2, 18),
  ),
  order(
    {
      number: 'SO-2060',
      by: anna,
      ago: 9,
      customer: 'Cartoleria Po',
      city: 'Turin',
      goods: '40 notebooks',
      value: 320,
      deliverBy: on(5),
    },
    take('pack', maria, 5),
  ),
  order({
    number: 'SO-2062',
    by: anna,
    ago: 2,
    customer: 'Murhof',
    city: 'Graz',
    goods: '5 armchairs',
    value: 2450,
    deliverBy: on(6),
    note: 'Fragile legs: pack them upright.',
  }),
]
