/** How a process comes to its end: WCP-11 and 43. */
import { flow } from 'handover'
import { z } from 'zod'
import { complete, start, take, type Pattern } from './pattern.ts'

const implicitTermination = flow('implicit-termination', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('fork'),
    fork: n.split().next('ship').next('invoice'),
    ship: n.manual().next('shipped'),
    shipped: n.end(),
    invoice: n.manual().next('collect'),
    collect: n.manual().next('paid'),
    paid: n.end(),
  }),
})

const explicitTermination = flow('explicit-termination', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('search'),
    search: n.split().next('searchHouse').next('searchGarden').next('askNeighbours'),
    searchHouse: n.manual().next('found'),
    searchGarden: n.manual().next('found'),
    askNeighbours: n.manual().next('asked'),
    asked: n.end(),
    found: n.terminate(),
  }),
})

export const termination: readonly Pattern[] = [
  {
    number: 11,
    name: 'Implicit Termination',
    meaning: 'A process is done when nothing is left to do in it.',
    here: 'By itself. A flow may have several ends; the one that was reached last is the outcome.',
    flow: implicitTermination,
    steps: [
      [start(), { done: 'start fork', open: 'ship invoice' }],
      [complete('ship'), { done: 'ship shipped', open: 'invoice' }],
      [complete('invoice'), { done: 'invoice', open: 'collect' }],
      [complete('collect'), { done: 'collect paid', ended: 'done at paid' }],
    ],
  },
  {
    number: 43,
    name: 'Explicit Termination',
    meaning: 'A process is done when a certain end is reached, and what is still open is withdrawn.',
    here: '`terminate`; a plain `end` ends only its own branch.',
    flow: explicitTermination,
    steps: [
      [start(), { done: 'start search', open: 'searchHouse searchGarden askNeighbours' }],
      [complete('askNeighbours'), { done: 'askNeighbours asked', open: 'searchHouse searchGarden' }],
      [take('searchHouse', 'Anna'), { open: 'searchHouse searchGarden' }],
      [complete('searchGarden'), { done: 'searchGarden found', canceled: 'searchHouse', ended: 'done at found' }],
      [complete('searchHouse'), { refused: 'TASK_ENDED' }],
    ],
  },
]
