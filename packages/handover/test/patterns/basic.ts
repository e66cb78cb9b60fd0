/** Basic control flow: WCP-1 to WCP-5. */
import { flow } from 'handover'
import { z } from 'zod'
import { complete, start, type Pattern } from './pattern.ts'

const sequence = flow('sequence', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('write'),
    write: n.manual().next('proofread'),
    proofread: n.manual().next('printed'),
    printed: n.end(),
  }),
})

const parallelSplit = flow('parallel-split', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('fork'),
    fork: n.split().next('cook').next('layTable'),
    cook: n.manual().next('cooked'),
    layTable: n.manual().next('laid'),
    cooked: n.end(),
    laid: n.end(),
  }),
})

const synchronization = flow('synchronization', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('fork'),
    fork: n.split().next('pack').next('invoice'),
    pack: n.manual().next('ready'),
    invoice: n.manual().next('ready'),
    ready: n.join().next('ship'),
    ship: n.manual().next('shipped'),
    shipped: n.end(),
  }),
})

const exclusiveChoice = flow('exclusive-choice', {
  data: z.object({ amount: z.number() }),
  nodes: (n) => ({
    start: n.start({ fields: ['amount'] }).next('size'),
    size: n
      .switch()
      .when((visit) => visit.process.data.amount > 10_000, 'askBoard')
      .when((visit) => visit.process.data.amount > 100, 'askManager')
      .otherwise('pay'),
    askBoard: n.manual().next('pay'),
    askManager: n.manual().next('pay'),
    pay: n.manual().next('paid'),
    paid: n.end(),
  }),
})

const simpleMerge = flow('simple-merge', {
  data: z.object({ isCompany: z.boolean() }),
  nodes: (n) => ({
    start: n.start({ fields: ['isCompany'] }).next('who'),
    who: n
      .if((visit) => visit.process.data.isCompany)
      .yes('checkRegister')
      .no('checkPassport'),
    checkRegister: n.manual().next('openAccount'),
    checkPassport: n.manual().next('openAccount'),
    openAccount: n.manual().next('opened'),
    opened: n.end(),
  }),
})

export const basic: readonly Pattern[] = [
  {
    number: 1,
    name: 'Sequence',
    meaning: 'A task is enabled when the one before it is completed.',
    here: '`next` leads on.',
    flow: sequence,
    steps: [
      [start(), { done: 'start', open: 'write' }],
      [complete('write'), { done: 'write', open: 'proofread' }],
      [complete('proofread'), { done: 'proofread printed', ended: 'done at printed' }],
    ],
  },
  {
    number: 2,
    name: 'Parallel Split',
    meaning: 'One branch becomes several that go on at the same time.',
    here: '`split` starts each `next`; what becomes of one branch does not touch the other.',
    flow: parallelSplit,
    steps: [
      [start(), { done: 'start fork', open: 'cook layTable' }],
      [complete('layTable'), { done: 'layTable laid', open: 'cook' }],
      [complete('cook'), { done: 'cook cooked', ended: 'done at cooked' }],
    ],
  },
  {
    number: 3,
    name: 'Synchronization',
    meaning: 'Several branches become one, which goes on when all of them have come.',
    here: '`join` waits, and goes on once.',
    flow: synchronization,
    steps: [
      [start(), { done: 'start fork', open: 'pack invoice' }],
      [complete('invoice'), { done: 'invoice', open: 'pack ready' }],
      [complete('pack'), { done: 'pack ready', open: 'ship' }],
      [complete('ship'), { done: 'ship shipped', ended: 'done at shipped' }],
    ],
  },
  {
    number: 4,
    name: 'Exclusive Choice',
    meaning: 'Of several branches exactly one is taken, by what the data says.',
    here: '`if`, or `switch`: the first case that holds, also when a later one would hold too.',
    flow: exclusiveChoice,
    steps: [
      [start({ amount: 50 }), { done: 'start size', open: 'pay' }],
      [start({ amount: 500 }), { done: '2:start 2:size', open: 'pay 2:askManager' }],
      [start({ amount: 50_000 }), { done: '3:start 3:size', open: 'pay 2:askManager 3:askBoard' }],
      [complete('3:askBoard'), { done: '3:askBoard', open: 'pay 2:askManager 3:pay' }],
    ],
  },
  {
    number: 5,
    name: 'Simple Merge',
    meaning: 'Alternative branches meet, and what follows goes on without waiting for the others.',
    here: 'Two nodes lead to the same node.',
    flow: simpleMerge,
    steps: [
      [start({ isCompany: true }), { done: 'start who', open: 'checkRegister' }],
      [complete('checkRegister'), { done: 'checkRegister', open: 'openAccount' }],
      [complete('openAccount'), { done: 'openAccount opened', ended: 'done at opened' }],
      [start({ isCompany: false }), { done: '2:start 2:who', open: '2:checkPassport' }],
      [complete('2:checkPassport'), { done: '2:checkPassport', open: '2:openAccount' }],
    ],
  },
]
