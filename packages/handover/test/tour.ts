// What users write, and what the compiler refuses. `tour.test.ts` runs the flows, and what is written of their use.
import { z } from 'zod'
import {
  arrange,
  artifact,
  ask,
  flow,
  go,
  kind,
  part,
  type Actor,
  type Handover,
  type Kinds,
  type Options,
  type Visit,
} from 'handover'

export const helloWorld = flow('hello-world', {
  title: 'Hello world',
  data: z.object({ message: z.string().max(150), approved: z.boolean().default(false), sentAt: z.string().optional() }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['message'] })
      .permission('hello.start')
      .next('approve'),
    startFromCode: n.startHandle(z.object({ text: z.string() }), (input) => ({ message: input.text })).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .title('Approve the message')
      .permission()
      .onTimeout('3 days', 'remind', { interrupting: false })
      .next('check'),
    remind: n
      .function((visit) => {
        console.log('still waiting', visit.process.number)
      })
      .next('reminded'),
    reminded: n.end(),
    check: n
      .if((visit) => visit.process.data.approved)
      .yes('send')
      .no('rework'),
    rework: n
      .view({ fields: ['message'] })
      .assign((visit) => visit.doneBy('start'))
      .next('approve'),
    send: n
      .job(async () => ({ sentAt: new Date().toISOString() }), { retries: 5 })
      .onError('rework')
      .next('sent'),
    sent: n.end().title('Sent'),
  }),
})

const shelf = new Map<string, { address: string; parcels: number; value: number }>()
const shipment = artifact('shipment', {
  schema: z.object({ address: z.string(), parcels: z.number().int(), value: z.number() }),
  create: async (_, values) => {
    const id = `S${shelf.size + 1}`
    shelf.set(id, values)
    return id
  },
  load: async (_, id) => shelf.get(id),
  update: async (_, id, values) => void shelf.set(id, { ...shelf.get(id)!, ...values }),
})
// a kind of one's own, and a part used twice
interface Vote<Data> {
  voters: (visit: Visit<Data>) => string[]
  quorum: number
}
interface VoteOptions extends Options {
  options: Vote<this['data']>
}
const ballot = z.object({ yes: z.boolean() })
const vote = kind<VoteOptions, 'human', { yes: boolean }>({
  kind: 'acme.vote',
  role: 'human',
  enter: (node) => arrange(node),
  receive: (_, value) => ask({ about: 'input', input: { value, schema: ballot }, writes: false }, () => go()),
})
const signing = <const Next extends string>(n: Pick<Kinds<any>, 'function' | 'timer'>, next: Next) => ({
  print: n.function(() => {}).next('dry'),
  dry: n.timer('1 min').next(next),
})

export const shipping = flow('shipping', {
  data: z.object({ carrier: z.enum(['default', 'own']).default('default'), board: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.start({ create: shipment }).next('fork'),
    fork: n
      .split()
      .next('pack')
      .next('ballot', { when: (visit) => visit.process.data.carrier === 'own' })
      .next('label', { each: () => [1, 2, 3] }),
    pack: n.view({ update: shipment, fields: ['parcels'] }).next('ready'),
    ballot: n.use(vote, { voters: (visit) => visit.process.data.board, quorum: 2 }).next('ready'),
    label: n
      .function((visit) => {
        console.log(visit.task.item)
      })
      .next('ready'),
    ready: n.join().next('noteFirst'),
    noteFirst: n
      .view({
        input: z.object({ note: z.string() }),
        complete: (visit, input) => {
          visit.process.data.board.push(input.note)
        },
      })
      .next('frontPrint'),
    ...part('front', signing(n, 'backPrint')),
    ...part('back', signing(n, 'greet')),
    greet: n.subprocess(helloWorld, { start: 'startFromCode', input: () => ({ text: 'go' }) }).next('arrived'),
    arrived: n.handle(z.object({ at: z.string() }), () => {}).next('more'),
    more: n
      .if((visit) => visit.process.data.carrier === 'own')
      .yes('again')
      .no('done'),
    again: n
      .subprocess('self', { start: 'start', input: () => ({ address: 'Dock 1', parcels: 1, value: 10 }) })
      .next('done'),
    done: n.end(),
  }),
})

/** A greeting is approved, and taken back where that may be. */
export async function greet(handover: Handover, anna: Actor): Promise<void> {
  const process = await handover.start(helloWorld, 'startFromCode', { text: 'Hello' }, { by: anna })
  process.data.approved satisfies boolean
  const [task] = (await handover.tasks.queue(anna)).items
  if (task) await task.do('assign', { by: anna })
  await handover.complete(helloWorld, 'approve', task!.id, { approved: true }, { by: anna })
  const undo = task!.can('undo', anna)
  if (undo.allowed) await task!.do('undo', { by: anna, note: 'wrong message' })
  else console.log(undo.reason)
}

/** A shipment that has arrived. */
export async function ship(handover: Handover, anna: Actor, work: (process: string) => Promise<void>): Promise<string> {
  const parcel = await handover.start(shipping, 'start', { address: 'Dock 1', parcels: 1, value: 10 }, { by: anna })
  await work(parcel.id)
  await handover.run(shipping, 'arrived', { process: parcel.id }, { at: 'noon' })
  await handover.processes.list({ flow: helloWorld, where: { approved: false } })
  return parcel.id
}

// ---- refused ---------------------------------------------------------------------------------------------------
export async function refusedCalls(handover: Handover): Promise<void> {
  // @ts-expect-error a form start takes its fields
  await handover.start(helloWorld, 'start', {})
  // @ts-expect-error the input is typed
  await handover.start(helloWorld, 'startFromCode', { text: 1 })
  // @ts-expect-error an end is no start
  await handover.start(helloWorld, 'sent', undefined)
  // @ts-expect-error no such node
  await handover.start(helloWorld, 'begin', {})
}

const data = z.object({ message: z.string(), approved: z.boolean().default(false) })
export const dangling = () =>
  flow('dangling', {
    data,
    nodes: (n) => ({
      // @ts-expect-error 'start' leads to 'aprove', which this flow does not declare
      start: n.start({ fields: ['message'] }).next('aprove'),
      approve: n.end(),
    }),
  })
export const noField = () =>
  flow('no-field', {
    data,
    nodes: (n) => ({
      // @ts-expect-error no such field
      start: n.start({ fields: ['mesage'] }).next('done'),
      done: n.end(),
    }),
  })
export const empty = () =>
  flow('empty', {
    data,
    nodes: (n) => ({
      // @ts-expect-error the data needs 'message'
      start: n.start({ fields: ['approved'] }).next('done'),
      done: n.end(),
    }),
  })
export const wrongChild = () =>
  flow('wrong-child', {
    data,
    nodes: (n) => ({
      start: n.start({ fields: ['message'] }).next('call'),
      // @ts-expect-error the child's start wants { text: string }
      call: n.subprocess(helloWorld, { start: 'startFromCode', input: () => ({ txt: 'x' }) }).next('done'),
      done: n.end(),
    }),
  })
export const wrongOption = () =>
  flow('wrong-option', {
    data,
    nodes: (n) => ({
      start: n.start({ fields: ['message'] }).next('v'),
      // @ts-expect-error the data has no 'bord'
      v: n.use(vote, { voters: (visit) => visit.process.data.bord, quorum: 1 }).next('done'),
      done: n.end(),
    }),
  })
