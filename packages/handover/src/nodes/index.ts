/** The kinds that come in the box, and what `flow()` looks like over them. */
import type { z } from 'zod'
import type { Flow, FlowDefinition } from '../flow/define-flow.ts'
import type { Checked, Nodes } from '../flow/flow-types.ts'
import { businessRule, type BusinessRuleKinds } from './business-rule.ts'
import { catchCondition, type CatchConditionKinds } from './catch-condition.ts'
import { catchMessage, type CatchMessageKinds } from './catch-message.ts'
import { catchSignal, type CatchSignalKinds } from './catch-signal.ts'
import { compensate, type CompensateKinds } from './compensate.ts'
import { end, type EndKinds } from './end.ts'
import { escalate, type EscalateKinds } from './escalate.ts'
import { fail, type FailKinds } from './fail.ts'
import { first, type FirstKinds } from './first.ts'
import { runFunction, type FunctionKinds } from './function.ts'
import { handle, type HandleKinds } from './handle.ts'
import { ifNode, type IfKinds } from './if.ts'
import { itemOf, type ItemKinds } from './item.ts'
import { job, type JobKinds } from './job.ts'
import { join, type JoinKinds } from './join.ts'
import { manual, type ManualKinds } from './manual.ts'
import { send, type SendKinds } from './send.ts'
import { split, type SplitKinds } from './split.ts'
import { start, type StartKinds } from './start.ts'
import { startHandle, type StartHandleKinds } from './start-handle.ts'
import { startMessage, type StartMessageKinds } from './start-message.ts'
import { startSignal, type StartSignalKinds } from './start-signal.ts'
import { startTimer, type StartTimerKinds } from './start-timer.ts'
import { subprocess, type SubprocessKinds } from './subprocess.ts'
import { switchNode, type SwitchKinds } from './switch.ts'
import { terminate, type TerminateKinds } from './terminate.ts'
import { throwMessage, type ThrowMessageKinds } from './throw-message.ts'
import { throwSignal, type ThrowSignalKinds } from './throw-signal.ts'
import { timer, type TimerKinds } from './timer.ts'
import { use, type UseKinds } from './use.ts'
import { view, type ViewKinds } from './view.ts'
import { withdraw, type WithdrawKinds } from './withdraw.ts'

/** Everything that tokens come to: a branch may carry an item there. */
export interface WorkKinds<S extends z.ZodObject, Data = z.output<S>, Item = unknown>
  extends
    ViewKinds<S, Data, Item>,
    ManualKinds<S, Data, Item>,
    FunctionKinds<S, Data, Item>,
    HandleKinds<S, Data, Item>,
    JobKinds<S, Data, Item>,
    SendKinds<S, Data, Item>,
    BusinessRuleKinds<S, Data, Item>,
    IfKinds<S, Data, Item>,
    SwitchKinds<S, Data, Item>,
    SplitKinds<S, Data, Item>,
    FirstKinds<S, Data, Item>,
    JoinKinds<S, Data, Item>,
    SubprocessKinds<S, Data, Item>,
    TimerKinds<S, Data, Item>,
    CatchMessageKinds<S, Data, Item>,
    ThrowMessageKinds<S, Data, Item>,
    CatchSignalKinds<S, Data, Item>,
    ThrowSignalKinds<S, Data, Item>,
    CatchConditionKinds<S, Data, Item>,
    EscalateKinds<S, Data, Item>,
    CompensateKinds<S, Data, Item>,
    WithdrawKinds<S, Data, Item>,
    EndKinds<S, Data, Item>,
    TerminateKinds<S, Data, Item>,
    FailKinds<S, Data, Item>,
    UseKinds<S, Data, Item> {}

export interface Kinds<S extends z.ZodObject, Data = z.output<S>>
  extends
    StartKinds<S, Data>,
    StartHandleKinds<S, Data>,
    StartTimerKinds<S, Data>,
    StartMessageKinds<S, Data>,
    StartSignalKinds<S, Data>,
    WorkKinds<S, Data>,
    ItemKinds<S, Data> {}

const starts = { start, startHandle, startTimer, startMessage, startSignal }
const work = {
  view,
  manual,
  function: runFunction,
  handle,
  job,
  send,
  businessRule,
  if: ifNode,
  switch: switchNode,
  split,
  first,
  join,
  subprocess,
  timer,
  catchMessage,
  throwMessage,
  catchSignal,
  throwSignal,
  catchCondition,
  escalate,
  compensate,
  withdraw,
  end,
  terminate,
  fail,
  use,
}
export const kinds = { ...starts, ...work, item: itemOf(work) }

/**
 * Defines a flow: its data, and its nodes by name. Everything that is wrong is said at once, most of it by the compiler
 * and the rest when the flow is defined (`FLOW_INVALID`).
 */
export type DefineFlow = <const Name extends string, S extends z.ZodObject, N extends Nodes>(
  name: Name,
  definition: FlowDefinition<S> & {
    readonly nodes: (n: Kinds<S>) => N & Checked<N>
    readonly moved?: Readonly<Record<string, NoInfer<keyof N & string>>>
  },
) => Flow<Name, S, N>
