/** Human workflow inside your own database: define flows as typed code, mount one handler. */
import { defineFlow } from './flow/define-flow.ts'
import { embeddedJobs } from './jobs/embedded.ts'
import { kinds, type DefineFlow } from './nodes/index.ts'
import { createWith } from './runtime/create-handover.ts'

// Defining flows
export const flow = defineFlow(kinds) as unknown as DefineFlow
export { part } from './flow/part.ts'
export { artifact, type Artifact, type ArtifactDefinition } from './flow/artifact.ts'
export type { Flow } from './flow/define-flow.ts'
export type { FlowIcon } from './flow/flow-icon.ts'
export type { AnyFlow, DataOf, InputOf } from './flow/flow-types.ts'
export type { FieldMeta } from './flow/field-meta.ts'
export type { Actor, Audience } from './flow/actor.ts'
export type { Ask, Register, Text, Tx, Visit } from './flow/visit.ts'
export type { Job } from './nodes/job.ts'

// Kinds of one's own
export { kind, type Kind, type Options } from './nodes/use.ts'
export { arrange } from './nodes/arrange.ts'
export { ask, call, err, finish, fork, go, wait } from './flow/move.ts'
export type { VisitedTask } from './flow/kind.ts'
export type { Call, Child, Move, Question, Sending } from './flow/move.ts'
export type { FlowNode } from './flow/node.ts'
export type { Kinds } from './nodes/index.ts'

// Running them
/**
 * Opens the store, checks it, records the definitions, and answers with the object that does everything.
 *
 * @example
 * const handover = await createHandover({ flows: [helloWorld], store: sqliteStore({ file: 'app.db' }), migrate: true })
 * const process = await handover.start(helloWorld, 'start', { message: 'Hello' }, { by: anna })
 */
export const createHandover = createWith({ jobs: embeddedJobs })
export type { HandoverOptions } from './runtime/create-handover.ts'
export { embeddedJobs, type EmbeddedJobsOptions } from './jobs/embedded.ts'
export type { JobQueue } from './jobs/job-queue.ts'
export type { Log } from './runtime/observe/log.ts'
export type { Telemetry } from './runtime/observe/telemetry.ts'
export type { Webhook } from './runtime/background/check-webhooks.ts'
export { defineConfig, type Config } from './cli/define-config.ts'
export type { Handover, By, Once, StartOptions, Started, CommandOptions, MessageOptions } from './runtime/handover.ts'
export type { Process, Processes, ProcessQuery, ProcessRef, Task, Tasks, TaskQuery } from './runtime/handover.ts'
export type { Pruned, PruneOptions } from './runtime/handover.ts'
export type { BoardColumn, CountQuery, FlowBoard, Halt, ProcessCounts, ProcessOverview } from './runtime/handover.ts'
export type { Joinable, AtHandle, ArtifactRecord, Happening, Incident, Incidents } from './runtime/handover.ts'
export type { EventType, HistoryEvent } from './engine/event.ts'
export type { ProcessCommandName, TaskCommandName } from './engine/command.ts'
export type { ProcessStatus, TaskStatus } from './engine/snapshot.ts'
export type { Permit } from './access/permit.ts'
export type { Page, Store } from './storage/store.ts'

// What goes wrong
export { HandoverError, isHandoverError, type ErrorCode, type Issue, type Problem } from './errors.ts'
