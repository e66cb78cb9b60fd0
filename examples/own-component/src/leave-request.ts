import { flow } from 'handover'
import { z } from 'zod'

const decision = z
  .object({
    decision: z.enum(['approve', 'send back', 'decline']).meta({ title: 'Your decision' }),
    standIn: z.string().optional().meta({ title: 'Stands in', description: 'Gets new tasks meanwhile.' }),
    note: z.string().max(300).optional().meta({ title: 'Note' }),
  })
  .refine((given) => given.decision === 'approve' || (given.note ?? '') !== '', {
    path: ['note'],
    message: 'Say why in a note.',
  })

/** Somebody asks for leave; who decides sees at once who else is away. */
export const leaveRequest = flow('leave-request', {
  title: 'Leave request',
  description: 'Ask for days off. Your manager decides.',
  summary: (data) => `${data.from} to ${data.to}`,
  data: z.object({
    from: z.iso.date().meta({ title: 'First day' }),
    to: z.iso.date().meta({ title: 'Last day' }),
    reason: z.string().max(150).optional().meta({ title: 'Reason' }),
    decision: z.string().optional().meta({ title: 'Decision' }),
    standIn: z.string().optional().meta({ title: 'Stands in' }),
    note: z.string().optional().meta({ title: 'Note' }),
  }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['from', 'to', 'reason'] })
      .title('Ask for leave')
      .permission('leave-request.start')
      .next('approve'),
    approve: n
      .view({
        input: decision,
        complete: (visit, given) => void Object.assign(visit.process.data, given),
        component: 'approve-leave',
      })
      .title('Approve the leave')
      .description('Decide whether the team can spare the days, or send the request back for other dates.')
      .permission('leave-request.approve')
      .due('2 days')
      .next('decide'),
    decide: n
      .switch()
      .title('Approved?')
      .when((visit) => visit.process.data.decision === 'approve', 'booked', { label: 'approved' })
      .when((visit) => visit.process.data.decision === 'send back', 'change', { label: 'sent back' })
      .otherwise('declined'),
    change: n
      .view({ fields: ['from', 'to', 'reason'] })
      .title('Change the request')
      .assign((visit) => visit.process.startedBy)
      .next('approve'),
    booked: n.end().title('Booked'),
    declined: n.end().title('Declined'),
  }),
})
