/** Some of several branches are enough: WCP-30, 31 and 32. */
import { flow } from 'handover'
import { z } from 'zod'
import { complete, start, type Pattern } from './pattern.ts'

const structuredPartialJoin = flow('structured-partial-join', {
  data: z.object({ isTie: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('vote'),
    vote: n.split().next('anna').next('ben').next('carla'),
    anna: n.manual().next('quorum'),
    ben: n.manual().next('quorum'),
    carla: n.manual().next('quorum'),
    quorum: n.join({ after: 2 }).next('count'),
    count: n.view({ fields: ['isTie'] }).next('again'),
    again: n
      .if((visit) => visit.process.data.isTie)
      .yes('vote')
      .no('counted'),
    counted: n.end(),
  }),
})

const blockingPartialJoin = flow('blocking-partial-join', {
  data: z.object({ isTie: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('vote'),
    vote: n.split().next('anna').next('ben').next('carla'),
    anna: n.manual().next('quorum'),
    ben: n.manual().next('quorum'),
    carla: n.manual().next('quorum'),
    quorum: n.join({ after: 2, rest: 'block' }).next('count'),
    count: n.view({ fields: ['isTie'] }).next('again'),
    again: n
      .if((visit) => visit.process.data.isTie)
      .yes('vote')
      .no('counted'),
    counted: n.end(),
  }),
})

const cancellingPartialJoin = flow('cancelling-partial-join', {
  data: z.object({ isTie: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('vote'),
    vote: n.split().next('anna').next('ben').next('carla'),
    anna: n.manual().next('quorum'),
    ben: n.manual().next('quorum'),
    carla: n.manual().next('quorum'),
    quorum: n.join({ after: 2, rest: 'cancel' }).next('count'),
    count: n.view({ fields: ['isTie'] }).next('again'),
    again: n
      .if((visit) => visit.process.data.isTie)
      .yes('vote')
      .no('counted'),
    counted: n.end(),
  }),
})

export const partialJoins: readonly Pattern[] = [
  {
    number: 30,
    name: 'Structured Partial Join',
    meaning: 'Of the branches of one split a given number is enough, and those that come later are ignored.',
    here: '`join` with `after: 2`; the next round needs two of its own.',
    flow: structuredPartialJoin,
    steps: [
      [start(), { done: 'start vote', open: 'anna ben carla' }],
      [complete('carla'), { done: 'carla', open: 'anna ben quorum' }],
      [complete('anna'), { done: 'anna quorum', open: 'ben count' }],
      [complete('count', { isTie: true }), { done: 'count again vote', open: 'ben anna ben carla' }],
      [complete('ben'), { done: 'ben', absorbed: 'ben', open: 'anna ben carla' }],
      [complete('ben'), { done: 'ben', open: 'anna carla quorum' }],
      [complete('carla'), { done: 'carla quorum', open: 'anna count' }],
      [complete('anna'), { done: 'anna', absorbed: 'anna', open: 'count' }],
      [complete('count', { isTie: false }), { done: 'count again counted', ended: 'done at counted' }],
    ],
  },
  {
    number: 31,
    name: 'Blocking Partial Join',
    meaning: 'A given number of branches is enough, and the next round is held back until all of this round have come.',
    here: "`rest: 'block'`. The second round has its two votes, but waits for the third vote of the first.",
    flow: blockingPartialJoin,
    steps: [
      [start(), { done: 'start vote', open: 'anna ben carla' }],
      [complete('anna'), { done: 'anna', open: 'ben carla quorum' }],
      [complete('ben'), { done: 'ben quorum', open: 'carla count' }],
      [complete('count', { isTie: true }), { done: 'count again vote', open: 'carla anna ben carla' }],
      [complete('anna'), { done: 'anna', open: 'carla ben carla quorum' }],
      [complete('ben'), { done: 'ben', open: 'carla carla quorum' }],
      [complete('carla'), { done: 'carla quorum', absorbed: 'carla', open: 'carla count' }],
      [complete('carla'), { done: 'carla', absorbed: 'carla', open: 'count' }],
      [complete('count', { isTie: false }), { done: 'count again counted', ended: 'done at counted' }],
    ],
  },
  {
    number: 32,
    name: 'Cancelling Partial Join',
    meaning: 'A given number of branches is enough, and the others are withdrawn at once.',
    here: "`rest: 'cancel'`.",
    flow: cancellingPartialJoin,
    steps: [
      [start(), { done: 'start vote', open: 'anna ben carla' }],
      [complete('ben'), { done: 'ben', open: 'anna carla quorum' }],
      [complete('carla'), { done: 'carla quorum', canceled: 'anna', open: 'count' }],
      [complete('count', { isTie: true }), { done: 'count again vote', open: 'anna ben carla' }],
      [complete('anna'), { done: 'anna', open: 'ben carla quorum' }],
      [complete('ben'), { done: 'ben quorum', canceled: 'carla', open: 'count' }],
    ],
  },
]
