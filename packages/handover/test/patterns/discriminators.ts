/** The first of several branches is enough: WCP-9, 28 and 29. What becomes of the others is the only difference. */
import { flow } from 'handover'
import { z } from 'zod'
import { complete, start, type Pattern } from './pattern.ts'

const structuredDiscriminator = flow('structured-discriminator', {
  data: z.object({ isUnclear: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('ask'),
    ask: n.split().next('askNorth').next('askSouth').next('askWest'),
    askNorth: n.manual().next('enough'),
    askSouth: n.manual().next('enough'),
    askWest: n.manual().next('enough'),
    enough: n.join({ after: 1 }).next('decide'),
    decide: n.view({ fields: ['isUnclear'] }).next('again'),
    again: n
      .if((visit) => visit.process.data.isUnclear)
      .yes('ask')
      .no('decided'),
    decided: n.end(),
  }),
})

const blockingDiscriminator = flow('blocking-discriminator', {
  data: z.object({ isUnclear: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('ask'),
    ask: n.split().next('askNorth').next('askSouth').next('askWest'),
    askNorth: n.manual().next('enough'),
    askSouth: n.manual().next('enough'),
    askWest: n.manual().next('enough'),
    enough: n.join({ after: 1, rest: 'block' }).next('decide'),
    decide: n.view({ fields: ['isUnclear'] }).next('again'),
    again: n
      .if((visit) => visit.process.data.isUnclear)
      .yes('ask')
      .no('decided'),
    decided: n.end(),
  }),
})

const cancellingDiscriminator = flow('cancelling-discriminator', {
  data: z.object({ isUnclear: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('ask'),
    ask: n.split().next('askNorth').next('askSouth').next('askWest'),
    askNorth: n.manual().next('enough'),
    askSouth: n.manual().next('enough'),
    askWest: n.manual().next('enough'),
    enough: n.join({ after: 1, rest: 'cancel' }).next('decide'),
    decide: n.view({ fields: ['isUnclear'] }).next('again'),
    again: n
      .if((visit) => visit.process.data.isUnclear)
      .yes('ask')
      .no('decided'),
    decided: n.end(),
  }),
})

export const discriminators: readonly Pattern[] = [
  {
    number: 9,
    name: 'Structured Discriminator',
    meaning: 'Of the branches of one split the first that comes goes on, and the others are ignored when they come.',
    here: '`join` with `after: 1`. Each round of the loop is a round of its own: late comers of the first start nothing in the second.',
    flow: structuredDiscriminator,
    steps: [
      [start(), { done: 'start ask', open: 'askNorth askSouth askWest' }],
      [complete('askSouth'), { done: 'askSouth enough', open: 'askNorth askWest decide' }],
      [complete('askNorth'), { done: 'askNorth', absorbed: 'askNorth', open: 'askWest decide' }],
      [
        complete('decide', { isUnclear: true }),
        { done: 'decide again ask', open: 'askWest askNorth askSouth askWest' },
      ],
      [complete('askWest'), { done: 'askWest', absorbed: 'askWest', open: 'askNorth askSouth askWest' }],
      [complete('askWest'), { done: 'askWest enough', open: 'askNorth askSouth decide' }],
      [complete('askNorth'), { done: 'askNorth', absorbed: 'askNorth', open: 'askSouth decide' }],
      [complete('askSouth'), { done: 'askSouth', absorbed: 'askSouth', open: 'decide' }],
      [complete('decide', { isUnclear: false }), { done: 'decide again decided', ended: 'done at decided' }],
    ],
  },
  {
    number: 28,
    name: 'Blocking Discriminator',
    meaning: 'The first branch that comes goes on, and the next round is held back until all of this round have come.',
    here: "`rest: 'block'`. In the second round somebody has answered already, but it goes on only when the first round has come wholly.",
    flow: blockingDiscriminator,
    steps: [
      [start(), { done: 'start ask', open: 'askNorth askSouth askWest' }],
      [complete('askNorth'), { done: 'askNorth enough', open: 'askSouth askWest decide' }],
      [
        complete('decide', { isUnclear: true }),
        { done: 'decide again ask', open: 'askSouth askWest askNorth askSouth askWest' },
      ],
      [complete('askNorth'), { done: 'askNorth', open: 'askSouth askWest askSouth askWest enough' }],
      [complete('askSouth'), { done: 'askSouth', absorbed: 'askSouth', open: 'askWest askSouth askWest enough' }],
      [complete('askWest'), { done: 'askWest enough', absorbed: 'askWest', open: 'askSouth askWest decide' }],
      [complete('askSouth'), { done: 'askSouth', absorbed: 'askSouth', open: 'askWest decide' }],
      [complete('decide', { isUnclear: false }), { done: 'decide again decided', open: 'askWest' }],
      [complete('askWest'), { done: 'askWest', absorbed: 'askWest', ended: 'done at decided' }],
    ],
  },
  {
    number: 29,
    name: 'Cancelling Discriminator',
    meaning: 'The first branch that comes goes on, and the others are withdrawn at once.',
    here: "`rest: 'cancel'`.",
    flow: cancellingDiscriminator,
    steps: [
      [start(), { done: 'start ask', open: 'askNorth askSouth askWest' }],
      [complete('askWest'), { done: 'askWest enough', canceled: 'askNorth askSouth', open: 'decide' }],
      [complete('decide', { isUnclear: true }), { done: 'decide again ask', open: 'askNorth askSouth askWest' }],
      [complete('askNorth'), { done: 'askNorth enough', canceled: 'askSouth askWest', open: 'decide' }],
      [complete('decide', { isUnclear: false }), { done: 'decide again decided', ended: 'done at decided' }],
    ],
  },
]
