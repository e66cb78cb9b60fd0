/** Advanced branching: WCP-6, 7, 8 and 42. */
import { flow } from 'handover'
import { z } from 'zod'
import { complete, start, type Pattern } from './pattern.ts'

const multiChoice = flow('multi-choice', {
  data: z.object({ isHurt: z.boolean(), isBurning: z.boolean(), isCrime: z.boolean() }),
  nodes: (n) => ({
    start: n.start({ fields: ['isHurt', 'isBurning', 'isCrime'] }).next('alarm'),
    alarm: n
      .split()
      .next('sendAmbulance', { when: (visit) => visit.process.data.isHurt })
      .next('sendFireEngine', { when: (visit) => visit.process.data.isBurning })
      .next('sendPolice', { when: (visit) => visit.process.data.isCrime }),
    sendAmbulance: n.manual().next('sent'),
    sendFireEngine: n.manual().next('sent'),
    sendPolice: n.manual().next('sent'),
    sent: n.end(),
  }),
})

const structuredSynchronizingMerge = flow('structured-synchronizing-merge', {
  data: z.object({ isHurt: z.boolean(), isBurning: z.boolean(), isCrime: z.boolean() }),
  nodes: (n) => ({
    start: n.start({ fields: ['isHurt', 'isBurning', 'isCrime'] }).next('alarm'),
    alarm: n
      .split()
      .next('sendAmbulance', { when: (visit) => visit.process.data.isHurt })
      .next('sendFireEngine', { when: (visit) => visit.process.data.isBurning })
      .next('sendPolice', { when: (visit) => visit.process.data.isCrime }),
    sendAmbulance: n.manual().next('allBack'),
    sendFireEngine: n.manual().next('allBack'),
    sendPolice: n.manual().next('allBack'),
    allBack: n.join().next('report'),
    report: n.manual().next('closed'),
    closed: n.end(),
  }),
})

const multiMerge = flow('multi-merge', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('fork'),
    fork: n.split().next('layFoundation').next('orderTimber').next('bookCrane'),
    layFoundation: n.manual().next('audit'),
    orderTimber: n.manual().next('audit'),
    bookCrane: n.manual().next('audit'),
    audit: n.manual().next('audited'),
    audited: n.end(),
  }),
})

const threadSplit = flow('thread-split', {
  data: z.object({ inspectors: z.int() }),
  nodes: (n) => ({
    start: n.start({ fields: ['inspectors'] }).next('spawn'),
    spawn: n.split().next('inspect', { each: (visit) => [...Array(visit.process.data.inspectors).keys()] }),
    inspect: n.manual().next('inspected'),
    inspected: n.end(),
  }),
})

export const branching: readonly Pattern[] = [
  {
    number: 6,
    name: 'Multi-Choice',
    meaning: 'Of several branches any number is taken, by what the data says.',
    here: '`split` with `when`; that none at all is taken is refused, for nothing would go on.',
    flow: multiChoice,
    steps: [
      [
        start({ isHurt: true, isBurning: false, isCrime: true }),
        { done: 'start alarm', open: 'sendAmbulance sendPolice' },
      ],
      [complete('sendPolice'), { done: 'sendPolice sent', open: 'sendAmbulance' }],
      [complete('sendAmbulance'), { done: 'sendAmbulance sent', ended: 'done at sent' }],
      [
        start({ isHurt: true, isBurning: true, isCrime: true }),
        { done: '2:start 2:alarm', open: '2:sendAmbulance 2:sendFireEngine 2:sendPolice' },
      ],
      [
        start({ isHurt: false, isBurning: false, isCrime: false }),
        { refused: 'SPLIT_NO_BRANCH', open: '2:sendAmbulance 2:sendFireEngine 2:sendPolice' },
      ],
    ],
  },
  {
    number: 7,
    name: 'Structured Synchronizing Merge',
    meaning: 'The branches of one earlier choice of several meet, and it goes on when all that were taken have come.',
    here: '`join` waits for the branches that were really started, whichever those are.',
    flow: structuredSynchronizingMerge,
    steps: [
      [
        start({ isHurt: true, isBurning: false, isCrime: true }),
        { done: 'start alarm', open: 'sendAmbulance sendPolice' },
      ],
      [complete('sendAmbulance'), { done: 'sendAmbulance', open: 'sendPolice allBack' }],
      [complete('sendPolice'), { done: 'sendPolice allBack', open: 'report' }],
      [
        start({ isHurt: false, isBurning: true, isCrime: false }),
        { done: '2:start 2:alarm', open: 'report 2:sendFireEngine' },
      ],
      [complete('2:sendFireEngine'), { done: '2:sendFireEngine 2:allBack', open: 'report 2:report' }],
    ],
  },
  {
    number: 8,
    name: 'Multi-Merge',
    meaning: 'Branches that go on at the same time meet, and what follows happens once for each that comes.',
    here: 'Several nodes lead to the same node, and no `join` stands between.',
    flow: multiMerge,
    steps: [
      [start(), { done: 'start fork', open: 'layFoundation orderTimber bookCrane' }],
      [complete('orderTimber'), { done: 'orderTimber', open: 'layFoundation bookCrane audit' }],
      [complete('bookCrane'), { done: 'bookCrane', open: 'layFoundation audit audit' }],
      [complete('audit'), { done: 'audit audited', open: 'layFoundation audit' }],
      [complete('layFoundation'), { done: 'layFoundation', open: 'audit audit' }],
      [complete('audit'), { done: 'audit audited', open: 'audit' }],
      [complete('audit'), { done: 'audit audited', ended: 'done at audited' }],
    ],
  },
  {
    number: 42,
    name: 'Thread Split',
    meaning: 'At one point a given number of threads begins in one and the same branch.',
    here: '`split` with `each`: one thread for each item, over one edge.',
    flow: threadSplit,
    steps: [
      [start({ inspectors: 3 }), { done: 'start spawn', open: 'inspect(0) inspect(1) inspect(2)' }],
      [complete('inspect(1)'), { done: 'inspect(1) inspected(1)', open: 'inspect(0) inspect(2)' }],
      [complete('inspect(0)'), { done: 'inspect(0) inspected(0)', open: 'inspect(2)' }],
      [complete('inspect(2)'), { done: 'inspect(2) inspected(2)', ended: 'done at inspected' }],
    ],
  },
]
