/** What travels of processes in lists: where each stands, how many there are, and the board of a flow. */
import { z } from 'zod'
import { Person, TaskCommand, TaskStatus } from './wire-basics.ts'
import { Shape } from './wire-picture.ts'
import { Halt, Process } from './wire-process.ts'
import { Task } from './wire-task.ts'

const time = z.iso.datetime()

/** The open task that tells best where a process stands, and how many more are open. */
export const Place = z
  .object({
    task: z.uuid(),
    node: z.string(),
    title: z.string(),
    shape: Shape,
    status: TaskStatus,
    owner: Person.nullable(),
    createdAt: time,
    dueAt: time.nullable(),
    /** How often it failed; 0 when the process needs no attention. */
    failures: z.int(),
    /** How many further branches are open. */
    more: z.int(),
    /** The commands that the actor may give it now; only where the process needs attention. */
    may: z.array(TaskCommand),
  })
  .meta({ id: 'Place' })

/** The status of a visit as a picture shows it: a canceled one that is still open was undone, and waits. */
export const VisitStatus = z.enum([...TaskStatus.options, 'undone'])

export const ListedProcess = Process.extend({
  /** When something happened in it last. */
  changedAt: time,
  /** Since when it needs attention; null when it does not. */
  attentionSince: time.nullable(),
  /** Who suspended or canceled it; null when it goes on, or ended by itself. */
  halt: Halt.nullable(),
  /** Null when it has ended. */
  standsAt: Place.nullable(),
  /** The nodes that it came to, by how they stand. */
  visited: z.partialRecord(VisitStatus, z.array(z.string())),
}).meta({ id: 'ListedProcess' })

export const ProcessCounts = z
  .object({
    all: z.int(),
    running: z.int(),
    /** Those of the running ones that need somebody. */
    attention: z.int(),
    failed: z.int(),
    done: z.int(),
    canceled: z.int(),
    /** Counts stop here: `most` means as many or more. */
    most: z.int(),
  })
  .meta({ id: 'ProcessCounts' })

export const Card = Task.pick({
  id: true,
  title: true,
  summary: true,
  status: true,
  owner: true,
  dueAt: true,
  createdAt: true,
  error: true,
})
  .extend({ process: z.object({ id: z.uuid(), number: z.int(), summary: z.string() }) })
  .meta({ id: 'Card' })

/** The open tasks of a flow, node by node, as far as the actor may see them. */
export const Board = z
  .object({
    columns: z.array(
      z.object({
        node: z.string(),
        title: z.string(),
        shape: Shape,
        kind: z.string(),
        count: z.int(),
        /** The newest of them, newest first. */
        cards: z.array(Card),
      }),
    ),
    /** How many running processes were looked at, the newest first. */
    processes: z.int(),
    /** Whether there are more, so that all counts may be too small. */
    isCut: z.boolean(),
  })
  .meta({ id: 'Board' })

export type Place = z.output<typeof Place>
export type VisitStatus = z.output<typeof VisitStatus>
export type ListedProcess = z.output<typeof ListedProcess>
export type ProcessCounts = z.output<typeof ProcessCounts>
export type Card = z.output<typeof Card>
export type Board = z.output<typeof Board>
