/** What is fired by a clock. */
import { ask, flow, kind, wait, go, type AnyFlow, type Options, type Visit } from 'handover'
import { z } from 'zod'

/** Waits for a while. */
export const nap = flow('nap', {
  data: z.object({ minutes: z.number(), woken: z.number().default(0) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ minutes: z.number() }), (input) => input).next('fork'),
    fork: n.split().next('sleep').next('read'),
    sleep: n.timer((visit) => `${visit.process.data.minutes} min`).next('wake'),
    wake: n.function((visit) => void visit.process.data.woken++).next('up'),
    read: n.view({ fields: [] }).next('up'),
    up: n.join().next('done'),
    done: n.end(),
  }),
})

interface Until<Data> {
  readonly until: (visit: Visit<Data>) => string
}
interface UntilOptions extends Options {
  options: Until<this['data']>
}
/** Waits until a moment that stands in the data, and moves when it does. */
const snooze = kind<UntilOptions>({
  kind: 'test.snooze',
  role: 'auto',
  enter: (node) =>
    ask({ about: 'rule', call: node.options.until, writes: false }, (wake) =>
      wait({ status: 'scheduled', wake: wake as string, watches: 'data' }),
    ),
  receive: () => go(),
})

/** Two people may change when it ends; whoever wants ends it before. */
export const alarm = flow('alarm', {
  data: z.object({ until: z.string(), rung: z.number().default(0) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ until: z.string() }), (input) => input).next('fork'),
    fork: n.split().next('snooze').next('change').next('change'),
    snooze: n.use(snooze, { until: (visit) => visit.process.data.until }).next('ring'),
    ring: n.function((visit) => void visit.process.data.rung++).next('up'),
    change: n.view({ fields: ['until'] }).next('up'),
    up: n.join().next('done'),
    done: n.end(),
  }),
})

/** Begins by a schedule, and knows for which moment. */
export const scheduled = (schedule: string, zone?: string): AnyFlow =>
  flow('scheduled', {
    data: z.object({ due: z.string() }),
    nodes: (n) => ({
      begin: n
        .startTimer(schedule, (due) => ({ due: due.toISOString() }), zone === undefined ? {} : { zone })
        .next('done'),
      done: n.end(),
    }),
  })
