/** Merges that no block holds together: WCP-33, 37, 38 and 41. */
import { flow } from 'handover'
import { z } from 'zod'
import { complete, start, type Pattern } from './pattern.ts'

const generalizedAndJoin = flow('generalized-and-join', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('make'),
    make: n
      .split()
      .next('makeFrame', { each: () => ['red', 'blue'] })
      .next('makeMotor', { each: () => ['fast', 'slow'] }),
    makeFrame: n.manual().next('assemble'),
    makeMotor: n.manual().next('assemble'),
    assemble: n.join({ pairs: true }).next('testDrive'),
    testDrive: n.manual().next('delivered'),
    delivered: n.end(),
  }),
})

const localSynchronizingMerge = flow('local-synchronizing-merge', {
  data: z.object({ hasPictures: z.boolean(), isDelicate: z.boolean(), isLong: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: ['hasPictures', 'isDelicate'] }).next('begin'),
    begin: n
      .split()
      .next('write')
      .next('draw', { when: (visit) => visit.process.data.hasPictures })
      .next('askLawyer', { when: (visit) => visit.process.data.isDelicate }),
    write: n.view({ fields: ['isLong'] }).next('length'),
    length: n
      .if((visit) => visit.process.data.isLong)
      .yes('pages')
      .no('publish'),
    draw: n.manual().next('pages'),
    pages: n.join().next('layOut'),
    layOut: n.manual().next('publish'),
    askLawyer: n.manual().next('publish'),
    publish: n.join({ of: 'begin' }).next('celebrate'),
    celebrate: n.manual().next('published'),
    published: n.end(),
  }),
})

const generalSynchronizingMerge = flow('general-synchronizing-merge', {
  data: z.object({ isAudited: z.boolean(), isFine: z.boolean().default(false), isReady: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: ['isAudited'] }).next('begin'),
    begin: n
      .split()
      .next('draft')
      .next('audit', { when: (visit) => visit.process.data.isAudited }),
    draft: n.manual().next('gather'),
    audit: n.view({ fields: ['isFine'] }).next('verdict'),
    verdict: n
      .if((visit) => visit.process.data.isFine)
      .yes('approve')
      .no('gather'),
    gather: n.join({ of: 'begin' }).next('revise'),
    revise: n.view({ fields: ['isReady'] }).next('state'),
    state: n
      .if((visit) => visit.process.data.isReady)
      .yes('approve')
      .no('audit'),
    approve: n.join({ of: 'begin' }).next('sign'),
    sign: n.view({ fields: ['isFine'] }).next('signature'),
    signature: n
      .if((visit) => visit.process.data.isFine)
      .yes('signed')
      .no('audit'),
    signed: n.end(),
  }),
})

const threadMerge = flow('thread-merge', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('order'),
    order: n.split().next('pack', { each: () => ['a', 'b', 'c', 'd', 'e'] }),
    pack: n.manual().next('pairUp'),
    pairUp: n.join({ after: 2, rest: 'again' }).next('drive'),
    drive: n.manual().next('delivered'),
    delivered: n.end(),
  }),
})

export const merges: readonly Pattern[] = [
  {
    number: 33,
    name: 'Generalized AND-Join',
    meaning:
      'It goes on whenever one has come over each way in, and what comes more than once is kept for the next time.',
    here: '`join` with `pairs`. Both frames are made before the first motor; each then gets one, and neither is lost.',
    flow: generalizedAndJoin,
    steps: [
      [start(), { done: 'start make', open: 'makeFrame(red) makeFrame(blue) makeMotor(fast) makeMotor(slow)' }],
      [
        complete('makeFrame(blue)'),
        { done: 'makeFrame(blue)', open: 'makeFrame(red) makeMotor(fast) makeMotor(slow) assemble' },
      ],
      [
        complete('makeFrame(red)'),
        { done: 'makeFrame(red)', open: 'makeMotor(fast) makeMotor(slow) assemble assemble' },
      ],
      [complete('makeMotor(slow)'), { done: 'makeMotor(slow) assemble', open: 'makeMotor(fast) assemble testDrive' }],
      [complete('testDrive'), { done: 'testDrive delivered', open: 'makeMotor(fast) assemble' }],
      [complete('makeMotor(fast)'), { done: 'makeMotor(fast) assemble', open: 'testDrive' }],
      [complete('testDrive'), { done: 'testDrive delivered', ended: 'done at delivered' }],
    ],
  },
  {
    number: 37,
    name: 'Local Synchronizing Merge',
    meaning:
      'Branches of one earlier split meet at several places of an acyclic flow that no block holds together, and each goes on when all that are still to come there have come.',
    here: 'Two joins of the same split, one behind the other. What was written goes to either; `publish` waits for pages exactly when there are any.',
    flow: localSynchronizingMerge,
    steps: [
      [start({ hasPictures: true, isDelicate: true }), { done: 'start begin', open: 'write draw askLawyer' }],
      [complete('askLawyer'), { done: 'askLawyer', open: 'write draw publish' }],
      [complete('write', { isLong: true }), { done: 'write length', open: 'draw publish pages' }],
      [complete('draw'), { done: 'draw pages', open: 'publish layOut' }],
      [complete('layOut'), { done: 'layOut publish', open: 'celebrate' }],
      [complete('celebrate'), { done: 'celebrate published', ended: 'done at published' }],
      [start({ hasPictures: true, isDelicate: false }), { done: '2:start 2:begin', open: '2:write 2:draw' }],
      [complete('2:write', { isLong: false }), { done: '2:write 2:length', open: '2:draw 2:publish' }],
      [complete('2:draw'), { done: '2:draw 2:pages', open: '2:publish 2:layOut' }],
      [complete('2:layOut'), { done: '2:layOut 2:publish', open: '2:celebrate' }],
      [
        start({ hasPictures: false, isDelicate: true }),
        { done: '3:start 3:begin', open: '2:celebrate 3:write 3:askLawyer' },
      ],
      [complete('3:write', { isLong: false }), { done: '3:write 3:length', open: '2:celebrate 3:askLawyer 3:publish' }],
      [complete('3:askLawyer'), { done: '3:askLawyer 3:publish', open: '2:celebrate 3:celebrate' }],
    ],
  },
  {
    number: 38,
    name: 'General Synchronizing Merge',
    meaning:
      'A join in any flow, loops that overlap included, goes on when all have come that are under way, or when none of those that are missing can come any more.',
    here: 'Both joins lie on overlapping loops and can reach each other. `gather` goes on as soon as the audit leads elsewhere; `approve` waits while a revision may go round again; that they wait for one another stops neither.',
    flow: generalSynchronizingMerge,
    steps: [
      [start({ isAudited: true }), { done: 'start begin', open: 'draft audit' }],
      [complete('draft'), { done: 'draft', open: 'audit gather' }],
      [complete('audit', { isFine: true }), { done: 'audit verdict gather', open: 'approve revise' }],
      [complete('revise', { isReady: false }), { done: 'revise state', open: 'approve audit' }],
      [complete('audit', { isFine: false }), { done: 'audit verdict gather', open: 'approve revise' }],
      [complete('revise', { isReady: true }), { done: 'revise state approve', open: 'sign' }],
      [complete('sign', { isFine: false }), { done: 'sign signature', open: 'audit' }],
      [complete('audit', { isFine: true }), { done: 'audit verdict approve', open: 'sign' }],
      [complete('sign', { isFine: true }), { done: 'sign signature signed', ended: 'done at signed' }],
      [start({ isAudited: false }), { done: '2:start 2:begin', open: '2:draft' }],
      [complete('2:draft'), { done: '2:draft 2:gather', open: '2:revise' }],
      [complete('2:revise', { isReady: true }), { done: '2:revise 2:state 2:approve', open: '2:sign' }],
    ],
  },
  {
    number: 41,
    name: 'Thread Merge',
    meaning: 'A given number of threads in one and the same branch becomes one.',
    here: "`join` with `after: 2, rest: 'again'`: each two become one, over and over. An odd one at the end goes on alone rather than waiting for ever.",
    flow: threadMerge,
    steps: [
      [start(), { done: 'start order', open: 'pack(a) pack(b) pack(c) pack(d) pack(e)' }],
      [complete('pack(c)'), { done: 'pack(c)', open: 'pack(a) pack(b) pack(d) pack(e) pairUp' }],
      [complete('pack(a)'), { done: 'pack(a) pairUp', open: 'pack(b) pack(d) pack(e) drive' }],
      [complete('pack(b)'), { done: 'pack(b)', open: 'pack(d) pack(e) drive pairUp' }],
      [complete('drive'), { done: 'drive delivered', open: 'pack(d) pack(e) pairUp' }],
      [complete('pack(e)'), { done: 'pack(e) pairUp', open: 'pack(d) drive' }],
      [complete('pack(d)'), { done: 'pack(d) pairUp', open: 'drive drive' }],
    ],
  },
]
