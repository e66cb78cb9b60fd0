/** What travels of the history of a process. */
import { z } from 'zod'
import { Fact, Person, TaskError } from './wire-basics.ts'

const time = z.iso.datetime()
const id = z.uuid()

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
    /** Until when the task waits, or when it is due; after a failure, when it is tried again. */
    until: time.nullable(),
    /** At `task.rescheduled`: until when it waited, or when it was due, before. */
    formerUntil: time.nullable(),
    /** What it changed of the data, or of the record that the process is about; read as facts are. */
    changes: z.array(Fact.omit({ value: true }).extend({ before: z.unknown(), after: z.unknown() })),
    /** What a condition answered. */
    told: z.unknown().optional(),
  })
  .meta({ id: 'HistoryEvent' })

export type HistoryEvent = z.output<typeof HistoryEvent>
