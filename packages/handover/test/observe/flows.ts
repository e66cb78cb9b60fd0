/** A flow with everything that is watched, whose data must not be told. */
import { flow, type Actor } from 'handover'
import { z } from 'zod'

/** Stands in the data, in inputs and in texts made from them. */
export const secret = 'Kontonummer-4711'
export const anna: Actor = { id: 'anna', name: 'Anna', permissions: ['parcel.weigh', 'parcel.manage'] }

export const broken = { function: false, job: 0 }

export const bell = flow('bell', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('ring'),
    ring: n.handle(z.object({}), () => {}).next('done'),
    done: n.end(),
  }),
})

export const parcel = flow('parcel', {
  summary: ({ account }) => `for ${account}`,
  data: z.object({ account: z.string(), weight: z.number().default(1), label: z.string().optional() }),
  nodes: (n) => ({
    start: n.start({ fields: ['account'] }).next('weigh'),
    weigh: n
      .view({ fields: ['weight'] })
      .permission()
      .summary((visit) => `weigh for ${visit.process.data.account}`)
      .next('check'),
    check: n
      .function(() => {
        if (broken.function) throw new RangeError('the scale is out of order')
      })
      .next('label'),
    label: n
      .job(({ process }) => {
        if (broken.job-- > 0) throw new RangeError('the printer is out of paper')
        return { label: `to ${process.data.account}` }
      })
      .next('rest'),
    rest: n.timer('1 h').next('sent'),
    sent: n.end(),
  }),
})
