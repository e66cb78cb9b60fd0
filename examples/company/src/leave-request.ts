import { flow } from 'handover'
import { z } from 'zod'
import { clock } from './clock.ts'
import { tablesOf } from './tables.ts'
import { daysInWords, workingDays } from './working-days.ts'

const day = (title: string, description: string) =>
  z.iso.date('Enter a day.').meta({ title, description, width: 'half' })

const decision = z
  .object({
    decision: z.enum(['approve', 'sendBack', 'decline'], 'Choose one of them.').meta({
      title: 'Your decision',
      choices: {
        approve: { title: 'Approve', description: 'The days are booked.' },
        sendBack: { title: 'Send back', description: 'The request goes back, to be changed.' },
        decline: { title: 'Decline', description: 'The request ends here.' },
      },
    }),
    comment: z.string().max(500, 'Enter at most 500 characters.').optional().meta({
      title: 'Comment',
      description: 'The requester reads it. Say why when you send the request back or decline it.',
    }),
  })
  .refine((given) => given.decision === 'approve' || (given.comment ?? '').trim() !== '', {
    path: ['comment'],
    message: 'Say why: the requester wants to understand it.',
  })
const decided = { approve: 'approved', sendBack: 'sent back', decline: 'declined' } as const

/** Somebody asks for days off, the manager decides, and the days are booked; sent back, the request is changed. */
export const leaveRequest = flow('leave-request', {
  title: 'Leave request',
  description: 'Ask for days off. Your manager approves them, sends the request back or declines it.',
  icon: 'holiday',
  summary: ({ days, firstDay, lastDay, person }) =>
    days === undefined ? 'Leave' : `${daysInWords(days, firstDay, lastDay)}, ${person}`,
  data: z
    .object({
      person: z.string().optional().meta({ title: 'From' }),
      firstDay: day('First day', 'The first day on which you are away.'),
      lastDay: day('Last day', 'The last day on which you are away; the same day for a single one.'),
      days: z.int().optional().meta({ title: 'Working days' }),
      balance: z.string().optional().meta({ title: 'Days left' }),
      reason: z.string().max(300, 'Enter at most 300 characters.').optional().meta({
        title: 'Reason',
        description: 'Only if your manager has to know it.',
      }),
      decision: z.enum(['approved', 'sent back', 'declined']).optional().meta({ title: 'Decision' }),
      comment: z.string().optional().meta({ title: 'Comment' }),
      remindedAt: z.iso.datetime().optional().meta({ title: 'Reminded' }),
    })
    .refine(({ firstDay, lastDay }) => firstDay <= lastDay, {
      path: ['lastDay'],
      message: 'The last day lies before the first. Enter the same day or a later one.',
    })
    .refine(({ firstDay, lastDay }) => firstDay > lastDay || workingDays(firstDay, lastDay) > 0, {
      path: ['lastDay'],
      message: 'From the first day to this one there is only a weekend. Enter at least one working day.',
    }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['firstDay', 'lastDay', 'reason'] })
      .title('Ask for leave')
      .description('Say when you want to be away. Your manager decides, and the days are booked.')
      .permission()
      .next('count'),
    count: n
      .function(async ({ process: { data, startedBy }, tx }) => {
        const person = await personOf(tx, startedBy)
        data.days = workingDays(data.firstDay, data.lastDay)
        data.person = person?.name ?? 'Somebody'
        if (person === undefined) return
        const left = person.leaveDays - (await bookedDays(tx, person.id))
        data.balance = `${left} of ${person.leaveDays}, then ${left - data.days}`
      })
      .title('Count the days')
      .next('approve'),
    approve: n
      .view({
        input: decision,
        complete: ({ process: { data } }, given) => {
          data.decision = decided[given.decision]
          data.comment = given.comment
        },
      })
      .title('Approve the leave')
      .description('Decide whether the team can spare this person, or send the request back for other dates.')
      .permission()
      .assign(async (visit) => (await personOf(visit.tx, visit.process.startedBy))?.manager ?? null)
      .offer((visit) => ({ except: visit.process.startedBy === null ? [] : [visit.process.startedBy] }))
      .due('2 days')
      .onTimeout('3 days', 'remind', { interrupting: false, title: 'Nobody decided for 3 days' })
      .result(({ process: { data } }) => inTitleCase(data.decision ?? 'decided'))
      .next('decide'),
    remind: n
      .send((visit) => void (visit.process.data.remindedAt = clock.now().toISOString()))
      .title('Remind the manager')
      .next('reminded'),
    reminded: n.end().title('Reminded'),
    decide: n
      .switch()
      .title('Approved?')
      .when((visit) => visit.process.data.decision === 'approved', 'book', { label: 'approved' })
      .when((visit) => visit.process.data.decision === 'sent back', 'change', { label: 'sent back' })
      .otherwise('declined'),
    change: n
      .view({ fields: ['firstDay', 'lastDay', 'reason'] })
      .title('Change the request')
      .description(
        'Your manager sent the request back. Read why, change the dates or the reason, and hand it in again.',
      )
      .assign((visit) => visit.process.startedBy)
      .permission('leave-request.manage')
      .due('5 days')
      .next('count'),
    book: n
      .function(async ({ process: { id, data, startedBy }, tx }) => {
        const { firstDay, lastDay, days = 0 } = data
        const row = { process: id, person: startedBy ?? '', firstDay, lastDay, days }
        await tablesOf(tx).insertInto('leave').values(row).execute()
      })
      .onUndo(
        async (visit) =>
          void (await tablesOf(visit.tx).deleteFrom('leave').where('process', '=', visit.process.id).execute()),
      )
      .title('Book the days')
      .next('booked'),
    booked: n.end().title('Booked'),
    declined: n.end().title('Declined'),
  }),
})

const personOf = (tx: unknown, id: string | null) =>
  tablesOf(tx)
    .selectFrom('person')
    .selectAll()
    .where('id', '=', id ?? '')
    .executeTakeFirst()

async function bookedDays(tx: unknown, person: string): Promise<number> {
  const booked = await tablesOf(tx).selectFrom('leave').select('days').where('person', '=', person).execute()
  return booked.reduce((sum, { days }) => sum + days, 0)
}

const inTitleCase = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
