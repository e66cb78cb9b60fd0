/**
 * Flows for tests, as a few lines of text instead of typed nodes:
 *
 *     start -> fork
 *     fork: split -> a b? c+
 *     a: if -> ready fork*
 *     b -> ready
 *     b ~3 days> late
 *     c: manual while(a b) -> ready
 *     ready: join(fork, after 2, rest cancel) -> done
 *     late: fail(LATE)
 *     done
 *
 * **Nodes.** Without a kind, `start…` is a start, a line without arrow an end, and anything else a view. In brackets
 * stands what a kind needs: `join(fork inner, after 2, rest absorb, pairs)`, `first(started)`, `timer(3 days)`,
 * `fail(CODE)`, `escalate(CODE)`, `withdraw(a b)`, `catchMessage(name)`, `throwMessage(name)`, `catchSignal(name)`,
 * `throwSignal(name)`, `startMessage(name)`, `startSignal(name)`, `startTimer(every 15 min)`. `auto` is a function, `job` answers
 * with nothing, `handle` takes anything. A view or manual may say `while(a b)` and `mutex(crane)`.
 *
 * **Edges.** `b?` has a condition, `c+` starts one branch for each item, `fork*` withdraws siblings. An `if` names its
 * ways for yes and for no; at a switch the one without `?` is otherwise.
 *
 * **Boundaries** have lines of their own: `b ~3 days> late` after a time, `b !> x` and `b !CODE> x` on an error,
 * `b ^CODE> x` on an escalation, `b @name> x` on a message. Those that do not interrupt repeat the sign: `b ~3 days~> x`.
 *
 * `answers` says what is answered at the first, second, … visit, by the name of the `if`, the `catchCondition`, or as
 * `fork.b` for an edge: whether it holds, or how many items it has. The last answer stays; without one it holds, and has
 * two items.
 */
import { z } from 'zod'
import { isHandoverError, type Problem } from '../src/errors.ts'
import { boundariesOf } from '../src/flow/boundaries.ts'
import { defineFlow, type FrozenFlow } from '../src/flow/define-flow.ts'
import { definitionOf } from '../src/flow/node-builder.ts'
import type { CheckedFlow } from '../src/flow/kind.ts'
import type { FlowNode } from '../src/flow/node.ts'
import { kinds } from '../src/nodes/index.ts'

type Answer = boolean | number
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>

/** Defines the flow; throws FLOW_INVALID like `flow()` does. */
export function sketchFlow(text: string, answers: Answers = {}): FrozenFlow {
  const nodes = (n: any) => Object.fromEntries(linesOf(text).map((line) => [line.name, nodeOf(n, line, answers)]))
  return defineFlow(kinds)('sketch', { data: z.object({}), nodes: nodes as never })
}

/** The same without any check. */
export function sketchGraph(text: string, answers: Answers = {}): CheckedFlow {
  const graph: Record<string, FlowNode> = Object.create(null)
  for (const line of linesOf(text)) {
    const { name } = line
    const { boundaries: written, ...definition } = definitionOf(nodeOf(kinds, line, answers))
    const boundaries = boundariesOf(name, written)
    const own = { ...definition, name, title: name, permission: null, boundaries: boundaries.map((each) => each.name) }
    for (const node of [own, ...boundaries]) graph[node.name] = node
  }
  return { name: 'sketch', schema: z.object({}), nodes: graph }
}

/** What is wrong with it. */
export function problemsOf(define: () => unknown): readonly Problem[] {
  try {
    define()
    return []
  } catch (failure) {
    if (isHandoverError(failure) && failure.code === 'FLOW_INVALID') return failure.details['problems']
    throw failure
  }
}

/** What is wrong with a sketch. */
export const problemsOfSketch = (text: string) => problemsOf(() => sketchFlow(text))

interface Line {
  readonly name: string
  readonly kind: string
  readonly option: string
  /** `while(a b)`, `mutex(m)`: name and what stands in brackets. */
  readonly modifiers: readonly (readonly [string, string])[]
  readonly targets: readonly string[]
  readonly boundaries: readonly Boundary[]
}
interface Boundary {
  readonly host: string
  readonly sign: string
  readonly option: string
  readonly isInterrupting: boolean
  readonly to: string
}

const nodeLine = /^\s*(\w+)(?:: (\w+)(?:\(([^)]*)\))?((?: \w+\([^)]*\))*))?(?: -> (.+?))?\s*$/
const boundaryLine = /^\s*(\w+) ([~!^@])([^>]*?)(\2?)> (\w+)\s*$/

function linesOf(text: string): Line[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const boundaries = lines.flatMap((line) => {
    const [, host = '', sign = '', option = '', again, to = ''] = boundaryLine.exec(line) ?? []
    return host === '' ? [] : [{ host, sign, option, isInterrupting: again === '', to }]
  })
  const written = lines.filter((line) => !boundaryLine.test(line))
  return written.map((line) => {
    const [, name = '', kind, option = '', more = '', targets] = nodeLine.exec(line) ?? []
    if (name === '') throw new Error(`Cannot read the sketch's line '${line}'`)
    const guessed = name.startsWith('start') ? 'start' : targets === undefined ? 'end' : 'view'
    const modifiers = [...more.matchAll(/(\w+)\(([^)]*)\)/g)].map(([, of, said]) => [of!, said!] as const)
    const own = boundaries.filter(({ host }) => host === name)
    return {
      name,
      kind: kind ?? guessed,
      option,
      modifiers,
      targets: targets?.split(/\s+/) ?? [],
      boundaries: own,
    }
  })
}

function nodeOf(n: any, line: Line, answers: Answers): any {
  const { name, kind, option, targets } = line
  const answer = (key: string, otherwise: Answer) => {
    let visits = 0
    return () => {
      const given = answers[key] ?? otherwise
      return typeof given === 'object' ? given[Math.min(visits++, given.length - 1)]! : given
    }
  }
  const to = (target: string) => target.replace(/[*?+]+$/, '')
  const itemsOf = (count: Answer) => Array.from({ length: Number(count) }, (_, item) => item)
  const options = (target: string) => {
    const asked = answer(`${name}.${to(target)}`, target.includes('+') ? 2 : true)
    return {
      ...(target.includes('*') ? { siblings: 'cancel' } : {}),
      ...(target.includes('?') ? { when: asked } : {}),
      ...(target.includes('+') ? { each: () => itemsOf(asked()) } : {}),
    }
  }
  const [first = '', second = ''] = targets
  if (kind === 'if') {
    const half = n.if(answer(name, true)).yes(to(first), options(first))
    return targets.length > 1 ? half.no(to(second), options(second)) : half
  }
  if (kind === 'switch') {
    const isCase = (target: string) => target.includes('?')
    return targets.reduce((node, target) => {
      const { when, ...more } = options(target) as { when?: unknown }
      return isCase(target) ? node.when(when, to(target), more) : node.otherwise(to(target), more)
    }, n.switch())
  }
  const made = makers(n, option, answer(name, true))[kind]
  if (made === undefined) throw new Error(`A sketch has no kind '${kind}'`)
  const node = targets.reduce((built, target) => built.next(to(target), options(target)), made())
  return line.boundaries.reduce(withBoundary, line.modifiers.reduce(withModifier, node))
}

const wordsOf = (text: string) => text.split(/[ ,]+/).filter((word) => word !== '')

/** The kinds that a sketch can name, with what stands in brackets. */
const makers = (n: any, option: string, asked: () => Answer): Readonly<Record<string, () => any>> => ({
  start: () => n.start({ fields: [] }),
  startTimer: () => n.startTimer(option, () => ({})),
  startMessage: () => n.startMessage(option, z.unknown(), () => ({})),
  startSignal: () => n.startSignal(option, z.unknown(), () => ({})),
  view: () => n.view({ fields: [] }),
  manual: () => n.manual(),
  handle: () => n.handle(z.unknown(), () => {}),
  job: () => n.job(() => ({})),
  auto: () => n.function(() => {}),
  split: () => n.split(),
  first: () => n.first(option === '' ? {} : { taken: option }),
  join: () => n.join(joinOptions(option)),
  timer: () => n.timer(option),
  catchMessage: () => n.catchMessage(option, z.unknown(), {}),
  throwMessage: () => n.throwMessage(option, {}),
  catchSignal: () => n.catchSignal(option, z.unknown(), {}),
  throwSignal: () => n.throwSignal(option),
  catchCondition: () => n.catchCondition(asked),
  escalate: () => n.escalate(option),
  compensate: () => n.compensate(),
  withdraw: () => n.withdraw(wordsOf(option)),
  end: () => n.end(),
  terminate: () => n.terminate(),
  fail: () => n.fail(option),
})

/** `fork inner, after 2, rest cancel, pairs`. */
function joinOptions(option: string): object {
  const options: Record<string, unknown> = {}
  const of: string[] = []
  for (const part of option.split(',')) {
    const [word = '', value = '', ...others] = wordsOf(part)
    if (word === 'pairs') options['pairs'] = true
    else if (word === 'after' && others.length === 0) options['after'] = Number(value)
    else if (word === 'rest' && others.length === 0) options['rest'] = value
    else of.push(...wordsOf(part))
  }
  return of.length === 0 ? options : { ...options, of }
}

const withModifier = (node: any, [name, said]: readonly [string, string]) =>
  name === 'while' ? node.while(wordsOf(said)) : node[name](said)

function withBoundary(node: any, { sign, option, isInterrupting, to }: Boundary): any {
  const code = option === '' ? {} : { code: option }
  if (sign === '~') return node.onTimeout(option, to, { interrupting: isInterrupting })
  if (sign === '!') return node.onError(to, code)
  if (sign === '^') return node.onEscalation(to, { ...code, interrupting: isInterrupting })
  return node.onMessage(option, to, { interrupting: isInterrupting })
}
