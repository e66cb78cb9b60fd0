/** Doing it again: WCP-10, 21 and 22. */
import { flow } from 'handover'
import { z } from 'zod'
import { complete, start, type Pattern } from './pattern.ts'

const arbitraryCycles = flow('arbitrary-cycles', {
  data: z.object({
    hasDraft: z.boolean(),
    verdict: z.enum(['good', 'weak']).default('weak'),
    isTired: z.boolean().default(false),
  }),
  nodes: (n) => ({
    start: n.start({ fields: ['hasDraft'] }).next('draft'),
    draft: n
      .if((visit) => visit.process.data.hasDraft)
      .yes('review')
      .no('write'),
    write: n.manual().next('review'),
    review: n.view({ fields: ['verdict'] }).next('quality'),
    quality: n
      .if((visit) => visit.process.data.verdict === 'good')
      .yes('publish')
      .no('reconsider'),
    reconsider: n.view({ fields: ['isTired'] }).next('mood'),
    mood: n
      .if((visit) => visit.process.data.isTired)
      .yes('shelve')
      .no('write'),
    publish: n.manual().next('published'),
    published: n.end(),
    shelve: n.manual().next('shelved'),
    shelved: n.end(),
  }),
})

const structuredLoop = flow('structured-loop', {
  data: z.object({ dirtyPlates: z.int(), isTasty: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: ['dirtyPlates'] }).next('isDirty'),
    isDirty: n
      .if((visit) => visit.process.data.dirtyPlates > 0)
      .yes('wash')
      .no('taste'),
    wash: n
      .view({ input: z.object({}), complete: (visit) => void (visit.process.data.dirtyPlates -= 1) })
      .next('isDirty'),
    taste: n.view({ fields: ['isTasty'] }).next('isEnough'),
    isEnough: n
      .if((visit) => visit.process.data.isTasty)
      .yes('served')
      .no('taste'),
    served: n.end(),
  }),
})

const recursion = flow('recursion', {
  data: z.object({ parts: z.int() }),
  nodes: (n) => ({
    start: n.start({ fields: ['parts'] }).next('isOne'),
    isOne: n
      .if((visit) => visit.process.data.parts === 1)
      .yes('build')
      .no('smaller'),
    smaller: n
      .subprocess('self', { start: 'start', input: (visit) => ({ parts: visit.process.data.parts - 1 }) })
      .next('build'),
    build: n.manual().next('built'),
    built: n.end(),
  }),
})

export const iteration: readonly Pattern[] = [
  {
    number: 10,
    name: 'Arbitrary Cycles',
    meaning: 'A loop may be entered and left at several points.',
    here: 'Any node may lead back to any other.',
    flow: arbitraryCycles,
    steps: [
      [start({ hasDraft: false }), { done: 'start draft', open: 'write' }],
      [complete('write'), { done: 'write', open: 'review' }],
      [complete('review', { verdict: 'weak' }), { done: 'review quality', open: 'reconsider' }],
      [complete('reconsider', { isTired: false }), { done: 'reconsider mood', open: 'write' }],
      [complete('write'), { done: 'write', open: 'review' }],
      [complete('review', { verdict: 'good' }), { done: 'review quality', open: 'publish' }],
      [complete('publish'), { done: 'publish published', ended: 'done at published' }],
      [start({ hasDraft: true }), { done: '2:start 2:draft', open: '2:review' }],
      [complete('2:review', { verdict: 'weak' }), { done: '2:review 2:quality', open: '2:reconsider' }],
      [complete('2:reconsider', { isTired: true }), { done: '2:reconsider 2:mood', open: '2:shelve' }],
    ],
  },
  {
    number: 21,
    name: 'Structured Loop',
    meaning:
      'Something is repeated while a condition holds that is asked before, or until one holds that is asked after.',
    here: '`if` before the work or behind it. Without dirty plates none is washed; one tastes at least once.',
    flow: structuredLoop,
    steps: [
      [start({ dirtyPlates: 2 }), { done: 'start isDirty', open: 'wash' }],
      [complete('wash'), { done: 'wash isDirty', open: 'wash' }],
      [complete('wash'), { done: 'wash isDirty', open: 'taste' }],
      [complete('taste', { isTasty: false }), { done: 'taste isEnough', open: 'taste' }],
      [complete('taste', { isTasty: true }), { done: 'taste isEnough served', ended: 'done at served' }],
      [start({ dirtyPlates: 0 }), { done: '2:start 2:isDirty', open: '2:taste' }],
    ],
  },
  {
    number: 22,
    name: 'Recursion',
    meaning: 'A task is done by the very flow that it belongs to.',
    here: "`subprocess` of `'self'`; an `if` ends the recursion.",
    flow: recursion,
    steps: [
      [start({ parts: 3 }), { done: 'start isOne 2:start 2:isOne 3:start 3:isOne', open: 'smaller 2:smaller 3:build' }],
      [complete('3:build'), { done: '2:smaller 3:build 3:built', open: 'smaller 2:build', ended: '3:done at built' }],
      [complete('2:build'), { done: 'smaller 2:build 2:built', open: 'build', ended: '2:done at built' }],
      [complete('build'), { done: 'build built', ended: 'done at built' }],
    ],
  },
]
