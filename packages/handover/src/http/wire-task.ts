/** What travels of tasks: in lists, on their own page, and in the picture of their process. */
import { z } from 'zod'
import { Artifact } from './wire-artifact.ts'
import { Fact, Permit, Person, Problem, ProcessRef, TaskCommand, TaskError, TaskStatus } from './wire-basics.ts'
import { Form } from './wire-form.ts'
import { Shape } from './wire-picture.ts'

const time = z.iso.datetime()
const id = z.uuid()

export const Task = z
  .object({
    id,
    node: z.string(),
    kind: z.string(),
    title: z.string(),
    /** One line: the summary while it is open, the result when it has ended. */
    summary: z.string(),
    status: TaskStatus,
    owner: Person.nullable(),
    /** Who completed or canceled it; null when the system did, or while it is open. */
    endedBy: Person.nullable(),
    dueAt: time.nullable(),
    /** When it goes on by itself, at a timer or a deadline; null when it waits for no moment. */
    wakeAt: time.nullable(),
    priority: z.int(),
    createdAt: time,
    assignedAt: time.nullable(),
    /** When a worker began with it last. */
    startedAt: time.nullable(),
    finishedAt: time.nullable(),
    /** Why it was canceled. */
    reason: z.string().nullable(),
    error: TaskError.nullable(),
    /** The task on whose border it stands and with which it ends: a timeout, a message that interrupts. */
    host: id.nullable(),
    /** Whether its step is not part of the flow any more: it can only be canceled or moved. */
    isObsolete: z.boolean(),
    process: ProcessRef,
  })
  .meta({ id: 'Task' })

/** A node that a command may name in `to`. */
export const Target = z.object({ node: z.string(), title: z.string() }).meta({ id: 'Target' })

/** How far a job that runs is, as its body said last. */
export const Progress = z
  .object({ done: z.number().min(0).max(1), note: z.string().nullable() })
  .meta({ id: 'Progress' })

export const TaskDetail = Task.extend({
  /** Of a job that runs; null when it has not said yet. */
  progress: Progress.nullable(),
  description: z.string(),
  /** What it asks for; null when it asks for nothing, or has ended. */
  form: Form.nullable(),
  /** For each command: may the actor give it now, and if not, why. */
  can: z.record(TaskCommand, Permit),
  /** Whether the actor may assign it to somebody else. */
  mayGive: z.boolean(),
  /** What these commands may name in `to`, as far as the actor may give them; the default first. */
  targets: z.object({
    sendBack: z.array(Target),
    skip: z.array(Target),
    move: z.array(Target),
    add: z.array(Target),
  }),
  /** What it works on, where a split made one branch for each of several. */
  item: z.unknown(),
  /** JSON Schema of the items that can be added, by the target; where nothing is said, any JSON. */
  itemSchemas: z.record(z.string(), z.record(z.string(), z.unknown())),
  artifact: Artifact.nullable(),
  /** The data of its process, labelled for reading. */
  facts: z.array(Fact),
}).meta({ id: 'TaskDetail' })

export const ProcessTask = Task.omit({ process: true })
  .extend({
    shape: Shape,
    /** Of a job that runs; null when it has not said yet. */
    progress: Progress.nullable(),
    previous: z.array(id),
    /** The commands that the actor may give it now. */
    may: z.array(TaskCommand),
  })
  .meta({ id: 'ProcessTask' })

export const TaskListName = z.enum(['inbox', 'queue', 'archive'])
/** A task in a list, with the commands that the actor may give it now. */
export const ListedTask = Task.extend({
  may: z.array(TaskCommand),
  /** Whether the actor may assign it to somebody else. */
  mayGive: z.boolean(),
}).meta({ id: 'ListedTask' })

/** How many tasks stand in a list under its filters, and when they are due. */
export const TaskCounts = z
  .object({
    total: z.int(),
    /** Null in the archive. */
    due: z
      .object({ overdue: z.int(), today: z.int(), week: z.int(), later: z.int(), none: z.int() })
      .nullable()
      .meta({ description: '`week` are the seven days after today. Null in the archive.' }),
    /** Each count stops here: `most` means as many or more. */
    most: z.int(),
  })
  .meta({ id: 'TaskCounts' })

/** Answers to what is more than one thing. */
export const Bulk = z
  .object({
    done: z.array(Task),
    refused: z.array(z.object({ task: id, problem: Problem })).meta({ description: 'Each for its own reason.' }),
  })
  .meta({ id: 'Bulk' })

export type Task = z.output<typeof Task>
export type Target = z.output<typeof Target>
export type Progress = z.output<typeof Progress>
export type TaskDetail = z.output<typeof TaskDetail>
export type ProcessTask = z.output<typeof ProcessTask>
export type TaskListName = z.output<typeof TaskListName>
export type ListedTask = z.output<typeof ListedTask>
export type TaskCounts = z.output<typeof TaskCounts>
export type Bulk = z.output<typeof Bulk>
