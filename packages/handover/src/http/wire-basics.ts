/** The small words of the wire, which the nouns are made of. */
import { z } from 'zod'
import type { ProcessCommandName, TaskCommandName } from '../engine/command.ts'

export const Person = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Person' })

/** What a refusal names: its title says nothing else, so that it can be told in another language. */
const Params = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .meta({ description: 'What the sentence names, such as `owner` or `at`: for telling it in another language.' })

/** May the asking actor do it, and if not, why. */
export const Permit = z
  .discriminatedUnion('allowed', [
    z.object({ allowed: z.literal(true) }),
    z.object({ allowed: z.literal(false), code: z.string(), reason: z.string(), params: Params.optional() }),
  ])
  .meta({ id: 'Permit' })

/** Which rule a field breaks, for saying it in another language. */
const Rule = z
  .object({
    code: z.string().meta({ description: 'As zod names it, or `missing`, or `unstorable`.' }),
    expected: z.string().optional(),
    origin: z.string().optional().meta({ description: 'What the bounds measure: number, string, array, date, …' }),
    format: z.string().optional(),
    minimum: z.number().optional().meta({ description: 'Of a date in milliseconds.' }),
    maximum: z.number().optional(),
    inclusive: z.boolean().optional(),
    exact: z.boolean().optional(),
    divisor: z.number().optional(),
  })
  .meta({ description: 'Which rule it breaks; left out where the message is in the words of the application.' })

export const Problem = z
  .object({
    type: z.string().meta({ description: 'Names the page of the code: docs/reference/errors/<CODE>.md.' }),
    title: z.string().meta({ description: 'What happened, in a sentence.' }),
    status: z.int(),
    code: z.string(),
    detail: z.string().meta({ description: 'What to do about it.' }),
    params: Params.optional(),
    issues: z
      .array(
        z.object({
          path: z.array(z.union([z.string(), z.number()])),
          message: z.string(),
          value: z.unknown().optional(),
          rule: Rule.optional(),
        }),
      )
      .optional()
      .meta({ description: 'Which fields are wrong, and why.' }),
  })
  .meta({ id: 'Problem' })

/** What can be asked of a task. */
export const TaskCommand = z.enum([
  'assign',
  'unassign',
  'reassign',
  'complete',
  'run',
  'sendBack',
  'cancel',
  'undo',
  'revive',
  'retry',
  'skip',
  'move',
  'reschedule',
  'add',
  'finish',
] satisfies readonly TaskCommandName[])
/** What can be asked of a process. */
export const ProcessCommand = z.enum(['cancel', 'suspend', 'resume'] satisfies readonly ProcessCommandName[])

export const TaskStatus = z.enum(['new', 'assigned', 'scheduled', 'started', 'done', 'canceled', 'error', 'revived'])
export const ProcessStatus = z.enum(['running', 'done', 'canceled', 'failed'])
/** Why a task cannot go on. */
export const TaskError = z.object({ code: z.string(), message: z.string() }).meta({ id: 'TaskError' })

export const ProcessRef = z
  .object({
    id: z.uuid(),
    number: z.int(),
    flow: z.string(),
    flowTitle: z.string(),
    summary: z.string(),
    status: ProcessStatus,
    startedBy: Person.nullable(),
  })
  .meta({ id: 'ProcessRef' })

/** That something was taken in, and is on its way. */
export const Accepted = z.object({ accepted: z.literal(true) }).meta({ id: 'Accepted' })

/** Something known, labelled for reading. */
export const Fact = z
  .object({
    key: z.string(),
    label: z.string(),
    value: z.unknown(),
    /** JSON Schema of the field, where it says more than the value: choices, a currency, what its parts are called. */
    field: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Fact' })

export type Person = z.output<typeof Person>
export type Permit = z.output<typeof Permit>
export type Problem = z.output<typeof Problem>
export type TaskStatus = z.output<typeof TaskStatus>
export type ProcessStatus = z.output<typeof ProcessStatus>
export type ProcessRef = z.output<typeof ProcessRef>
export type Accepted = z.output<typeof Accepted>
export type TaskError = z.output<typeof TaskError>
export type Fact = z.output<typeof Fact>
export type TaskCommand = z.output<typeof TaskCommand>
export type ProcessCommand = z.output<typeof ProcessCommand>
