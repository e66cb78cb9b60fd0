/**
 * Flows for tests, as a few lines of text instead of typed nodes:
 *
 *     start -> fork
 *     fork: split -> a b?
 *     a: if -> ready fork*
 *     b -> ready
 *     ready: join(fork) -> done
 *     done
 *
 * Without a kind, `start…` is a start, a line without arrow an end, and anything else a view. At a split, `b?` has a
 * condition; `fork*` withdraws siblings. An `if` names its ways for yes and for no. `answers` says what is answered at
 * the first, second, … visit, by the name of the `if` or as `fork.b`; the last answer stays.
 */
import { z } from 'zod'
import { isHandoverError, type Problem } from '../src/errors.ts'
import { flow } from '../src/index.ts'
import { frozen, type FrozenFlow } from '../src/flow/define-flow.ts'

export type Answers = Readonly<Record<string, boolean | readonly boolean[]>>

/** Defines the flow; throws FLOW_INVALID like `flow()` does. */
export function sketchFlow(text: string, answers: Answers = {}): FrozenFlow {
  const nodes = (n: any) => Object.fromEntries(linesOf(text).map((line) => [line.name, nodeOf(n, line, answers)]))
  return frozen(flow('sketch', { data: z.object({}), nodes: nodes as never }) as never)
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
  readonly option: string | undefined
  readonly targets: readonly string[]
}

function linesOf(text: string): Line[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const [, name = '', kind, option, targets] =
      /^\s*(\w+)(?:: (\w+)(?:\(([\w ,]*)\))?)?(?: -> (.+?))?\s*$/.exec(line) ?? []
    if (name === '') throw new Error(`Cannot read the sketch's line '${line}'`)
    const guessed = name.startsWith('start') ? 'start' : targets === undefined ? 'end' : 'view'
    return { name, kind: kind ?? guessed, option, targets: targets?.split(/\s+/) ?? [] }
  })
}

function nodeOf(n: any, { name, kind, option, targets }: Line, answers: Answers): any {
  const answer = (key: string) => {
    let visits = 0
    return () => {
      const given = answers[key] ?? true
      return typeof given === 'boolean' ? given : given[Math.min(visits++, given.length - 1)]!
    }
  }
  const to = (target: string) => target.replace(/[*?]$/, '')
  const options = (target: string) => ({
    ...(target.endsWith('*') ? { siblings: 'cancel' } : {}),
    ...(target.endsWith('?') ? { when: answer(`${name}.${to(target)}`) } : {}),
  })
  const [first = '', second = ''] = targets
  if (kind === 'if') {
    const half = n.if(answer(name)).yes(to(first), options(first))
    return targets.length > 1 ? half.no(to(second), options(second)) : half
  }
  const made: Record<string, () => any> = {
    start: () => n.start({ fields: [] }),
    view: () => n.view({ fields: [] }),
    auto: () => n.function(() => {}),
    split: () => n.split(),
    join: () => n.join(option === undefined ? {} : { of: option.split(/[ ,]+/) }),
    end: () => n.end(),
  }
  return targets.reduce((node, target) => node.next(to(target), options(target)), made[kind]!())
}
