/** What the servers die over: between them they have every command and everything that comes by itself. */
import { flow, type AnyFlow } from 'handover'
import { z } from 'zod'

const begins = z.object({})

/** Written, looked at by two at once, decided; with a deadline, and with something to take back. */
export const paper = flow('paper', {
  data: z.object({ log: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.startHandle(begins, () => ({})).next('draft'),
    draft: n.view({ fields: [] }).permission('paper.write').next('fork'),
    fork: n
      .split()
      .next('check')
      .next('ask')
      .next('stamp', { each: () => ['red', 'blue'] }),
    check: n
      .view({ fields: [] })
      .onUndo((visit) => void visit.process.data.log.push('check undone'))
      .next('ready'),
    ask: n
      .view({ fields: [] })
      .onTimeout('1 h', 'remind', { interrupting: false })
      .onTimeout('3 h', 'ready')
      .next('ready'),
    remind: n.function((visit) => void visit.process.data.log.push('reminded')).next('reminded'),
    reminded: n.end(),
    stamp: n.view({ fields: [] }).next('ready'),
    ready: n.join().next('approve'),
    approve: n.view({ fields: [] }).permission('paper.approve').next('done'),
    done: n.end(),
  }),
})

/** Calls others, one for each name, and is told how each of them went. */
const called = flow('called', {
  data: z.object({ name: z.string(), asked: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ name: z.string() }), (input) => input).next('do'),
    do: n.view({ fields: ['asked'] }).next('cry'),
    cry: n
      .if((visit) => visit.process.data.asked)
      .yes('help')
      .no('done'),
    help: n.escalate('HELP').next('done'),
    done: n.end(),
  }),
})
export const calling = flow('calling', {
  data: z.object({ names: z.array(z.string()).default(['one', 'two']), back: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ names: z.array(z.string()).optional() }), (input) => input).next('agree'),
    agree: n.view({ fields: [] }).next('send'),
    send: n
      .subprocess(called, {
        start: 'start',
        each: (visit) => visit.process.data.names,
        input: (visit) => ({ name: String(visit.task.item) }),
        result: (visit, child) => void visit.process.data.back.push(child.data.name),
      })
      .onEscalation('hear', { code: 'HELP', interrupting: false })
      .next('done'),
    hear: n.view({ fields: [] }).next('heard'),
    heard: n.end(),
    done: n.end(),
  }),
})

/** Whoever comes first decides: a person, a message, a signal, the time. */
export const race = flow('race', {
  data: z.object({ by: z.string().optional() }),
  nodes: (n) => ({
    start: n.startHandle(begins, () => ({})).next('wait'),
    wait: n.first().next('call').next('mail').next('bell').next('late'),
    call: n.view({ fields: [] }).next('called'),
    mail: n
      .catchMessage('mail', z.object({}), {
        key: () => 'race',
        receive: (visit) => void (visit.process.data.by = 'mail'),
      })
      .next('mailed'),
    bell: n
      .catchSignal('bell', z.object({}), { receive: (visit) => void (visit.process.data.by = 'bell') })
      .next('rung'),
    late: n.timer('1 h').next('lapsed'),
    called: n.end(),
    mailed: n.end(),
    rung: n.end(),
    lapsed: n.end(),
  }),
})

/** How the jobs go: a test may break them for a while. */
export const machine = { isBroken: false }

/** A machine and a program do their parts. */
export const works = flow('works', {
  data: z.object({ receipts: z.array(z.string()).default([]), at: z.string().optional() }),
  nodes: (n) => ({
    start: n.startHandle(begins, () => ({})).next('charge'),
    charge: n
      .job(
        ({ process }) => {
          if (machine.isBroken) throw new Error('out of order')
          return { receipts: [...process.data.receipts, 'paid'] }
        },
        // Without chance: the same failure leaves the same rows.
        { retries: 1, backoff: { jitter: 0 } },
      )
      .next('tell'),
    tell: n.throwMessage('told', { key: () => 'works', payload: () => ({}) }).next('arrive'),
    arrive: n.handle(z.object({ at: z.string() }), (visit, { at }) => void (visit.process.data.at = at)).next('done'),
    done: n.end(),
  }),
})

/** Begun by the clock, by a message, by a signal. */
const begun = flow('begun', {
  data: z.object({ by: z.string() }),
  nodes: (n) => ({
    hourly: n.startTimer('R1/2026-01-05T10:40:00Z/PT1H', () => ({ by: 'time' })).next('look'),
    letter: n.startMessage('letter', z.object({}), () => ({ by: 'letter' })).next('look'),
    gong: n.startSignal('gong', z.object({}), () => ({ by: 'gong' })).next('look'),
    look: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})

/** Those that know of one another. */
export const crashFlows: readonly (readonly AnyFlow[])[] = [[paper], [called, calling], [race], [works], [begun]]
