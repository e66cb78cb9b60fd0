// What the compiler knows of a flow: what compiles, and what it refuses. Checked by `npm run typecheck`; the sentences
// that stand in the errors are checked by `test/compile-errors.test.ts`.
import { z } from 'zod'
import {
  artifact,
  flow,
  kind,
  part,
  type Actor,
  type Handover,
  type Kinds,
  type Options,
  type Visit,
} from '../index.ts'
import type { DataOf, Gift, Giving, InputOf, Named, StartsOf, TargetsOf } from './flow-types.ts'

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

// ---- the other kinds, and everything that can be said about a node -------------------------------------------------

const parcel = artifact('parcel', {
  schema: z.object({ address: z.string(), weight: z.number(), note: z.string().optional() }),
  create: (_, values) => values.address,
  load: () => undefined,
  update: (_, id, values) => console.log(id, values.weight?.toFixed()),
  label: ({ address }) => address,
})
declare const emitter: {
  on(event: string, call: (payload: any) => void): void
  off(event: string, call: unknown): void
}
const delivery = flow('delivery', {
  data: z.object({ order: z.string().default(''), stops: z.array(z.number()).default([]), at: z.date().optional() }),
  moved: { packing: 'pack' },
  upgrade: (data, from) => (from < 2 ? { ...data, stops: [] } : data),
  nodes: (n) => ({
    start: n
      .start({ create: parcel })
      .available((who) => who.groups?.includes('dock') === true)
      .onUndo((visit) => void (visit.process.data.order = ''))
      .next('pack', { seed: (visit) => visit.process.number }),
    small: n.start({ create: parcel, fields: ['address', 'weight'], component: 'small-parcel' }).next('pack'),
    daily: n.startTimer('0 8 * * *', (due) => ({ order: due.toISOString() }), { zone: 'Europe/Berlin' }).next('pack'),
    ordered: n
      .startMessage('ordered', z.object({ id: z.number() }), ({ id }, { tx }) => ({ order: `${id} ${typeof tx}` }))
      .next('pack'),
    heard: n.startSignal('order', z.object({ id: z.string() }), ({ id }) => ({ order: id })).next('pack'),
    emitted: n.startSignal(emitter, 'order', (order: { id: string }) => ({ order: order.id })).next('pack'),
    pack: n
      .view({ update: parcel, fields: ['weight'], component: 'scale' })
      .onTimeout('P1M', 'gone', { title: 'Forgotten' })
      .onTimeout((visit) => visit.process.data.at ?? '3 days', 'remind', { interrupting: false })
      .onMessage('canceled', 'gone', {
        key: (visit) => visit.process.data.order,
        payload: z.object({ why: z.string() }),
        receive: (visit, { why }) => void (visit.process.data.order = why),
      })
      .onError('gone', { code: 'BROKEN' })
      .onUndo(() => {})
      .compensateWith(async () => {})
      .mutex('scale')
      .while(['fork', 'pack'])
      .permission()
      .next('carry'),
    carry: n
      .manual()
      .while((visit) => visit.process.data.order !== '')
      .due('P1D')
      .next('fork'),
    remind: n.send((visit) => void (visit.process.data.at = new Date(0))).next('reminded'),
    reminded: n.end(),
    fork: n
      .split()
      .next('drive', { each: (visit) => visit.process.data.stops })
      .next('tell', { seed: async () => 'told' }),
    drive: n
      .item(z.number())
      .job(async ({ task, process, key, signal, attempt, ...job }) => {
        job.progress(0.5, `${task.item.toFixed()} ${key} ${attempt} ${signal.aborted}`)
        return { order: process.data.order }
      })
      .onTimeout((visit) => `${visit.task.item} h`, 'gone')
      .next('ready'),
    tell: n
      .throwMessage('parcel', { key: (visit) => visit.process.data.order, payload: () => ({}), ttl: '1 h' })
      .onError('ready')
      .next('ready'),
    ready: n
      .join({ of: 'fork', after: (visit, arrived) => arrived > visit.process.number, rest: 'cancel' })
      .next('rate'),
    rate: n.businessRule((visit) => void visit.process.data.stops.push(1)).next('choose'),
    choose: n.first({ taken: 'started' }).next('paid').next('late').next('dark').next('full'),
    paid: n
      .catchMessage('paid', z.object({ amount: z.number() }), {
        key: 'x',
        receive: (visit, { amount }) => void visit.process.data.stops.push(amount),
      })
      .next('child'),
    late: n.timer((visit) => visit.process.data.at ?? '1 h').next('child'),
    dark: n
      .catchSignal('dark', z.string(), { receive: (visit, word) => void (visit.process.data.order = word) })
      .next('child'),
    full: n.catchCondition((visit) => visit.process.data.stops.length > 3).next('child'),
    child: n
      .subprocess(helloWorld, {
        start: 'startFromCode',
        each: (visit) => visit.process.data.stops,
        input: (visit) => ({ text: visit.task.item.toFixed() }),
        sequential: true,
        result: (visit, child) => void (visit.process.data.order = child.data.message + child.number),
      })
      .onEscalation('stop', { code: 'heavy', interrupting: true })
      .next('again'),
    again: n.subprocess('self', { start: 'small', input: () => ({ address: '', weight: 1 }) }).next('handed'),
    handed: n.handle(z.string(), (visit, input) => void (visit.process.data.order = input)).next('shout'),
    shout: n.throwSignal('done', { payload: (visit) => visit.process.data.order }).next('raise'),
    raise: n.escalate('heavy').next('back'),
    back: n.compensate().next('stop'),
    stop: n.withdraw(['pack', 'drive']).next('done'),
    done: n.terminate(),
    gone: n.fail('GONE').title('Gone'),
  }),
})
type Delivery = (typeof delivery)['nodes']
isTrue<Equal<InputOf<Delivery['start']>, { address: string; weight: number; note?: string | undefined }>>()
isTrue<Equal<InputOf<Delivery['small']>, { address: string; weight: number }>>()
isTrue<Equal<InputOf<Delivery['pack']>, { weight?: number }>>()
isTrue<Equal<InputOf<Delivery['handed']>, string>>()
isTrue<Equal<StartsOf<typeof delivery>, 'start' | 'small'>>()
isTrue<Equal<Named<Delivery, 'human'>, 'pack' | 'carry'>>()
isTrue<Equal<Named<Delivery, 'handle'>, 'handed'>>()

/** An own kind that knows the item of its branch, and one that can be started. */
interface Weigh<Data, Item> {
  most: (visit: Visit<Data, Item>) => number
}
interface WeighOptions extends Options {
  options: Weigh<this['data'], this['item']>
}
declare const weighing: Parameters<typeof kind<WeighOptions>>[0]
const weigh = kind<WeighOptions>(weighing)
interface Hand extends Options {
  options: {}
}
declare const handing: Parameters<typeof kind<Hand, 'start', { at: string }>>[0]
const hand = kind<Hand, 'start', { at: string }>(handing)
const weighed = flow('weighed', {
  data: z.object({}),
  nodes: (n) => ({
    start: n
      .use(hand, {})
      .available(() => true)
      .next('weigh'),
    weigh: n
      .item(z.object({ kilos: z.number() }))
      .use(weigh, { most: (visit) => visit.task.item.kilos })
      .onEscalation('done')
      .next('done'),
    done: n.end(),
  }),
})
isTrue<Equal<InputOf<(typeof weighed)['nodes']['start']>, { at: string }>>()

/** What a part names is renamed with it. */
const pausing = part('my', {
  work: ({} as Kinds<any>).view({ fields: [] }).while(['pause', 'other']).next('pause').next('out'),
  pause: ({} as Kinds<any>)
    .split()
    .next('work', { each: () => ['a'] })
    .next('out', { each: () => [1] }),
})
isTrue<Equal<TargetsOf<(typeof pausing)['myWork']>, 'myPause' | 'out' | '~myPause' | '~other'>>()
isTrue<
  Equal<(typeof pausing)['myPause'] extends Giving<infer G> ? G : never, Gift<'myWork', string> | Gift<'out', number>>
>()

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
const nested = z.object({ a: z.number() })
flow('wrong-names', {
  data,
  // @ts-expect-error 'wrok' is no node of this flow
  moved: { old: 'wrok' },
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('work'),
    // @ts-expect-error 'work' leads to 'lost', which this flow does not declare
    work: n.view({ fields: [] }).onTimeout('1 h', 'lost', { interrupting: false }).next('stop'),
    // @ts-expect-error 'stop' names 'wrok', which this flow does not declare
    stop: n.withdraw(['work', 'wrok']).next('pause'),
    // @ts-expect-error 'pause' names 'strat', which this flow does not declare
    pause: n.view({ fields: [] }).while(['strat']).next('meet'),
    // @ts-expect-error 'meet' names 'frok', which this flow does not declare
    meet: n.join({ of: ['frok'] }).next('self'),
    // @ts-expect-error 'self' names 'begin', which this flow does not declare
    self: n.subprocess('self', { start: 'begin', input: () => ({}) }).next('done'),
    ...ending(n),
  }),
})
flow('wrong-items', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('fork'),
    // @ts-expect-error 'fork' gives 'print' items that its n.item(…) does not take
    fork: n
      .split()
      .next('print', { each: () => [1, 2] })
      .next('sign', { each: async () => [{ a: 1 }] })
      .next('carry', { each: () => ['anything'] }),
    print: n
      .item(z.string())
      .function((visit) => console.log(visit.task.item.length))
      .next('done'),
    sign: n.item(nested).manual().next('done'),
    carry: n.manual().next('done'),
    sort: n
      .item(nested)
      // @ts-expect-error an item is no text
      .if((visit) => visit.task.item.a === 'b')
      .yes('done')
      .no('done'),
    ...ending(n),
  }),
})
flow('wrong-calls', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('call'),
    // @ts-expect-error the child's start wants { text: string }
    call: n.subprocess(helloWorld, { start: 'startFromCode', input: () => ({ txt: 'x' }) }).next('each'),
    // @ts-expect-error an end is no start
    each: n.subprocess(helloWorld, { start: 'sent', input: () => undefined }).next('items'),
    items: n
      // @ts-expect-error an item is no text
      .subprocess(helloWorld, { start: 'start', each: () => [1], input: (visit) => ({ message: visit.task.item }) })
      .next('result'),
    result: n
      .subprocess(helloWorld, {
        start: 'start',
        input: () => ({ message: '' }),
        // @ts-expect-error the child's data has no 'word'
        result: (_, child) => void child.data.word,
      })
      .next('done'),
    ...ending(n),
  }),
})
flow('wrong-records', {
  data,
  nodes: (n) => ({
    // @ts-expect-error the data needs 'message', which a record does not fill
    start: n.start({ create: parcel }).next('work'),
    // @ts-expect-error the record has no 'wieght'
    work: n.view({ update: parcel, fields: ['wieght'] }).next('done'),
    ...ending(n),
  }),
})
flow('wrong-fills', {
  data,
  nodes: (n) => ({
    // @ts-expect-error the first data has no message
    daily: n.startTimer('every day', () => ({ approved: true })).next('done'),
    // @ts-expect-error a payload has no 'text'
    told: n.startMessage('told', nested, ({ text }) => ({ message: text })).next('done'),
    // @ts-expect-error an amount is no text
    heard: n.startSignal('heard', nested, ({ a }) => ({ message: a })).next('done'),
    // @ts-expect-error a job answers with what the data has
    job: n.job(() => ({ approvd: 'yes' })).next('done'),
    ...ending(n),
  }),
})
flow('wrong-families', {
  data,
  nodes: (n) => ({
    start: n
      .start({ fields: ['message'] })
      // @ts-expect-error nobody waits at a start
      .onTimeout('1 h', 'done')
      .next('work'),
    work: n
      .function(() => {})
      // @ts-expect-error what runs at once has no time to wait
      .onTimeout('1 h', 'done')
      .next('show'),
    show: n
      .view({ fields: [] })
      // @ts-expect-error only what calls another process can be escalated to
      .onEscalation('done')
      .next('wait'),
    wait: n
      .timer('1 h')
      // @ts-expect-error nobody works on a timer
      .due('1 h')
      .next('meet'),
    meet: n
      .join()
      // @ts-expect-error a join does nothing that could be undone
      .onUndo(() => {})
      .next('done'),
    // @ts-expect-error an end waits for nothing
    over: n.terminate().onTimeout('1 h', 'done'),
    ...ending(n),
  }),
})
// @ts-expect-error starts have no items
flow('wrong-item', { data, nodes: (n) => ({ start: n.item(nested).start({ fields: ['message'] }), ...ending(n) }) })
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

export async function starting(): Promise<void> {
  await handover.start(delivery, 'small', { address: 'Dock 1', weight: 1 })
  await handover.complete(delivery, 'pack', 'id', { weight: 2 })
  await handover.run(delivery, 'handed', { process: 'id' }, 'Anna')
  // @ts-expect-error only a message starts here
  await handover.start(delivery, 'ordered', { id: 1 })
  // @ts-expect-error only a timer starts here
  await handover.start(delivery, 'daily', undefined)
  // @ts-expect-error the record needs a weight
  await handover.start(delivery, 'small', { address: 'Dock 1' })
}
