/** The life of a call: which processes were started, how they ended, and which are still to be started. */
import type { VisitedTask } from '../flow/kind.ts'
import { call, ask, err, go, wait, type Child, type Move, type Sending } from '../flow/move.ts'
import type { FlowNode } from '../flow/node.ts'
import type { Ask, MaybePromise, Visit } from '../flow/visit.ts'

export interface Calling {
  readonly flow: { readonly name: string } | 'self'
  readonly start: string
  readonly input: Ask<any, unknown>
  readonly sequential?: boolean
  readonly result?: (visit: Visit<any>, child: any) => MaybePromise<void>
}

/** What the task remembers. */
export interface CallState {
  readonly children: readonly CalledChild[]
  /** The items of the processes that are still to be started. */
  readonly pending: readonly unknown[]
}
interface CalledChild {
  readonly id: string
  readonly number: number
  readonly status: Child['status']
  readonly outcome: string | null
  readonly code: string | null
  readonly item: unknown
  /** Its data, until `result` has seen it. */
  readonly data?: Child['data']
}

export const stateOf = (task: VisitedTask): CallState | null => task.state as CallState | null

/** Goes on as far as it can: hears what came, starts what is to be started, and is over when all are done. */
export function proceed(node: FlowNode<Calling>, state: CallState): Move {
  const unheard = state.children.filter((child) => child.data !== undefined)
  if (unheard.length > 0) return hear(node, state, unheard)
  const lost = state.children.find(({ status }) => status === 'failed' || status === 'canceled')
  if (lost !== undefined) return err(lossOf(lost), { state })
  const isBusy = state.children.some(({ status }) => status === 'running')
  const count = node.options.sequential ? (isBusy ? 0 : 1) : state.pending.length
  const [starting, pending] = [state.pending.slice(0, count), state.pending.slice(count)]
  if (starting.length > 0) {
    const started = (children: readonly Child[]) =>
      proceed(node, { children: [...state.children, ...children.map(remembered)], pending })
    return call(
      starting.map((item) => callFor(node.options, item)),
      started,
      { state },
    )
  }
  return isBusy ? wait({ status: 'started', state }) : go(0, { outcomes: outcomesOf(state) })
}

/** `result` is called once for each that is done; when it throws, a retry calls it again. */
function hear(node: FlowNode<Calling>, state: CallState, unheard: readonly CalledChild[]): Move {
  const { result } = node.options
  const children = state.children.map(withoutData)
  if (result === undefined) return proceed(node, { ...state, children })
  const tell = async (visit: Visit<any>) => {
    for (const child of unheard) await result(visit, child)
  }
  return ask({ about: 'result', call: tell, writes: true }, () => proceed(node, { ...state, children }), { state })
}

function withoutData(child: CalledChild): CalledChild {
  const { data, ...heard } = child
  return data === undefined ? child : heard
}

/** A process that was called has ended. */
export function withChild(state: CallState, ended: Child): CallState {
  const children = state.children.map((child) =>
    child.id === ended.id ? remembered({ ...ended, item: child.item }) : child,
  )
  return { ...state, children }
}

/** For another try: what failed or was canceled is to be started anew. */
export function resumed({ children, pending }: CallState): CallState {
  const isLost = ({ status }: CalledChild) => status === 'failed' || status === 'canceled'
  return {
    children: children.filter((child) => !isLost(child)),
    pending: [...children.filter(isLost).map(({ item }) => item), ...pending],
  }
}

const remembered = ({ id, number, status, outcome, code, item, data }: Child): CalledChild => ({
  id,
  number,
  status,
  outcome,
  code,
  item,
  ...(status === 'done' && { data }),
})

const callFor = ({ flow, start, input }: Calling, item: unknown) => ({
  flow,
  start,
  item,
  // The rest of the visit stays as it is, with its getters.
  input: (visit: Visit<any>) => input(Object.create(visit, { task: { value: { ...visit.task, item } } })),
})

function lossOf({ number, status, code }: CalledChild) {
  if (status === 'canceled') return { code: 'CHILD_CANCELED', message: `The called process #${number} was canceled.` }
  const why = code === null ? '' : ` with '${code}'`
  return { code: code ?? 'CHILD_FAILED', message: `The called process #${number} failed${why}.` }
}

/** How those that are done ended, in the order in which they were started. */
export const outcomesOf = (state: CallState | null): readonly (string | null)[] =>
  (state?.children ?? []).filter(({ status }) => status === 'done').map(({ outcome }) => outcome)

/** The caller does not wait any more: what still runs is canceled. */
export const cancelings = (state: CallState | null): readonly Sending[] =>
  (state?.children ?? [])
    .filter(({ status }) => status === 'running')
    .map(({ id }) => ({ type: 'cancelProcess', process: id }))
