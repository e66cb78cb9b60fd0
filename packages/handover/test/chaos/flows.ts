/**
 * What goes on while servers are killed: an order is charged, reviewed by a person, waits and is packed at once, then two
 * processes are called that ship it. Whatever is applied twice leaves something twice in the data.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { flow, type AnyFlow, type Job } from 'handover'
import { z } from 'zod'
import type { Call } from './ledger.ts'

/** How many parts an order has, and in how many parcels it is sent. */
export const [parts, parcels] = [3, 2]

/** Whether the first attempt at this job fails. */
export const isBusyAtFirst = (key: string): boolean => key.endsWith('7')

/** Writes down that a job's body was called. */
export type WriteCall = (call: Call) => void

export function chaosFlows(write: WriteCall): readonly AnyFlow[] {
  /** A nonce that no other call answers; some fail at their first attempt. */
  const work = async (what: string, { key, attempt, process }: Job<{ readonly order: number }>): Promise<string> => {
    const nonce = crypto.randomUUID()
    write({ key, attempt, what, order: process.data.order, nonce })
    await sleep(5 + Number.parseInt(nonce.slice(0, 2), 16) / 4)
    if (attempt === 1 && isBusyAtFirst(key)) throw new Error('The other side is busy.')
    return nonce
  }
  const rules = { retries: 20, timeout: '20 s', backoff: { first: '100 ms', factor: 2, most: '2 s' } } as const

  const shipment = flow('shipment', {
    data: z.object({
      order: z.number(),
      parcel: z.number(),
      label: z.string().optional(),
      printed: z.array(z.string()).default([]),
    }),
    nodes: (n) => ({
      start: n.startHandle(z.object({ order: z.number(), parcel: z.number() }), (input) => input).next('ship'),
      ship: n.job(async (job) => ({ label: await work('ship', job) }), rules).next('print'),
      print: n.function(({ process: { data } }) => void data.printed.push(data.label!)).next('pause'),
      pause: n.timer('300 ms').next('shipped'),
      shipped: n.end(),
    }),
  })

  const order = flow('order', {
    data: z.object({
      order: z.number().int(),
      receipt: z.string().optional(),
      /** Each branch has a field of its own; what it answered is gathered behind it. */
      packed0: z.string().optional(),
      packed1: z.string().optional(),
      packed2: z.string().optional(),
      packed: z.array(z.string()).default([]),
      reviews: z.array(z.string()).default([]),
      woken: z.number().default(0),
      gathered: z.number().default(0),
      labels: z.array(z.string()).default([]),
    }),
    nodes: (n) => ({
      start: n
        .start({ fields: ['order'] })
        .permission('order.place')
        .next('fork'),
      fork: n
        .split()
        .next('charge')
        .next('review')
        .next('wait')
        .next('pack', { each: () => Array.from({ length: parts }, (_, part) => part) }),
      charge: n.job(async (job) => ({ receipt: await work('charge', job) }), rules).next('ready'),
      review: n
        .view({
          input: z.object({ mark: z.string() }),
          complete: (visit, input) => void visit.process.data.reviews.push(input.mark),
        })
        .permission('order.review')
        .next('ready'),
      wait: n.timer('500 ms').next('wake'),
      wake: n.function(({ process: { data } }) => void data.woken++).next('ready'),
      pack: n
        .job(async (job) => ({ [`packed${Number(job.task.item)}`]: await work('pack', job) }), rules)
        .next('gather'),
      gather: n
        .function(({ task, process: { data } }) => {
          data.packed.push(data[`packed${Number(task.item)}` as 'packed0']!)
        })
        .next('ready'),
      ready: n.join().next('count'),
      count: n.function(({ process: { data } }) => void data.gathered++).next('ship'),
      ship: n
        .subprocess(shipment, {
          start: 'start',
          each: () => Array.from({ length: parcels }, (_, parcel) => parcel),
          input: ({ process, task }) => ({ order: process.data.order, parcel: Number(task.item) }),
          result: ({ process: { data } }, child) => void data.labels.push(...child.data.printed),
        })
        .next('done'),
      done: n.end(),
    }),
  })
  return [order, shipment]
}
