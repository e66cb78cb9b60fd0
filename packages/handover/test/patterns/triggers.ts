/** What comes from outside: WCP-23 and 24. */
import { flow } from 'handover'
import { z } from 'zod'
import { complete, message, signal, start, wait, type Pattern } from './pattern.ts'

const transientTrigger = flow('transient-trigger', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('dress'),
    dress: n.manual().next('shot'),
    shot: n.catchSignal('starting-shot').next('run'),
    run: n.manual().next('arrived'),
    arrived: n.end(),
  }),
})

const persistentTrigger = flow('persistent-trigger', {
  data: z.object({ order: z.string() }),
  nodes: (n) => ({
    start: n.start({ fields: ['order'] }).next('pack'),
    pack: n.manual().next('payment'),
    payment: n.catchMessage('paid', z.unknown(), { key: (visit) => visit.process.data.order }).next('ship'),
    ship: n.manual().next('shipped'),
    shipped: n.end(),
  }),
})

export const triggers: readonly Pattern[] = [
  {
    number: 23,
    name: 'Transient Trigger',
    meaning: 'What comes from outside is lost when nobody waits for it at that moment.',
    here: '`catchSignal`: all who wait hear a signal, and nobody else ever does.',
    flow: transientTrigger,
    steps: [
      [start(), { done: 'start', open: 'dress' }],
      [start(), { done: '2:start', open: 'dress 2:dress' }],
      [signal('starting-shot'), { open: 'dress 2:dress' }],
      [complete('dress'), { done: 'dress', open: 'shot 2:dress' }],
      [signal('starting-shot'), { done: 'shot', open: 'run 2:dress' }],
      [complete('2:dress'), { done: '2:dress', open: 'run 2:shot' }],
      [signal('starting-shot'), { done: '2:shot', open: 'run 2:run' }],
    ],
  },
  {
    number: 24,
    name: 'Persistent Trigger',
    meaning: 'What comes from outside is kept until the process comes to the point where it is used, once.',
    here: '`catchMessage`: a message is kept for its time to live, and taken once, by who waits for its key.',
    flow: persistentTrigger,
    steps: [
      [start({ order: 'A1' }), { done: 'start', open: 'pack' }],
      [message('paid', { key: 'A1', ttl: '2 days' }), { open: 'pack' }],
      [wait('1 day'), { open: 'pack' }],
      [complete('pack'), { done: 'pack payment', open: 'ship' }],
      [start({ order: 'A1' }), { done: '2:start', open: 'ship 2:pack' }],
      [complete('2:pack'), { done: '2:pack', open: 'ship 2:payment' }],
      [message('paid', { key: 'B7', ttl: '2 days' }), { open: 'ship 2:payment' }],
      [message('paid', { key: 'A1' }), { done: '2:payment', open: 'ship 2:ship' }],
      [start({ order: 'B7' }), { done: '3:start', open: 'ship 2:ship 3:pack' }],
      [wait('3 days'), { open: 'ship 2:ship 3:pack' }],
      [complete('3:pack'), { done: '3:pack', open: 'ship 2:ship 3:payment' }],
    ],
  },
]
