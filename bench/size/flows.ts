/** The flows that size, age and timers are measured with. */
import { flow, type Actor } from 'handover'
import { z } from 'zod'

/** A request that a group reviews and everyone may approve: five tasks when it is done. */
export const request = flow('request', {
  title: 'Request',
  summary: ({ subject }) => subject,
  data: z.object({
    subject: z.string(),
    amount: z.number(),
    group: z.string(),
    approved: z.boolean().default(false),
  }),
  nodes: (n) => ({
    start: n
      .startHandle(z.object({ subject: z.string(), amount: z.number(), group: z.string() }), (input) => input)
      .next('review'),
    review: n
      .view({ fields: ['approved'] })
      .offer(({ process }) => ({ groups: [process.data.group, 'everyone'] }))
      .due('3 days')
      .next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .offer(() => ({ groups: ['everyone'] }))
      .next('check'),
    check: n
      .if(({ process }) => process.data.approved)
      .yes('done')
      .no('refused'),
    done: n.end(),
    refused: n.end(),
  }),
})

/** Goes round and round: as old as one likes. */
export const round = flow('round', {
  data: z.object({ rounds: z.number().default(0), isOver: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('step'),
    step: n
      .view({
        input: z.object({ isOver: z.boolean() }),
        complete: ({ process: { data } }, { isOver }) => {
          data.rounds++
          data.isOver = isOver
        },
      })
      .next('check'),
    check: n
      .if(({ process }) => process.data.isOver)
      .yes('over')
      .no('step'),
    over: n.end(),
  }),
})

/** Waits for a moment. */
export const alarm = flow('alarm', {
  data: z.object({ at: z.string() }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ at: z.string() }), (input) => input).next('wait'),
    wait: n.timer(({ process }) => process.data.at).next('rung'),
    rung: n.end(),
  }),
})

export const flows = [request, round, alarm] as const

/** One of many people, in the group of that number. */
export const person = (number: number): Actor => ({
  id: `p${number}`,
  name: `Person ${number}`,
  permissions: [],
  groups: [`g${number}`],
})

/** May take everything, and sees every process. */
export const boss: Actor = { id: 'boss', name: 'Boss', permissions: ['request.view'], groups: ['everyone'] }
