/** The flows that several promises are tested with. */
import { flow } from 'handover'
import { z } from 'zod'

/** Anna asks, Ben or Carla approves. */
export const leave = flow('leave', {
  title: 'Leave',
  summary: (data) => `${data.days} days`,
  data: z.object({
    days: z.number().int().min(1).max(30),
    kind: z.enum(['holiday', 'parental']).default('holiday'),
    reason: z.string().max(150).optional(),
    approved: z.boolean().default(false),
  }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['days', 'kind', 'reason'] })
      .permission('leave.ask')
      .next('approve'),
    fromCode: n.startHandle(z.strictObject({ days: z.number() }), ({ days }) => ({ days })).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .permission('leave.approve')
      .next('check'),
    check: n
      .if((visit) => visit.process.data.approved)
      .yes('booked')
      .no('refused'),
    booked: n.end(),
    refused: n.end(),
  }),
})

/** Four people sign at once, two of them behind a split of their own; then it is filed, once. */
export const signing = flow('signing', {
  data: z.object({ signatures: z.array(z.string()).default([]) }),
  nodes: (n) => {
    const sign = (name: string) =>
      n.view({
        input: z.object({ name: z.string().default(name) }),
        complete: (visit, input) => void visit.process.data.signatures.push(input.name),
      })
    return {
      start: n.startHandle(z.object({}), () => ({})).next('fork'),
      fork: n.split().next('one').next('two').next('both'),
      both: n.split().next('three').next('four'),
      one: sign('one').next('ready'),
      two: sign('two').next('ready'),
      three: sign('three').next('signed'),
      four: sign('four').next('signed'),
      signed: n.join().next('ready'),
      ready: n.join().next('file'),
      file: n.function(() => {}).next('filed'),
      filed: n.end(),
    }
  },
})
