import { isStart } from '../is-start.ts'
import type { Move } from '../move.ts'
import type { FlowNode } from '../node.ts'

/** What may become of a token that enters a node, as far as that is known without asking anybody. */
export interface Behavior {
  /** It may stay there until something comes from outside. */
  readonly mayWait: boolean
  /** The edges over which it may go on at once. */
  readonly goes: readonly number[]
  /** The path ends here, or everything does. */
  readonly ends?: 'path' | 'all'
  readonly withdraws: readonly string[]
}

export function behaviorOf(node: FlowNode): Behavior {
  const behavior = behaviorOfKind(node)
  // Whoever holds the mutex may hold it for long, and the milestone may be far.
  const isFree = node.mutex === undefined && node.milestone === undefined
  return isFree ? behavior : { ...behavior, mayWait: true }
}

/** Asks the kind for its move: kinds are pure, so this changes nothing. */
function behaviorOfKind(node: FlowNode): Behavior {
  const goes = [...node.edges.keys()]
  const free = { mayWait: true, goes, withdraws: [] }
  if (isStart(node) || node.kind.scope !== undefined) return { ...free, mayWait: false }
  const move = firstMove(node)
  switch (move?.do) {
    case 'wait':
    case 'err':
      return { ...free, goes: [] }
    case 'go':
      // A kind of one's own may name a way that is none: that is refused when it happens.
      return node.edges[move.edge] === undefined
        ? free
        : { mayWait: false, goes: [move.edge], withdraws: move.withdraws ?? [] }
    case 'compensate':
      return { mayWait: false, goes: [move.edge], withdraws: [] }
    case 'finish':
      return { mayWait: false, goes: [], ends: move.all || move.code !== undefined ? 'all' : 'path', withdraws: [] }
    case 'ask':
      return node.kind.role === 'human' ? { ...free, goes: [] } : { ...free, ...(onlyAsks(node) && { mayWait: false }) }
    default:
      return free
  }
}

/** Nothing could wake it: it goes on with the answer. Of a kind of one's own nobody knows that; its name has a dot. */
const onlyAsks = ({ kind }: FlowNode) =>
  kind.receive === undefined && kind.childEnded === undefined && kind.shape !== 'event' && !kind.kind.includes('.')

function firstMove(node: FlowNode): Move | undefined {
  try {
    return node.kind.enter?.(node, { id: '', item: null, state: null })
  } catch {
    return undefined
  }
}
