/** A small flow behind a real API: what most tests of HTTP ask. */
import { flow } from 'handover'
import type { ApiOptions } from 'handover/http'
import { z } from 'zod'
import { openApi, type OpenedApi } from './open-api.ts'
import { people } from './people.ts'

const approval = flow('approval', {
  title: 'Approval',
  icon: 'document',
  summary: (data) => data.message,
  data: z.object({
    message: z.string().min(1, 'Enter a message.').max(20).meta({ title: 'Message' }),
    approved: z.boolean().optional().meta({ title: 'Approve?' }),
    dueOn: z.iso.date().optional(),
    copies: z.int().default(1),
  }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['message', 'dueOn'] })
      .title('Ask')
      .permission('approval.start')
      .next('approve'),
    startFromCode: n.startHandle(z.object({ text: z.string() }), (input) => ({ message: input.text })).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .title('Approve the message')
      .permission('approval.approve')
      .result((visit) => (visit.process.data.approved === true ? 'Approved' : 'Refused'))
      .next('send'),
    send: n
      .function((visit) => {
        if (visit.process.data.message === 'boom') throw new Error('The mail server is down.')
      })
      .next('sent'),
    sent: n.end().title('Sent'),
  }),
})

export interface Approvals extends OpenedApi {
  /** Anna's request, as Ben finds it in his queue. */
  request(message?: string): Promise<{ readonly process: string; readonly task: string }>
}

export async function openApprovals(options: ApiOptions = {}): Promise<Approvals> {
  const opened = await openApi([approval], options)
  const { handover } = opened
  return {
    ...opened,
    async request(message = 'Hello') {
      const process = await handover.start(approval, 'start', { message }, { by: people.anna })
      const tasks = await handover.processes.tasks(process.id)
      return { process: process.id, task: tasks.find((task) => task.node === 'approve')!.id }
    },
  }
}
