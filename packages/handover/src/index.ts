/** Human workflow inside your own database: define flows as typed code, mount one handler. */
import { defineFlow } from './flow/define-flow.ts'
import { kinds, type DefineFlow } from './nodes/index.ts'

// Defining flows
export const flow = defineFlow(kinds) as unknown as DefineFlow
export { part } from './flow/part.ts'
export type { Flow } from './flow/define-flow.ts'
export type { AnyFlow, DataOf, InputOf } from './flow/flow-types.ts'
export type { Actor, Audience } from './flow/actor.ts'
export type { Ask, Register, Text, Tx, Visit } from './flow/visit.ts'

// Kinds of one's own
export { kind, type Kind, type Options } from './nodes/use.ts'
export { arrange } from './nodes/arrange.ts'
export { ask, finish, fork, go, wait, type FlowNode, type Move, type Question } from './flow/node.ts'
export type { Kinds } from './nodes/index.ts'

// Running them
export { createHandover, type HandoverOptions } from './runtime/create-handover.ts'
export { defineConfig, type Config } from './cli/define-config.ts'
export type {
  By,
  Joinable,
  Handover,
  Process,
  ProcessQuery,
  ProcessRef,
  Processes,
  Started,
  Task,
  TaskQuery,
  Tasks,
} from './runtime/handover.ts'
export type { HistoryEvent } from './engine/event.ts'
export type { TaskCommandName } from './engine/command.ts'
export type { ProcessStatus, TaskStatus } from './engine/snapshot.ts'
export type { Permit } from './access/permit.ts'
export type { Page, Store } from './storage/store.ts'

// What goes wrong
export { HandoverError, isHandoverError, type ErrorCode, type Issue, type Problem } from './errors.ts'
