import { expect, test } from 'vitest'
import { z } from 'zod'
import { errorCodes } from '../errors.ts'
import { flow } from '../index.ts'
import { problemsOf, sketchFlow } from '../../test/sketch-flow.ts'

/** Defines a flow that the compiler would refuse: JavaScript has no compiler. */
const define = (nodes: (n: any) => object, more: object = {}, name = 'leave') =>
  flow(name, { data: z.object({ message: z.string(), note: z.string().optional() }), nodes, ...more } as never)
const start = (n: any) => n.start({ fields: ['message'] })

interface Mistake {
  readonly define: () => unknown
  readonly node: string | null
  readonly says: string
  readonly next: string
}

const mistakes: Record<string, Mistake> = {
  FLOW_BAD_NAME: {
    define: () => define((n) => ({ start: start(n).next('done'), done: n.end() }), {}, 'Leave Request'),
    node: null,
    says: "The flow's name 'Leave Request' is not usable.",
    next: 'Start with a small letter',
  },
  FLOW_BAD_VERSION: {
    define: () => define((n) => ({ start: start(n).next('done'), done: n.end() }), { version: 1.5 }),
    node: null,
    says: "Flow 'leave': the version 1.5 is not a whole number above 0.",
    next: 'Count versions',
  },
  FLOW_BAD_ICON: {
    define: () => define((n) => ({ start: start(n).next('done'), done: n.end() }), { icon: 'beach' as never }),
    node: null,
    says: "Flow 'leave': there is no icon 'beach'.",
    next: 'Choose one of box, building,',
  },
  FLOW_NODE_BAD_NAME: {
    define: () => define((n) => ({ start: start(n).next('Done-1'), 'Done-1': n.end() })),
    node: 'Done-1',
    says: "Flow 'leave': 'Done-1' is not a usable node name.",
    next: 'Use camelCase',
  },
  FLOW_NOT_A_NODE: {
    define: () => define((n) => ({ start: start(n).next('done'), done: { end: true } })),
    node: 'done',
    says: `Flow 'leave': 'done' is {"end":true}, not a node.`,
    next: 'Make nodes with the kinds',
  },
  FLOW_UNKNOWN_NODE: {
    define: () => define((n) => ({ start: start(n).next('aprove'), approve: n.end() })),
    node: 'start',
    says: "Flow 'leave': 'start' leads to 'aprove', which does not exist.",
    next: "Did you mean 'approve'?",
  },
  FLOW_UNREACHABLE_NODE: {
    define: () => define((n) => ({ start: start(n).next('done'), done: n.end(), lost: n.end() })),
    node: 'lost',
    says: "Flow 'leave': 'lost' can never be reached from a start.",
    next: 'Lead an edge to it',
  },
  FLOW_NO_START: {
    define: () => define((n) => ({ done: n.end() })),
    node: null,
    says: "Flow 'leave' has no start.",
    next: 'Add a node made with n.start',
  },
  FLOW_START_HAS_ENTRY: {
    define: () =>
      define((n) => ({
        start: start(n).next('check'),
        check: n
          .if(() => true)
          .yes('done')
          .no('start'),
        done: n.end(),
      })),
    node: 'check',
    says: "Flow 'leave': 'check' leads to 'start', which is a start.",
    next: 'Lead the edge to the node after the start.',
  },
  FLOW_IF_INCOMPLETE: {
    define: () =>
      define((n) => ({ start: start(n).next('check'), check: n.if(() => true).yes('done'), done: n.end() })),
    node: 'check',
    says: "Flow 'leave': 'check' is an if without no.",
    next: "Say where it leads: .no('…').",
  },
  FLOW_IF_DOUBLE: {
    define: () =>
      define((n) => ({
        start: start(n).next('check'),
        check: n
          .if(() => true)
          .yes('done')
          .yes('done')
          .no('done'),
        done: n.end(),
      })),
    node: 'check',
    says: "Flow 'leave': 'check' is an if with 2 ways for yes.",
    next: 'use n.switch() for more ways',
  },
  FLOW_SWITCH_NO_OTHERWISE: {
    define: () =>
      define((n) => ({ start: start(n).next('pick'), pick: n.switch().when(() => true, 'done'), done: n.end() })),
    node: 'pick',
    says: "Flow 'leave': 'pick' is a switch without otherwise.",
    next: ".otherwise('…')",
  },
  FLOW_SWITCH_DOUBLE: {
    define: () =>
      define((n) => ({
        start: start(n).next('pick'),
        pick: n.switch().otherwise('done').otherwise('done'),
        done: n.end(),
      })),
    node: 'pick',
    says: "Flow 'leave': 'pick' is a switch with 2 ways for otherwise.",
    next: 'Keep one .otherwise(…).',
  },
  FLOW_SPLIT_ONE_BRANCH: {
    define: () => define((n) => ({ start: start(n).next('fork'), fork: n.split().next('done'), done: n.end() })),
    node: 'fork',
    says: "Flow 'leave': 'fork' is a split with 1 branch.",
    next: 'Give it two or more',
  },
  FLOW_DEAD_END: {
    define: () => define((n) => ({ start: start(n).next('work'), work: n.function(() => {}) })),
    node: 'work',
    says: "Flow 'leave': 'work' leads nowhere and is no end.",
    next: 'or make it n.end()',
  },
  FLOW_END_LEADS_ON: {
    define: () => define((n) => ({ start: start(n).next('done'), done: (n.end() as any).next('more'), more: n.end() })),
    node: 'done',
    says: "Flow 'leave': 'done' leads on to 'more', but is of the kind 'end'",
    next: "Remove the .next('…')",
  },
  FLOW_TOO_MANY_EXITS: {
    define: () => define((n) => ({ start: start(n).next('done').next('done'), done: n.end() })),
    node: 'start',
    says: "Flow 'leave': 'start' has 2 ways on, but a start has one.",
    next: 'Put a split after it',
  },
  FLOW_PATH_NEVER_ENDS: {
    define: () =>
      define((n) => ({
        start: start(n).next('one'),
        one: n.view({ fields: [] }).next('two'),
        two: n.view({ fields: [] }).next('one'),
      })),
    node: 'one',
    says: "Flow 'leave': 'one' starts a path that never reaches an end: one → two → one.",
    next: 'Lead one of these nodes to an end',
  },
  FLOW_JOIN_WITHOUT_SPLIT: {
    define: () => define((n) => ({ start: start(n).next('ready'), ready: n.join().next('done'), done: n.end() })),
    node: 'ready',
    says: "Flow 'leave': 'ready' is a join, but no split leads to it.",
    next: 'Remove the join',
  },
  FLOW_JOIN_UNKNOWN_SPLIT: {
    define: () =>
      define((n) => ({
        start: start(n).next('fork'),
        fork: n.split().next('ready').next('ready'),
        ready: n.join({ of: 'start' }).next('done'),
        done: n.end(),
      })),
    node: 'ready',
    says: "Flow 'leave': 'ready' is a join of 'start', which is no split of this flow.",
    next: 'Name a split that leads to it.',
  },
  FLOW_JOIN_AMBIGUOUS: {
    define: () =>
      sketchFlow(`start -> fork\n fork: split -> a b\n a: if -> inner ready\n inner: split -> c d\n c -> ready
        d -> ready\n b -> ready\n ready: join -> done\n done`),
    node: 'ready',
    says: 'is a join that can be read in two ways: it is reached over ',
    next: 'Say which split it closes: n.join({ of: ',
  },
  FLOW_LOOP_LEAVES_SPLIT: {
    define: () =>
      sketchFlow(`start -> fork\n fork: split -> a b\n a: if -> fork ready\n b -> ready\n ready: join -> done\n done`),
    node: 'a',
    says: "'a' leads back to 'fork' out of the open split 'fork' and leaves its other branches behind: fork → a → fork.",
    next: ".next('fork', { siblings: 'cancel' })",
  },
  FLOW_DEADLOCK: {
    define: () =>
      sketchFlow(`start -> fork\n fork: split -> a b?\n a -> ready\n b -> ready\n ready: join(pairs) -> done\n done`),
    node: 'ready',
    says: "'ready' can wait for ever: after start → fork → a, nothing can come from 'b' any more.",
    next: 'Start these branches always, or remove pairs',
  },
  FLOW_JOIN_NEVER_FIRES: {
    define: () =>
      sketchFlow(`start -> fork\n fork: split -> pick c\n pick: if -> a b\n a -> ready\n b -> ready\n c -> ready
        ready: join(pairs) -> done\n done`),
    node: 'ready',
    says: "'ready' is a join that never goes on: after start → fork → pick → c → a, nothing can come from 'b' any more.",
    next: 'Let all its branches run side by side',
  },
  FLOW_NO_WAY_OUT: {
    define: () => sketchFlow(`start -> fork\n fork: split -> again work\n again: auto -> fork*\n work -> done\n done`),
    node: 'fork',
    says: "'fork' turns for ever: after start no end can be reached any more, whatever happens: fork → again → fork.",
    next: 'Lead a path out of the loop',
  },
  FLOW_DATA_NOT_STORABLE: {
    define: () =>
      define((n) => ({ start: n.start({ fields: ['on'] }).next('done'), done: n.end() }), {
        data: z.object({ on: z.date() }),
      }),
    node: null,
    says: "Flow 'leave': the data's 'on' (date) cannot be stored as JSON and read back.",
    next: 'z.iso.datetime()',
  },
  FLOW_BAD_META: {
    define: () =>
      define((n) => ({ start: n.start({ fields: ['why'] }).next('done'), done: n.end() }), {
        data: z.object({ why: z.string().meta({ widget: 'textaera' as 'textarea' }) }),
      }),
    node: null,
    says: "Flow 'leave': the field 'why' says widget: 'textaera', which does not exist.",
    next: "Did you mean 'textarea'?",
  },
  FLOW_DATA_NOT_OBJECT: {
    define: () => define((n) => ({ start: start(n).next('done'), done: n.end() }), { data: { message: 'string' } }),
    node: null,
    says: `Flow 'leave': data is {"message":"string"}, not a zod object.`,
    next: 'Write data: z.object({ … })',
  },
  FLOW_UNKNOWN_FIELD: {
    define: () => define((n) => ({ start: n.start({ fields: ['message', 'nota'] }).next('done'), done: n.end() })),
    node: 'start',
    says: "Flow 'leave': 'start' asks for the field 'nota', which the data does not have.",
    next: "Did you mean 'note'?",
  },
  FLOW_START_INCOMPLETE: {
    define: () => define((n) => ({ start: n.start({ fields: ['note'] }).next('done'), done: n.end() })),
    node: 'start',
    says: "Flow 'leave': 'start' leaves 'message' empty, which the data needs from the first commit on.",
    next: '.optional() or .default()',
  },
  FLOW_BAD_DURATION: {
    define: () =>
      define((n) => ({
        start: start(n).next('work'),
        work: n.view({ fields: [] }).due('3 moons').next('done'),
        done: n.end(),
      })),
    node: 'work',
    says: "Flow 'leave': 'work' has the duration '3 moons', which cannot be read.",
    next: "such as '3 days'",
  },
  FLOW_BAD_OPTION: {
    define: () =>
      define((n) => ({
        start: start(n).next('work'),
        work: n.function(() => {}).next('done', { siblings: 'cancel' }),
        done: n.end(),
      })),
    node: 'work',
    says: "Flow 'leave': 'work': the edge to 'done' says siblings: 'cancel', but leads back out of no open split.",
    next: 'Remove the option',
  },
}

test.each(Object.entries(mistakes))('%s is reported with its place and the next step', (code, mistake) => {
  const problems = problemsOf(mistake.define)
  expect(problems.map((problem) => problem.code)).toEqual([code])
  expect(problems[0]).toMatchObject({ node: mistake.node })
  expect(problems[0]!.message).toContain(mistake.says)
  expect(problems[0]!.next).toContain(mistake.next)
})

test('every code of a definition has such a test', () => {
  const elsewhere = ['INVALID', 'NOT_DEFINED', 'NAME_TAKEN', 'UNKNOWN', 'NEWER_RECORDED', 'VERSION_REUSED', 'RUNAWAY']
  const others = [...elsewhere.map((name) => `FLOW_${name}`), 'FLOW_OLDER_THAN_PROCESS']
  const codes = errorCodes.filter((code) => code.startsWith('FLOW_') && !others.includes(code))
  expect(Object.keys(mistakes).toSorted()).toEqual(codes.toSorted())
})
