/** What requests carry: one schema for each body. */
import { z } from 'zod'
import { readDuration, readMoment } from '../flow/duration.ts'
import { isBroken } from '../flow/find-broken-text.ts'
import type { TaskCommand } from './wire-basics.ts'

const isStorable = (value: unknown): boolean => !isBroken(value)
const unstorable = 'contains a character that cannot be stored'
/** Why; kept in the history. */
const Note = z.string().max(2000).refine(isStorable, unstorable)
const Key = z.string().max(500).refine(isStorable, unstorable)
/** What messages and signals are called. */
export const PublicationName = Key.min(1)

export const StartBody = z.strictObject({ input: z.unknown(), note: Note.optional() }).meta({ id: 'StartBody' })
const user = z.string().min(1).refine(isStorable, unstorable)
const node = user
const Input = z.strictObject({
  input: z.unknown().optional().meta({ description: 'What the form asks for.' }),
  note: Note.optional(),
})
/** Of a send-back or a skip: nobody does that without saying why. */
const Reason = Note.refine((text) => text.trim() !== '', 'say why').meta({ description: 'Why; required.' })

export const EmptyBody = z.strictObject({}).meta({ id: 'EmptyBody' })
export const NoteBody = z.strictObject({ note: Note.optional() }).meta({ id: 'NoteBody' })
export const AssignBody = z
  .strictObject({
    to: user.optional().meta({ description: 'The id of a user; by default the actor.' }),
    note: Note.optional(),
  })
  .meta({ id: 'AssignBody' })
export const ReassignBody = z
  .strictObject({ to: user.meta({ description: 'The id of the user who gets it.' }), note: Note.optional() })
  .meta({ id: 'ReassignBody' })
export const CompleteBody = Input.meta({ id: 'CompleteBody' })
export const SendBackBody = z
  .strictObject({
    to: node.optional().meta({ description: 'An earlier node; by default the last that a person worked on.' }),
    note: Reason,
  })
  .meta({ id: 'SendBackBody' })
export const SkipBody = z
  .strictObject({
    to: node.optional().meta({ description: 'The node to go on at; needed where there are several.' }),
    note: Reason,
  })
  .meta({ id: 'SkipBody' })
export const MoveBody = z
  .strictObject({ to: node.meta({ description: 'Any node of the flow that can be entered.' }), note: Note.optional() })
  .meta({ id: 'MoveBody' })
const isMoment = (text: string) => readMoment(text, '1970-01-01T00:00:00.000Z') !== undefined
export const RescheduleBody = z
  .strictObject({
    at: z
      .string()
      .refine(isMoment, "is neither a time such as '2027-03-01T09:00:00Z' nor a duration such as '2 days'")
      .meta({
        description: "An ISO time with its zone, or a duration from now such as '2 days'. What has passed is due now.",
      }),
    note: Note.optional(),
  })
  .meta({ id: 'RescheduleBody' })
export const AddBody = z
  .strictObject({
    item: z.unknown().optional().meta({ description: 'What the new branch, or the new process, works on.' }),
    to: node.optional().meta({ description: 'The target of the branch; needed where there are several.' }),
    note: Note.optional(),
  })
  .meta({ id: 'AddBody' })

/** The body of each command to a task. */
export const bodies = {
  assign: AssignBody,
  unassign: NoteBody,
  reassign: ReassignBody,
  complete: CompleteBody,
  run: CompleteBody,
  sendBack: SendBackBody,
  cancel: NoteBody,
  undo: NoteBody,
  revive: NoteBody,
  retry: NoteBody,
  skip: SkipBody,
  move: MoveBody,
  reschedule: RescheduleBody,
  add: AddBody,
  finish: NoteBody,
} as const satisfies Record<TaskCommand, z.ZodObject>

/** What can be asked of several tasks at once: whatever each of them can answer by itself. */
export const BulkCommand = z.enum(['assign', 'unassign', 'reassign', 'cancel', 'undo', 'revive', 'retry', 'skip'])
export const BulkBody = z
  .strictObject({
    command: BulkCommand,
    tasks: z.array(z.uuid()).min(1).max(200),
    to: user.optional().meta({ description: 'As in the command for one task.' }),
    note: Note.optional(),
  })
  .meta({ id: 'BulkBody' })
const Payload = z.unknown().refine(isStorable, unstorable)
export const MessageBody = z
  .strictObject({
    key: Key.optional().meta({ description: 'Which of those who wait it is for; any when left out.' }),
    payload: Payload.optional(),
    ttl: z
      .string()
      .refine((text) => readDuration(text) !== undefined, "is no duration such as '1 day'")
      .optional()
      .meta({ description: "For how long it is kept when nobody waits yet, such as '1 day'." }),
  })
  .meta({ id: 'MessageBody' })
export const SignalBody = z.strictObject({ payload: Payload.optional() }).meta({ id: 'SignalBody' })

export type BulkCommand = z.output<typeof BulkCommand>
export type StartBody = z.input<typeof StartBody>
export type NoteBody = z.input<typeof NoteBody>
export type CommandBodies = { readonly [C in TaskCommand]: z.input<(typeof bodies)[C]> }
export type BulkBody = z.input<typeof BulkBody>
export type MessageBody = z.input<typeof MessageBody>
export type SignalBody = z.input<typeof SignalBody>
