import { flow } from 'handover'
import { z } from 'zod'
import { clock } from './clock.ts'

/** Somebody writes a message, somebody else approves it, and it is sent; refused, it goes back to who wrote it. */
export const helloWorld = flow('hello-world', {
  title: 'Hello world',
  description: 'Write a message, have it approved, and it is sent.',
  icon: 'message',
  summary: (data) => data.message,
  data: z.object({
    message: z
      .string()
      .min(1, 'Enter a message.')
      .max(150, 'Enter at most 150 characters.')
      .meta({ title: 'Message', description: 'What the world should hear, in at most 150 characters.' }),
    approved: z.boolean().default(false).meta({ title: 'Approve this message?' }),
    sentAt: z.iso.datetime().optional().meta({ title: 'Sent' }),
  }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['message'] })
      .title('Write a message')
      .permission('hello-world.start')
      .next('approve'),
    startFromCode: n.startHandle(z.object({ text: z.string() }), (input) => ({ message: input.text })).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .title('Approve the message')
      .description('Read the message and decide whether it may be sent. Refused, it goes back to who wrote it.')
      .permission()
      .offer((visit) => ({ except: visit.process.startedBy === null ? [] : [visit.process.startedBy] }))
      .due('3 days')
      .result((visit) => (visit.process.data.approved ? 'Approved' : 'Refused'))
      .next('check'),
    check: n
      .if((visit) => visit.process.data.approved)
      .title('Approved?')
      .yes('send')
      .no('rework'),
    rework: n
      .view({ fields: ['message'] })
      .title('Change the message')
      .description('The message was not approved. Change it and hand it in again.')
      .assign((visit) => visit.process.startedBy)
      .next('approve'),
    send: n
      .function((visit) => {
        visit.process.data.sentAt = clock.now().toISOString()
      })
      .title('Send the message')
      .next('sent'),
    sent: n.end().title('Sent'),
  }),
})
