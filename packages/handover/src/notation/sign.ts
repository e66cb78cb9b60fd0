import type { FlowNode, Shape } from '../flow/node.ts'

/** What stands inside a shape and says what it is about, after BPMN. */
export const signs = [
  'person',
  'hand',
  'gear',
  'script',
  'table',
  'bolt',
  'message',
  'timer',
  'signal',
  'condition',
  'escalation',
  'compensation',
  'cancel',
  'error',
  'terminate',
  'cross',
  'plus',
  'asterisk',
  'first',
] as const
export type Sign = (typeof signs)[number]

/**
 * What stands at the lower border of a box, or beside another shape: that it is a process, and that there may be several
 * of it; and, for which BPMN has no sign, that it excludes others (`mutex`) or needs a milestone (`while`).
 */
export const markers = ['process', 'each', 'sequential', 'mutex', 'while'] as const
export type Marker = (typeof markers)[number]

const ofKind: Readonly<Record<string, Sign>> = {
  manual: 'hand',
  job: 'gear',
  function: 'script',
  businessRule: 'table',
  handle: 'message',
  send: 'message',
  startTimer: 'timer',
  startMessage: 'message',
  startSignal: 'signal',
  timer: 'timer',
  timeout: 'timer',
  message: 'message',
  catchMessage: 'message',
  throwMessage: 'message',
  catchSignal: 'signal',
  throwSignal: 'signal',
  catchCondition: 'condition',
  escalate: 'escalation',
  compensate: 'compensation',
  withdraw: 'cancel',
  terminate: 'terminate',
  fail: 'error',
}

/** For kinds of one's own, and for those of which the shape says enough. */
const ofShape: Readonly<Record<Shape, Sign | null>> = {
  start: null,
  end: null,
  human: 'person',
  auto: 'bolt',
  call: null,
  event: null,
  boundary: null,
  choice: 'cross',
  split: 'plus',
  first: 'first',
  join: 'plus',
}

/** The sign of a node; null where the bare shape says it all. */
export function signOf(node: FlowNode): Sign | null {
  // A join that goes on before all have come is another gateway than one that waits for all.
  if (node.kind.gathers?.(node).after !== undefined) return 'asterisk'
  return node.catches?.what ?? ofKind[node.kind.kind] ?? ofShape[node.kind.shape]
}

const throwing: ReadonlySet<string> = new Set([
  'send',
  'throwMessage',
  'throwSignal',
  'escalate',
  'compensate',
  'withdraw',
  'terminate',
  'fail',
])

/** Whether it sends what its sign shows, or brings it about: the sign is filled then. */
export const isThrowing = (node: FlowNode): boolean => throwing.has(node.kind.kind)

/** At a node that calls other processes, those first that say how many; what it waits for comes last. */
export function markersOf(node: FlowNode): Marker[] {
  const waits: Marker[] = node.milestone === undefined ? [] : ['while']
  return [...ofCall(node), ...(node.mutex === undefined ? waits : ['mutex' as const, ...waits])]
}

function ofCall(node: FlowNode): Marker[] {
  if (node.kind.shape !== 'call') return []
  const { each, sequential } = (node.options ?? {}) as { each?: unknown; sequential?: unknown }
  if (each === undefined) return ['process']
  return [sequential === true ? 'sequential' : 'each', 'process']
}
