/** `subprocess`: starts other processes, or one for each item, and waits until all have ended. */
import type { z } from 'zod'
import { error, quoted, type Problem } from '../errors.ts'
import { decodeData } from '../flow/data.ts'
import { findNoJson } from '../flow/find-broken-text.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import type { AnyFlow, DataOf, InputOf, Mention, StartsOf } from '../flow/flow-types.ts'
import { nearest } from '../flow/nearest.ts'
import type { CheckedFlow, Kind } from '../flow/kind.ts'
import type { Child } from '../flow/move.ts'
import type { FlowNode } from '../flow/node.ts'
import { ask, go } from '../flow/move.ts'
import { buildNode } from '../flow/node-builder.ts'
import { problem } from '../flow/report.ts'
import type { CallStep } from '../flow/steps.ts'
import type { Ask, MaybePromise, Visit } from '../flow/visit.ts'
import { cancelings, outcomesOf, proceed, resumed, stateOf, withChild, type Calling } from './calling.ts'
import { checkCall } from './check-call.ts'

/** What is called: another flow, or `self` for recursion, of which the compiler knows less. */
type Called = AnyFlow | 'self'
type StartOf<C extends Called> = C extends AnyFlow ? StartsOf<C> : string
type InputAt<C extends Called, K> = C extends AnyFlow ? InputOf<C['nodes'][K & keyof C['nodes']]> : unknown

/** A called process that has ended as it should, for the caller to take over what came of it. */
export interface Ended<Data> extends Omit<Child, 'data'> {
  readonly data: Data
}

export interface SubprocessKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown> {
  /** Started in the same action; goes on when all are done. A process that fails or is canceled is an error here. */
  subprocess<const C extends Called, const K extends StartOf<C>, I = Item>(
    flow: C,
    call: {
      readonly start: K
      readonly input: Ask<Data, InputAt<C, K>, I>
      /** One process for each item, any JSON; `input` sees it as `visit.task.item`. None for an empty list. */
      readonly each?: Ask<Data, readonly I[], Item>
      /** One after the other instead of all at once. */
      readonly sequential?: boolean
      /** Called for each that is done, inside this process's transaction. */
      readonly result?: (
        visit: Visit<Data, Item>,
        child: Ended<C extends AnyFlow ? DataOf<C> : Child['data']>,
      ) => MaybePromise<void>
    },
  ): CallStep<Data, C extends 'self' ? Mention<K> : never, 'auto', void, Item>
}

interface SubprocessOptions extends Calling {
  readonly each?: Ask<any, readonly unknown[]>
}

const kind: Kind<SubprocessOptions> = {
  kind: 'subprocess',
  role: 'auto',
  shape: 'call',
  exits: 'one',
  calls: ({ options: { flow, start } }) => ({ flow, start }),
  enter: (node, task) => {
    const state = stateOf(task)
    if (state !== null) return proceed(node, resumed(state))
    const { each } = node.options
    const begun = (items: readonly unknown[]) => proceed(node, { children: [], pending: items })
    if (each === undefined) return begun([task.item])
    return ask({ about: 'items', call: (visit) => itemsOf(each, visit), writes: false }, begun)
  },
  childEnded: (node, child, task) => proceed(node, withChild(stateOf(task)!, child)),
  add: (node, item, task) => {
    const state = stateOf(task)
    // It waits for its turn, or failed before it had called anything.
    if (state === null) throw error('NOT_UNDER_WAY', { title: node.title })
    const { children, pending } = state
    return proceed(node, { children, pending: [...pending, item] })
  },
  finishEarly: (_, task) => go(0, { outcomes: outcomesOf(stateOf(task)) }, { sends: cancelings(stateOf(task)) }),
  abandon: (_, task) => cancelings(stateOf(task)),
  renamed: (options, rename) => (options.flow === 'self' ? { ...options, start: rename(options.start) } : options),
  check,
}

async function itemsOf(each: Ask<any, readonly unknown[]>, visit: Visit<any>): Promise<readonly unknown[]> {
  const items: unknown = await each(visit)
  if (!Array.isArray(items)) throw new TypeError(`each answered ${quoted(items)}, not an array`)
  // They are stored with the task: a Date would come back as a text when a call is tried again.
  const [issue] = findNoJson(Object.fromEntries(items.entries()))
  if (issue !== undefined) throw new TypeError(`item ${issue.path[0]} of each ${issue.message}`)
  return items
}

function check(node: FlowNode<SubprocessOptions>, flow: CheckedFlow): readonly Problem[] {
  const { flow: called, start, input } = node.options
  const nodes = called === 'self' ? flow.nodes : (called as Partial<FrozenFlow>).graph
  if (nodes === undefined) {
    const advice = "Give it a flow that flow() made, or 'self'."
    return [problem('FLOW_BAD_OPTION', node.name, { flow: flow.name, problem: `it calls ${quoted(called)}.`, advice })]
  }
  const starts = Object.values(nodes).filter(({ kind: { role } }) => role === 'start')
  if (starts.some(({ name }) => name === start)) return checkCall(node, flow, input)
  const near = nearest(
    start,
    starts.map(({ name }) => name),
  )
  const how = called === 'self' ? 'starts at' : `starts flow '${called.name}' at`
  return [problem('FLOW_UNKNOWN_NODE', node.name, { flow: flow.name, target: start, how, near })]
}

export const subprocess = (flow: AnyFlow | 'self', { result, ...options }: Omit<SubprocessOptions, 'flow'>) =>
  buildNode(kind, { ...options, flow, ...(result && { result: decoding(flow, result) }) })

/** What comes back is what was stored; `result` sees it as the child's own functions do. */
function decoding(flow: AnyFlow | 'self', result: NonNullable<Calling['result']>): NonNullable<Calling['result']> {
  if (flow === 'self') return result
  const { name, schema } = flow as FrozenFlow
  return async (visit, child) =>
    result(visit, {
      ...child,
      data: (await decodeData(schema, child.data as never, { flow: name, number: child.number })) as never,
    })
}
