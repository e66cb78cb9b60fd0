/** Some of many instances are enough: WCP-34, 35 and 36. */
import { flow } from 'handover'
import { z } from 'zod'
import { add, complete, start, type Pattern } from './pattern.ts'

const staticPartialJoin = flow('static-partial-join', {
  data: z.object({ experts: z.array(z.string()) }),
  nodes: (n) => ({
    start: n.start({ fields: ['experts'] }).next('ask'),
    ask: n.split().next('review', { each: (visit) => visit.process.data.experts }),
    review: n.manual().next('enough'),
    enough: n.join({ after: 2 }).next('publish'),
    publish: n.manual().next('published'),
    published: n.end(),
  }),
})

const cancellingPartialJoin = flow('cancelling-partial-join-for-instances', {
  data: z.object({ experts: z.array(z.string()) }),
  nodes: (n) => ({
    start: n.start({ fields: ['experts'] }).next('ask'),
    ask: n.split().next('review', { each: (visit) => visit.process.data.experts }),
    review: n.manual().next('enough'),
    enough: n.join({ after: 2, rest: 'cancel' }).next('publish'),
    publish: n.manual().next('published'),
    published: n.end(),
  }),
})

const dynamicPartialJoin = flow('dynamic-partial-join', {
  data: z.object({ depots: z.array(z.string()), needed: z.int(), found: z.int().default(0) }),
  nodes: (n) => ({
    start: n.start({ fields: ['depots', 'needed'] }).next('ask'),
    ask: n.split().next('count', { each: (visit) => visit.process.data.depots }),
    count: n
      .view({
        input: z.object({ pieces: z.int() }),
        complete: (visit, { pieces }) => void (visit.process.data.found += pieces),
      })
      .next('enough'),
    enough: n.join({ after: (visit) => visit.process.data.found >= visit.process.data.needed }).next('deliver'),
    deliver: n.manual().next('delivered'),
    delivered: n.end(),
  }),
})

export const partialInstances: readonly Pattern[] = [
  {
    number: 34,
    name: 'Static Partial Join for Multiple Instances',
    meaning: 'Of many instances of a task a number that is known beforehand is enough, and the others are ignored.',
    here: '`split` with `each`, and `join` with `after: 2`.',
    flow: staticPartialJoin,
    steps: [
      [
        start({ experts: ['anna', 'ben', 'carla'] }),
        { done: 'start ask', open: 'review(anna) review(ben) review(carla)' },
      ],
      [complete('review(carla)'), { done: 'review(carla)', open: 'review(anna) review(ben) enough' }],
      [complete('review(anna)'), { done: 'review(anna) enough', open: 'review(ben) publish' }],
      [complete('review(ben)'), { done: 'review(ben)', absorbed: 'review(ben)', open: 'publish' }],
      [complete('publish'), { done: 'publish published', ended: 'done at published' }],
    ],
  },
  {
    number: 35,
    name: 'Cancelling Partial Join for Multiple Instances',
    meaning: 'Of many instances of a task a number that is known beforehand is enough, and the others are withdrawn.',
    here: "`rest: 'cancel'`.",
    flow: cancellingPartialJoin,
    steps: [
      [
        start({ experts: ['anna', 'ben', 'carla', 'dora'] }),
        { done: 'start ask', open: 'review(anna) review(ben) review(carla) review(dora)' },
      ],
      [complete('review(dora)'), { done: 'review(dora)', open: 'review(anna) review(ben) review(carla) enough' }],
      [
        complete('review(ben)'),
        { done: 'review(ben) enough', canceled: 'review(anna) review(carla)', open: 'publish' },
      ],
    ],
  },
  {
    number: 36,
    name: 'Dynamic Partial Join for Multiple Instances',
    meaning:
      'Further instances may begin while it runs, and a condition that is asked with each that ends decides when it goes on.',
    here: '`join` with a rule, and the command `add`. When the rule has held, the others are ignored and none can be added.',
    flow: dynamicPartialJoin,
    steps: [
      [start({ depots: ['north', 'south'], needed: 10 }), { done: 'start ask', open: 'count(north) count(south)' }],
      [complete('count(north)', { pieces: 4 }), { done: 'count(north)', open: 'count(south) enough' }],
      [add('ask', 'west'), { open: 'count(south) enough count(west)' }],
      [add('ask', 'east'), { open: 'count(south) enough count(west) count(east)' }],
      [
        complete('count(west)', { pieces: 6 }),
        { done: 'count(west) enough', open: 'count(south) count(east) deliver' },
      ],
      [add('ask', 'airport'), { refused: 'NOT_UNDER_WAY', open: 'count(south) count(east) deliver' }],
      [
        complete('count(south)', { pieces: 9 }),
        { done: 'count(south)', absorbed: 'count(south)', open: 'count(east) deliver' },
      ],
      [complete('deliver'), { done: 'deliver delivered', open: 'count(east)' }],
      [
        complete('count(east)', { pieces: 1 }),
        { done: 'count(east)', absorbed: 'count(east)', ended: 'done at delivered' },
      ],
    ],
  },
]
