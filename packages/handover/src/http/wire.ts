/**
 * What travels between server and client: one schema for each noun, from which the OpenAPI document, the checks of
 * requests and the types of the client are made. Times are ISO 8601 in UTC. Long because it is one vocabulary.
 */
import { z } from 'zod'
import { flowIcons } from '../flow/flow-icon.ts'
import { markers, signs } from '../notation/sign.ts'
import {
  Fact,
  Permit,
  Person,
  Problem,
  ProcessCommand,
  ProcessStatus,
  TaskCommand,
  TaskError,
  TaskStatus,
} from './wire-basics.ts'

export * from './wire-basics.ts'
export * from './wire-bodies.ts'

const time = z.iso.datetime()
const id = z.uuid()

/** How a node is drawn: events are circles, gateways diamonds, tasks boxes, a boundary a circle on its host's border. */
export const Shape = z.enum([
  'start',
  'end',
  'human',
  'auto',
  'call',
  'event',
  'boundary',
  'choice',
  'split',
  'first',
  'join',
])

const point = z.object({ x: z.number(), y: z.number() })
export const Picture = z
  .object({
    width: z.number(),
    height: z.number(),
    nodes: z.array(
      z.object({
        node: z.string(),
        /** Empty at a gateway whose author gave it none: nothing is written there. */
        title: z.string(),
        /** Inside a box, under or over a circle or a diamond; at a boundary it is the label of its edge. */
        titleAt: z.enum(['inside', 'under', 'over', 'edge']),
        kind: z.string(),
        shape: Shape,
        /** What stands inside the shape; null where the shape says it all. */
        sign: z.enum(signs).nullable(),
        /** Sends what the sign shows, or brings it about: the sign is filled. */
        isThrowing: z.boolean(),
        /** What stands at the lower border of a box: that it is a process, and that there may be several of it. */
        markers: z.array(z.enum(markers)),
        /** At a boundary: the node on whose border it stands. */
        host: z.string().nullable(),
        /** False at a boundary that lets its host go on: it is dashed. */
        isInterrupting: z.boolean(),
        /** The upper left corner and the size. */
        x: z.number(),
        y: z.number(),
        width: z.number(),
        height: z.number(),
      }),
    ),
    edges: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        label: z.string().nullable(),
        /** Where the middle of the label stands; null without a label. */
        labelAt: point.nullable(),
        /** From the border of one node to the border of the other, corners included; orthogonal. */
        points: z.array(point),
      }),
    ),
  })
  .meta({ id: 'Picture' })

export const StartNode = z
  .object({ node: z.string(), title: z.string(), description: z.string(), kind: z.string(), can: Permit })
  .meta({ id: 'StartNode' })

export const Flow = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    /** What is drawn beside its title; null draws the sign for any flow. */
    icon: z.enum(flowIcons).nullable(),
    version: z.int(),
    /** The starts that a person may use by a form. */
    starts: z.array(StartNode),
  })
  .meta({ id: 'Flow' })

export const FlowDetail = Flow.extend({ picture: Picture }).meta({ id: 'FlowDetail' })

/** A form: JSON Schema (draft 7) of its input, the order of fields, and the values to begin with. */
export const Form = z
  .object({
    schema: z.record(z.string(), z.unknown()),
    fields: z.array(z.string()),
    values: z.record(z.string(), z.unknown()),
    /** The name of the part of the desk that shows it instead of plain fields; null for these. */
    component: z.string().nullable(),
  })
  .meta({ id: 'Form' })

export const StartForm = z.object({ flow: Flow, start: StartNode, form: Form }).meta({ id: 'StartForm' })

export const ProcessRef = z
  .object({
    id,
    number: z.int(),
    flow: z.string(),
    flowTitle: z.string(),
    summary: z.string(),
    status: ProcessStatus,
    startedBy: Person.nullable(),
  })
  .meta({ id: 'ProcessRef' })

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

/** The record of the application that a process is about. */
export const Artifact = z
  .object({
    type: z.string(),
    /** What people call records of its kind. */
    title: z.string(),
    id: z.string(),
    /** What people call this one. */
    label: z.string(),
    /** Whether the application has it no more; nothing is known of it then. */
    isGone: z.boolean(),
    facts: z.array(Fact),
  })
  .meta({ id: 'Artifact' })

/** A node that a command may name in `to`. */
export const Target = z.object({ node: z.string(), title: z.string() }).meta({ id: 'Target' })

export const TaskDetail = Task.extend({
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
    /** Why it ended as it did: the code of an error end, or what was said when it was canceled. */
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

export const ProcessTask = Task.omit({ process: true })
  .extend({
    shape: Shape,
    previous: z.array(id),
    /** The commands that the actor may give it now. */
    may: z.array(TaskCommand),
  })
  .meta({ id: 'ProcessTask' })

/** The task that called a process, and whose process that is. */
export const Caller = z.object({ task: id, title: z.string(), process: ProcessRef }).meta({ id: 'Caller' })

export const ProcessDetail = Process.extend({
  data: z.array(Fact),
  /** Why the present definition cannot read the data; null when it can. */
  dataProblem: z.string().nullable(),
  artifact: Artifact.nullable(),
  /** In order of creation. */
  tasks: z.array(ProcessTask),
  /** Null when none called it, or when the actor may not see who did. */
  parent: Caller.nullable(),
  /** The processes that its tasks called, oldest first. */
  children: z.array(Process),
  can: z.record(ProcessCommand, Permit),
}).meta({ id: 'ProcessDetail' })

/** A delivery that was tried in vain for long, and waits for somebody: a message, a job, a hook. */
export const Incident = z
  .object({
    id,
    /** What was to be delivered: `job`, `message`, `signal`, `childEnded`, `cancelProcess`, `hook`, `webhook`… */
    kind: z.string(),
    /** The process that it is for, when that is known. */
    process: ProcessRef.nullable(),
    attempts: z.int(),
    /** Why the last attempt failed. */
    error: z.string().nullable(),
    createdAt: time,
  })
  .meta({ id: 'Incident' })

export const HistoryEvent = z
  .object({
    number: z.int(),
    type: z.string(),
    task: id.nullable(),
    node: z.string().nullable(),
    /** What people call the node. */
    title: z.string().nullable(),
    /** Null when it followed by itself. */
    actor: Person.nullable(),
    at: time,
    from: z.string().nullable(),
    to: z.string().nullable(),
    note: z.string().nullable(),
    /** At `task.assigned`: who got the task. */
    assignee: Person.nullable(),
    /** What people call the node to which the task was sent back, moved or skipped, or whose join it came to late. */
    target: z.string().nullable(),
    /** The name of the message or signal, or the code of the escalation, that was sent. */
    name: z.string().nullable(),
    /** The process that was called, as it was then. */
    child: z
      .object({ id, number: z.int(), status: z.string().nullable() })
      .nullable()
      .meta({ description: 'The process that was called, as it was then.' }),
    /** Why a process needs attention, or failed. */
    reason: z.string().nullable(),
    /** What went wrong. */
    error: TaskError.nullable(),
    /** At a job: which attempt it was. */
    attempt: z.int().nullable(),
    /** Until when the task waits; after a failure, when it is tried again. */
    until: time.nullable(),
    changes: z.array(z.object({ key: z.string(), label: z.string(), before: z.unknown(), after: z.unknown() })),
    /** What a condition answered. */
    told: z.unknown().optional(),
  })
  .meta({ id: 'HistoryEvent' })

export const Me = z
  .object({
    actor: Person,
    counts: z.object({
      inbox: z.int(),
      queue: z.int(),
      /** Processes in sight that need attention. */
      attention: z.int(),
    }),
    /** Counts stop here: `most` means as many or more. */
    most: z.int(),
  })
  .meta({ id: 'Me' })

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable().meta({ description: 'The cursor of the next page.' }) })

export const TaskListName = z.enum(['inbox', 'queue', 'archive'])
/** A task in a list, with the commands that the actor may give it now. */
export const ListedTask = Task.extend({ may: z.array(TaskCommand) }).meta({ id: 'ListedTask' })

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
export const Accepted = z.object({ accepted: z.literal(true) }).meta({ id: 'Accepted' })

export type Shape = z.output<typeof Shape>
export type Picture = z.output<typeof Picture>
export type StartNode = z.output<typeof StartNode>
export type Flow = z.output<typeof Flow>
export type FlowDetail = z.output<typeof FlowDetail>
export type Form = z.output<typeof Form>
export type StartForm = z.output<typeof StartForm>
export type ProcessRef = z.output<typeof ProcessRef>
export type Task = z.output<typeof Task>
export type TaskDetail = z.output<typeof TaskDetail>
export type Process = z.output<typeof Process>
export type ProcessTask = z.output<typeof ProcessTask>
export type ProcessDetail = z.output<typeof ProcessDetail>
export type HistoryEvent = z.output<typeof HistoryEvent>
export type Me = z.output<typeof Me>
export type Artifact = z.output<typeof Artifact>
export type Target = z.output<typeof Target>
export type Caller = z.output<typeof Caller>
export type Incident = z.output<typeof Incident>
export type TaskListName = z.output<typeof TaskListName>
export type ListedTask = z.output<typeof ListedTask>
export type TaskCounts = z.output<typeof TaskCounts>
export type Bulk = z.output<typeof Bulk>
export type Accepted = z.output<typeof Accepted>
export interface Page<T> {
  items: T[]
  next: string | null
}
