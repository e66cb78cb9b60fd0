/** The kinds that come in the box, and what `flow()` looks like over them. */
import type { z } from 'zod'
import type { Flow, FlowDefinition } from '../flow/define-flow.ts'
import type { Checked, Nodes } from '../flow/flow-types.ts'
import { end, type EndKinds } from './end.ts'
import { runFunction, type FunctionKinds } from './function.ts'
import { ifNode, type IfKinds } from './if.ts'
import { join, type JoinKinds } from './join.ts'
import { split, type SplitKinds } from './split.ts'
import { start, type StartKinds } from './start.ts'
import { startHandle, type StartHandleKinds } from './start-handle.ts'
import { switchNode, type SwitchKinds } from './switch.ts'
import { use, type UseKinds } from './use.ts'
import { view, type ViewKinds } from './view.ts'

export interface Kinds<S extends z.ZodObject, Data = z.output<S>>
  extends
    StartKinds<S, Data>,
    StartHandleKinds<S, Data>,
    ViewKinds<S, Data>,
    FunctionKinds<S, Data>,
    IfKinds<S, Data>,
    SwitchKinds<S, Data>,
    SplitKinds<S, Data>,
    JoinKinds<S, Data>,
    EndKinds<S, Data>,
    UseKinds<S, Data> {}

export const kinds = {
  start,
  startHandle,
  view,
  function: runFunction,
  if: ifNode,
  switch: switchNode,
  split,
  join,
  end,
  use,
}

/**
 * Defines a flow: its data, and its nodes by name. Everything that is wrong is said at once, most of it by the compiler
 * and the rest when the flow is defined (`FLOW_INVALID`).
 */
export type DefineFlow = <const Name extends string, S extends z.ZodObject, N extends Nodes>(
  name: Name,
  definition: FlowDefinition<S> & { readonly nodes: (n: Kinds<S>) => N & Checked<N> },
) => Flow<Name, S, N>
