/**
 * What travels between server and client: one schema for each noun, from which the OpenAPI document, the checks of
 * requests and the types of the client are made. Times are ISO 8601 in UTC. Long because it is one vocabulary.
 */
import { z } from 'zod'
import { isBroken } from '../flow/find-broken-text.ts'

const time = z.iso.datetime()
const id = z.uuid()

export const Person = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Person' })

/** May the asking actor do it, and if not, why. */
export const Permit = z
  .discriminatedUnion('allowed', [
    z.object({ allowed: z.literal(true) }),
    z.object({ allowed: z.literal(false), code: z.string(), reason: z.string() }),
  ])
  .meta({ id: 'Permit' })

export const Problem = z
  .object({
    type: z.string().meta({ description: 'Names the page of the code: docs/reference/errors/<CODE>.md.' }),
    title: z.string().meta({ description: 'What happened, in a sentence.' }),
    status: z.int(),
    code: z.string(),
    detail: z.string().meta({ description: 'What to do about it.' }),
    issues: z
      .array(
        z.object({
          path: z.array(z.union([z.string(), z.number()])),
          message: z.string(),
          value: z.unknown().optional(),
        }),
      )
      .optional()
      .meta({ description: 'Which fields are wrong, and why.' }),
  })
  .meta({ id: 'Problem' })

export const TaskStatus = z.enum(['new', 'assigned', 'scheduled', 'started', 'done', 'canceled', 'error', 'revived'])
export const ProcessStatus = z.enum(['running', 'done', 'canceled', 'failed'])
/** How a node is drawn: events are circles, gateways diamonds, tasks boxes. */
export const Shape = z.enum(['start', 'end', 'human', 'auto', 'choice', 'split', 'join'])

const point = z.object({ x: z.number(), y: z.number() })
export const Picture = z
  .object({
    width: z.number(),
    height: z.number(),
    nodes: z.array(
      z.object({
        node: z.string(),
        /** Stands under events and over gateways. Empty at a split or join whose author gave it none: nothing is written there. */
        title: z.string(),
        kind: z.string(),
        shape: Shape,
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
    finishedAt: time.nullable(),
    /** Why it was canceled. */
    reason: z.string().nullable(),
    process: ProcessRef,
  })
  .meta({ id: 'Task' })

export const TaskDetail = Task.extend({
  description: z.string(),
  /** Which node it stands at in the flow's picture. */
  form: Form.nullable(),
  can: z.object({ assign: Permit, unassign: Permit, complete: Permit }),
  /** The data of its process, labelled for reading. */
  facts: z.array(z.object({ key: z.string(), label: z.string(), value: z.unknown() })),
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
    attention: z.string().nullable(),
    startedBy: Person.nullable(),
    createdAt: time,
    finishedAt: time.nullable(),
  })
  .meta({ id: 'Process' })

export const ProcessTask = Task.omit({ process: true })
  .extend({ shape: Shape, previous: z.array(id) })
  .meta({ id: 'ProcessTask' })

export const ProcessDetail = Process.extend({
  data: z.array(z.object({ key: z.string(), label: z.string(), value: z.unknown() })),
  /** In order of creation. */
  tasks: z.array(ProcessTask),
  can: z.object({ cancel: Permit }),
}).meta({ id: 'ProcessDetail' })

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
    changes: z.array(z.object({ key: z.string(), label: z.string(), before: z.unknown(), after: z.unknown() })),
    /** What a condition answered. */
    told: z.unknown().optional(),
  })
  .meta({ id: 'HistoryEvent' })

export const Me = z
  .object({
    actor: Person,
    counts: z.object({ inbox: z.int(), queue: z.int() }),
    /** Counts stop here: `most` means as many or more. */
    most: z.int(),
  })
  .meta({ id: 'Me' })

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable().meta({ description: 'The cursor of the next page.' }) })

export const TaskListName = z.enum(['inbox', 'queue', 'archive'])
/** What can be asked of a task. */
export const TaskCommand = z.enum(['assign', 'unassign', 'complete'])

/** Why; kept in the history. */
const Note = z
  .string()
  .max(2000)
  .refine((text) => !isBroken(text), 'contains a character that cannot be stored')

/** Bodies of requests. */
export const StartBody = z.strictObject({ input: z.unknown(), note: Note.optional() }).meta({ id: 'StartBody' })
export const CommandBody = z
  .strictObject({
    /** `complete`: what the form asks for. */
    input: z.unknown().optional(),
    /** `assign`: to whom; by default to oneself. */
    to: z.string().min(1).optional(),
    note: Note.optional(),
  })
  .meta({ id: 'CommandBody' })
export const CancelBody = z.strictObject({ note: Note.optional() }).meta({ id: 'CancelBody' })

export type Person = z.output<typeof Person>
export type Permit = z.output<typeof Permit>
export type Problem = z.output<typeof Problem>
export type TaskStatus = z.output<typeof TaskStatus>
export type ProcessStatus = z.output<typeof ProcessStatus>
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
export type TaskListName = z.output<typeof TaskListName>
export type TaskCommand = z.output<typeof TaskCommand>
export type StartBody = z.input<typeof StartBody>
export type CommandBody = z.input<typeof CommandBody>
export type CancelBody = z.input<typeof CancelBody>
export interface Page<T> {
  items: T[]
  next: string | null
}
