/** What travels of processes: in short, and whole. */
import { z } from 'zod'
import { Artifact } from './wire-artifact.ts'
import { Fact, Permit, Person, ProcessCommand, ProcessRef, ProcessStatus } from './wire-basics.ts'
import { ProcessTask } from './wire-task.ts'

const time = z.iso.datetime()
const id = z.uuid()

export const Process = z
  .object({
    id,
    number: z.int(),
    flow: z.string(),
    flowTitle: z.string(),
    version: z.int(),
    summary: z.string(),
    status: ProcessStatus,
    outcome: z.string().nullable(),
    outcomeTitle: z.string().nullable(),
    /** Why it needs somebody; null when it does not. */
    attention: z.string().nullable(),
    /** Why it ended as it did: the code of an error end; `canceled` or `undone` by somebody, who stands in `halt`. */
    reason: z.string().nullable(),
    /** Since when nothing moves in it; null when it is not suspended. */
    suspendedAt: time.nullable(),
    /** The task of another process that called it. */
    parentTask: id.nullable(),
    startedBy: Person.nullable(),
    createdAt: time,
    finishedAt: time.nullable(),
  })
  .meta({ id: 'Process' })

/** The task that called a process, and whose process that is. */
export const Caller = z.object({ task: id, title: z.string(), process: ProcessRef }).meta({ id: 'Caller' })

/** Who suspended or canceled a process, when, and why. */
export const Halt = z
  .object({
    /** Null when the system did. */
    by: Person.nullable(),
    at: time,
    /** What was said. */
    note: z.string().nullable(),
  })
  .meta({ id: 'Halt' })

export const ProcessDetail = Process.extend({
  data: z.array(Fact),
  /** Why the present definition cannot read the data; null when it can. */
  dataProblem: z.string().nullable(),
  artifact: Artifact.nullable(),
  /** Who suspended or canceled it; null when it goes on, or ended by itself. */
  halt: Halt.nullable(),
  /** In order of creation. */
  tasks: z.array(ProcessTask),
  /** Null when none called it, or when the actor may not see who did. */
  parent: Caller.nullable(),
  /** The processes that its tasks called, oldest first. */
  children: z.array(Process),
  can: z.record(ProcessCommand, Permit),
}).meta({ id: 'ProcessDetail' })

export type Process = z.output<typeof Process>
export type Halt = z.output<typeof Halt>
export type Caller = z.output<typeof Caller>
export type ProcessDetail = z.output<typeof ProcessDetail>
