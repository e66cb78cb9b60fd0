/** `join`: waits for every branch that was really started and can still come, then goes on once. */
import type { z } from 'zod'
import { quoted, type Problem } from '../errors.ts'
import type { Mention } from '../flow/flow-types.ts'
import type { CheckedFlow, Gathering } from '../flow/kind.ts'
import type { FlowNode } from '../flow/node.ts'
import type { Kind } from '../flow/kind.ts'
import { go } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import type { JoinStep } from '../flow/steps.ts'
import type { MaybePromise, Visit } from '../flow/visit.ts'

export interface JoinKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Closes the split that its paths have in common; `of` says which when there are two readings. */
  join<const O extends string = never>(options?: {
    readonly of?: O | readonly O[]
    /** How many branches are enough, or a rule that is asked whenever one arrives; by default all that can come. */
    readonly after?: 'all' | number | ((visit: Visit<Data, Item>, arrived: number) => MaybePromise<boolean>)
    /**
     * What becomes of the rest: `absorb`, the default, lets them arrive and vanish, `cancel` withdraws them at once,
     * `block` absorbs them and holds the next round back until the last has come, `again` gathers as many anew.
     */
    readonly rest?: 'absorb' | 'block' | 'cancel' | 'again'
    /** One branch over each way in is needed; a second over the same way waits for the next round. */
    readonly pairs?: boolean
  }): JoinStep<Data, Mention<O>, Item>
}

interface JoinOptions extends Omit<Gathering, 'after'> {
  readonly of?: string | readonly string[]
  readonly after?: 'all' | Gathering['after']
}

const kind: Kind<JoinOptions> = {
  kind: 'join',
  role: 'auto',
  shape: 'join',
  exits: 'one',
  scope: 'closes',
  closes: ({ options: { of } }) => (typeof of === 'string' ? [of] : of),
  gathers: ({ options: { after, rest, pairs } }) => ({
    ...(after !== undefined && after !== 'all' && { after }),
    ...(rest !== undefined && { rest }),
    ...(pairs !== undefined && { pairs }),
  }),
  renamed: ({ of, ...options }, rename) =>
    of === undefined ? options : { ...options, of: typeof of === 'string' ? rename(of) : of.map(rename) },
  enter: () => go(),
  check,
}

function check(node: FlowNode<JoinOptions>, flow: CheckedFlow): readonly Problem[] {
  const { after, rest, pairs } = node.options
  const bad = (what: string, advice: string) =>
    problem('FLOW_BAD_OPTION', node.name, { flow: flow.name, problem: what, advice })
  const isAll = after === undefined || after === 'all'
  const isEnough = isAll || typeof after === 'function' || (Number.isInteger(after) && (after as number) > 0)
  const problems: Problem[] = []
  if (!isEnough) problems.push(bad(`after is ${quoted(after)}.`, "Give a whole number above 0, a rule, or 'all'."))
  if (rest !== undefined && !['absorb', 'block', 'cancel', 'again'].includes(rest))
    problems.push(bad(`rest is ${quoted(rest)}.`, "Say 'absorb', 'block', 'cancel' or 'again'."))
  else if (rest !== undefined && isAll)
    problems.push(bad(`rest is '${rest}', but it waits for all: there is no rest.`, 'Say after how many it goes on.'))
  if (pairs && !isAll)
    problems.push(bad('it has both pairs and after.', 'Keep one of them: pairs waits for one over each way in.'))
  return problems
}

export const join = (options: JoinOptions = {}) => buildNode(kind, options)
