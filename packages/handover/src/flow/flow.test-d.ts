// What the compiler knows of a flow: what compiles, and what it refuses. Checked by `npm run typecheck`; the sentences
// that stand in the errors are checked by `test/compile-errors.test.ts`.
import { z } from 'zod'
import { flow, kind, part, type Actor, type Handover, type Kinds, type Options, type Visit } from '../index.ts'
import type { DataOf, InputOf } from './flow-types.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const isTrue = <T extends true>(..._given: T[]) => {}

// ---- a flow with every kind in the box -----------------------------------------------------------------------------

const helloWorld = flow('hello-world', {
  title: 'Hello world',
  description: 'Says hello',
  version: 2,
  summary: (data) => data.message.slice(0, 20),
  data: z.object({
    message: z.string().max(150),
    approved: z.boolean().default(false),
    sentAt: z.string().optional(),
    board: z.array(z.string()).default([]),
  }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['message'] })
      .permission('hello.start')
      .title('Say hello')
      .next('approve'),
    startFromCode: n.startHandle(z.object({ text: z.string() }), (input) => ({ message: input.text })).next('approve'),
    approve: n
      .view({ fields: ['approved'] })
      .title('Approve the message')
      .description('Somebody reads it first')
      .summary((visit) => visit.process.data.message)
      .result((visit) => (visit.process.data.approved ? 'yes' : 'no'))
      .permission()
      .offer((visit) => ({ users: visit.process.data.board, except: [visit.process.startedBy ?? ''] }))
      .due('3 days')
      .onCreate((visit) => void visit.process.data.board.push('seen'))
      .next('check'),
    check: n
      .if((visit) => visit.process.data.approved)
      .yes('send')
      .no('rework'),
    rework: n
      .view({ fields: ['message'] })
      .assign((visit) => visit.doneBy('start'))
      .due(async () => new Date(0))
      .next('approve'),
    send: n.function((visit) => void (visit.process.data.sentAt = 'now')).next('size'),
    size: n
      .switch()
      .when((visit) => visit.process.data.message.length > 100, 'fork')
      .otherwise('sent'),
    fork: n
      .split()
      .next('note')
      .next('print', { when: (visit) => visit.process.data.approved }),
    note: n
      .view({
        input: z.object({ note: z.string(), on: z.string().default('') }),
        complete: (visit, input) => void visit.process.data.board.push(input.note, input.on),
      })
      .next('ready'),
    print: n.function(async () => {}).next('ready'),
    ready: n.join({ of: 'fork' }).next('sent'),
    sent: n.end().title('Sent'),
  }),
})

isTrue<Equal<(typeof helloWorld)['name'], 'hello-world'>>()
isTrue<
  Equal<DataOf<typeof helloWorld>, { message: string; approved: boolean; sentAt?: string | undefined; board: string[] }>
>()
isTrue<Equal<InputOf<(typeof helloWorld)['nodes']['start']>, { message: string }>>()
isTrue<Equal<InputOf<(typeof helloWorld)['nodes']['startFromCode']>, { text: string }>>()
isTrue<Equal<InputOf<(typeof helloWorld)['nodes']['approve']>, { approved?: boolean | undefined }>>()
isTrue<Equal<InputOf<(typeof helloWorld)['nodes']['note']>, { note: string; on?: string | undefined }>>()

// ---- a kind of one's own, and a part used twice --------------------------------------------------------------------

interface Vote<Data> {
  voters: (visit: Visit<Data>) => string[]
  quorum: number
}
interface VoteOptions extends Options {
  options: Vote<this['data']>
}
declare const voteBehaviour: Parameters<typeof kind<VoteOptions, 'human', { yes: boolean }>>[0]
const vote = kind<VoteOptions, 'human', { yes: boolean }>(voteBehaviour)
const signing = <const Next extends string>(n: Pick<Kinds<any>, 'function'>, next: Next) => ({
  print: n.function(() => {}).next('dry'),
  dry: n.function(() => {}).next(next),
})

const shipping = flow('shipping', {
  data: z.object({ board: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('ballot'),
    ballot: n
      .use(vote, { voters: (visit) => visit.process.data.board, quorum: 2 })
      .offer(() => ({}))
      .next('frontPrint'),
    ...part('front', signing(n, 'backPrint')),
    ...part('back', signing(n, 'done')),
    done: n.end(),
  }),
})
isTrue<
  Equal<
    keyof (typeof shipping)['nodes'],
    'start' | 'ballot' | 'frontPrint' | 'frontDry' | 'backPrint' | 'backDry' | 'done'
  >
>()
isTrue<Equal<InputOf<(typeof shipping)['nodes']['ballot']>, { yes: boolean }>>()

// ---- running them --------------------------------------------------------------------------------------------------

declare const handover: Handover
declare const anna: Actor
export async function using(): Promise<void> {
  const process = await handover.start(helloWorld, 'startFromCode', { text: 'Hello' }, { by: anna })
  isTrue<Equal<typeof process.data.approved, boolean>>()
  const [task] = (await handover.tasks.queue(anna)).items
  await task!.do('assign', { by: anna, note: 'mine' })
  await handover.complete(helloWorld, 'approve', task!.id, { approved: true }, { by: anna })
  await handover.complete(shipping, 'ballot', task!.id, { yes: true }, { by: anna })
  const permit = task!.can('complete', anna)
  if (!permit.allowed) console.log(permit.reason, permit.code)
  const page = await handover.processes.list({ flow: helloWorld, where: { approved: false } })
  page.items[0]!.data.message satisfies string

  // @ts-expect-error a form start takes its fields
  await handover.start(helloWorld, 'start', {})
  // @ts-expect-error the input is typed
  await handover.start(helloWorld, 'startFromCode', { text: 1 })
  // @ts-expect-error an end is no start
  await handover.start(helloWorld, 'sent', undefined)
  // @ts-expect-error a view is no start
  await handover.start(helloWorld, 'approve', {})
  // @ts-expect-error no such node
  await handover.start(helloWorld, 'begin', {})
  // @ts-expect-error a start cannot be completed
  await handover.complete(helloWorld, 'start', task!.id, { message: '' })
  // @ts-expect-error the form of a view is typed
  await handover.complete(helloWorld, 'approve', task!.id, { approved: 'yes' })
  // @ts-expect-error a reason stands only at a refusal
  console.log(task!.can('complete', anna).reason)
  // @ts-expect-error no such command
  await task!.do('asign')
  // @ts-expect-error the data has no such key
  await handover.processes.list({ flow: helloWorld, where: { aproved: false } })
}

// ---- refused definitions -------------------------------------------------------------------------------------------

const data = z.object({ message: z.string(), approved: z.boolean().default(false) })
const ending = (n: Kinds<typeof data>) => ({ done: n.end() })

flow('dangling', {
  data,
  nodes: (n) => ({
    // @ts-expect-error 'start' leads to 'aprove', which this flow does not declare
    start: n.start({ fields: ['message'] }).next('aprove'),
    approve: n.end(),
  }),
})
flow('dangling-ways', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('check'),
    // @ts-expect-error 'check' leads to 'doone'
    check: n
      .if(() => true)
      .yes('doone')
      .no('done'),
    // @ts-expect-error 'pick' leads to 'dine'
    pick: n
      .switch()
      .when(() => true, 'dine')
      .otherwise('done'),
    // @ts-expect-error 'fork' leads to 'dune'
    fork: n
      .split()
      .next('done')
      .next('dune', { when: () => true }),
    ...ending(n),
  }),
})
flow('no-field', {
  data,
  nodes: (n) => ({
    // @ts-expect-error no such field
    start: n.start({ fields: ['mesage'] }).next('work'),
    // @ts-expect-error no such field
    work: n.view({ fields: ['aproved'] }).next('done'),
    ...ending(n),
  }),
})
flow('empty', {
  data,
  nodes: (n) => ({
    // @ts-expect-error the data needs 'message'
    start: n.start({ fields: ['approved'] }).next('done'),
    ...ending(n),
  }),
})
flow('empty-handle', {
  data,
  nodes: (n) => ({
    // @ts-expect-error the first data has no message
    start: n.startHandle(z.object({}), () => ({ approved: true })).next('done'),
    ...ending(n),
  }),
})
flow('wrong-types', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('check'),
    check: n
      // @ts-expect-error the data has no such key
      .if((visit) => visit.process.data.aproved)
      .yes('work')
      .no('done'),
    // @ts-expect-error a message is no number
    work: n.function((visit) => void (visit.process.data.message = 1)).next('show'),
    show: n
      .view({ fields: [] })
      // @ts-expect-error an owner is a text
      .assign(() => 7)
      .next('done'),
    ...ending(n),
  }),
})
flow('wrong-option', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('v'),
    // @ts-expect-error the data has no 'bord'
    v: n.use(vote, { voters: (visit) => visit.process.data.bord, quorum: 1 }).next('w'),
    // @ts-expect-error the quorum is missing
    w: n.use(vote, { voters: () => [] }).next('done'),
    ...ending(n),
  }),
})
flow('wrong-modifier', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('work'),
    work: n
      .function(() => {})
      // @ts-expect-error nobody takes a function
      .assign(() => 'ben')
      .next('check'),
    // @ts-expect-error an if has no next
    check: n.if(() => true).next('done'),
    // @ts-expect-error an end has no next
    done: n.end().next('work'),
  }),
})
flow('no-node', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('done'),
    // @ts-expect-error not made by a kind
    done: { kind: 'end' },
  }),
})
// @ts-expect-error data is a zod object
flow('no-data', { data: z.string(), nodes: (n) => ({ done: n.end() }) })
