/** What the promises about background work are tested with. */
import { flow } from 'handover'
import { z } from 'zod'

/** Does its part, or fails, as whoever completes its task says. */
export const errand = flow('errand', {
  data: z.object({ name: z.string(), went: z.enum(['well', 'wrong']).optional() }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ name: z.string() }), (input) => input).next('do'),
    do: n.view({ fields: ['went'] }).next('check'),
    check: n
      .if((visit) => visit.process.data.went === 'well')
      .yes('done')
      .no('broken'),
    done: n.end(),
    broken: n.fail('BROKEN'),
  }),
})

/** Sends several on an errand and goes on when all are back. */
export const household = flow('household', {
  data: z.object({ names: z.array(z.string()), back: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ names: z.array(z.string()) }), (input) => input).next('send'),
    send: n
      .subprocess(errand, {
        start: 'start',
        each: (visit) => visit.process.data.names,
        input: (visit) => ({ name: visit.task.item }),
        result: (visit, child) => void visit.process.data.back.push(child.data.name),
      })
      .onError('alarm')
      .next('done'),
    alarm: n.end(),
    done: n.end(),
  }),
})

/** Waits for so many payments of its order, and writes them down. */
export const order = flow('order', {
  data: z.object({ id: z.string(), wants: z.number().default(1), paid: z.array(z.number()).default([]) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ id: z.string(), wants: z.number().default(1) }), (input) => input).next('hold'),
    hold: n.view({ fields: [] }).next('pay'),
    pay: n
      .catchMessage('paid', z.object({ amount: z.number() }), {
        key: (visit) => visit.process.data.id,
        receive: (visit, { amount }) => void visit.process.data.paid.push(amount),
      })
      .next('enough'),
    enough: n
      .if((visit) => visit.process.data.paid.length >= visit.process.data.wants)
      .yes('done')
      .no('pay'),
    done: n.end(),
  }),
})

/** Begins with a message that nobody waits for. */
export const complaint = flow('complaint', {
  data: z.object({ text: z.string() }),
  nodes: (n) => ({
    start: n.startMessage('complaint', z.object({ text: z.string() }), (input) => input).next('read'),
    read: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})

/** Waits for a signal. */
export const guest = flow('guest', {
  data: z.object({ heard: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('fork'),
    fork: n.split().next('listen').next('sit'),
    listen: n
      .catchSignal('bell', z.string(), { receive: (visit, text) => void visit.process.data.heard.push(text) })
      .next('up'),
    sit: n.view({ fields: [] }).next('up'),
    up: n.join().next('done'),
    done: n.end(),
  }),
})

/** Begins with the same signal. */
export const porter = flow('porter', {
  data: z.object({ text: z.string() }),
  nodes: (n) => ({
    start: n.startSignal('bell', z.string(), (text) => ({ text })).next('done'),
    done: n.end(),
  }),
})
