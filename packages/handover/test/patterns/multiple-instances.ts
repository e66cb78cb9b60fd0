/** The same task several times at once: WCP-12 to WCP-15. */
import { flow } from 'handover'
import { z } from 'zod'
import { add, complete, start, type Pattern } from './pattern.ts'

const withoutSynchronization = flow('without-synchronization', {
  data: z.object({ guests: z.array(z.string()) }),
  nodes: (n) => ({
    start: n.start({ fields: ['guests'] }).next('invite'),
    invite: n
      .split()
      .next('call', { each: (visit) => visit.process.data.guests })
      .next('bookRoom'),
    call: n.manual().next('called'),
    called: n.end(),
    bookRoom: n.manual().next('booked'),
    booked: n.end(),
  }),
})

const designTimeKnowledge = flow('design-time-knowledge', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('ask'),
    ask: n.split().next('sign', { each: () => ['buyer', 'seller', 'notary'] }),
    sign: n.manual().next('signed'),
    signed: n.join().next('file'),
    file: n.manual().next('filed'),
    filed: n.end(),
  }),
})

const runTimeKnowledge = flow('run-time-knowledge', {
  data: z.object({ parcels: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('list'),
    list: n.view({ fields: ['parcels'] }).next('begin'),
    begin: n.split().next('weigh', { each: (visit) => visit.process.data.parcels }),
    weigh: n.manual().next('weighed'),
    weighed: n.join().next('ship'),
    ship: n.manual().next('shipped'),
    shipped: n.end(),
  }),
})

const withoutKnowledge = flow('without-knowledge', {
  data: z.object({ witnesses: z.array(z.string()) }),
  nodes: (n) => ({
    start: n.start({ fields: ['witnesses'] }).next('begin'),
    begin: n.split().next('hear', { each: (visit) => visit.process.data.witnesses }),
    hear: n.manual().next('heard'),
    heard: n.join().next('judge'),
    judge: n.manual().next('judged'),
    judged: n.end(),
  }),
})

export const multipleInstances: readonly Pattern[] = [
  {
    number: 12,
    name: 'Multiple Instances without Synchronization',
    meaning: 'A task is done several times, independently, and nothing waits for that.',
    here: '`split` with `each` beside the way on, and no `join`.',
    flow: withoutSynchronization,
    steps: [
      [start({ guests: ['anna', 'ben'] }), { done: 'start invite', open: 'call(anna) call(ben) bookRoom' }],
      [complete('bookRoom'), { done: 'bookRoom booked', open: 'call(anna) call(ben)' }],
      [complete('call(ben)'), { done: 'call(ben) called(ben)', open: 'call(anna)' }],
      [complete('call(anna)'), { done: 'call(anna) called(anna)', ended: 'done at called' }],
    ],
  },
  {
    number: 13,
    name: 'Multiple Instances with a Priori Design-Time Knowledge',
    meaning: 'A task is done as often as the definition says, and then it goes on.',
    here: '`split` with `each` over what stands in the flow, and `join`.',
    flow: designTimeKnowledge,
    steps: [
      [start(), { done: 'start ask', open: 'sign(buyer) sign(seller) sign(notary)' }],
      [complete('sign(seller)'), { done: 'sign(seller)', open: 'sign(buyer) sign(notary) signed' }],
      [complete('sign(notary)'), { done: 'sign(notary)', open: 'sign(buyer) signed' }],
      [complete('sign(buyer)'), { done: 'sign(buyer) signed', open: 'file' }],
    ],
  },
  {
    number: 14,
    name: 'Multiple Instances with a Priori Run-Time Knowledge',
    meaning: 'A task is done as often as is known when it begins, and then it goes on.',
    here: '`split` with `each` over the data as it is at that moment; for none it goes on at once.',
    flow: runTimeKnowledge,
    steps: [
      [start(), { done: 'start', open: 'list' }],
      [complete('list', { parcels: ['a', 'b'] }), { done: 'list begin', open: 'weigh(a) weigh(b)' }],
      [complete('weigh(a)'), { done: 'weigh(a)', open: 'weigh(b) weighed' }],
      [complete('weigh(b)'), { done: 'weigh(b) weighed', open: 'ship' }],
      [complete('ship'), { done: 'ship shipped', ended: 'done at shipped' }],
      [start(), { done: '2:start', open: '2:list' }],
      [complete('2:list', { parcels: [] }), { done: '2:list 2:begin 2:weighed', open: '2:ship' }],
    ],
  },
  {
    number: 15,
    name: 'Multiple Instances without a Priori Run-Time Knowledge',
    meaning: 'While a task is done several times, further instances may begin, and it goes on when all are done.',
    here: 'The command `add` begins a further branch as long as the others are under way.',
    flow: withoutKnowledge,
    steps: [
      [start({ witnesses: ['anna', 'ben'] }), { done: 'start begin', open: 'hear(anna) hear(ben)' }],
      [complete('hear(anna)'), { done: 'hear(anna)', open: 'hear(ben) heard' }],
      [add('begin', 'carla'), { open: 'hear(ben) heard hear(carla)' }],
      [complete('hear(ben)'), { done: 'hear(ben)', open: 'heard hear(carla)' }],
      [complete('hear(carla)'), { done: 'hear(carla) heard', open: 'judge' }],
      [add('begin', 'dora'), { refused: 'NOT_UNDER_WAY', open: 'judge' }],
    ],
  },
]
