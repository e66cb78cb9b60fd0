import type { AnyFlow, InputOf } from 'handover'

/** The names of the nodes of a flow. */
export type NodeOf<F extends AnyFlow> = keyof F['nodes'] & string

/** What the node of a flow asks for. */
export type InputAt<F extends AnyFlow, K extends NodeOf<F>> = InputOf<F['nodes'][K]>
