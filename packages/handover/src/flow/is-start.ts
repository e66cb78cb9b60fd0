import type { FlowNode } from './node.ts'

/** Processes begin here: by a caller, or by a timer, a message or a signal. */
export const isStart = ({ kind }: Pick<FlowNode, 'kind'>): boolean => kind.role === 'start' || kind.begins !== undefined
