// What the compiler knows of every kind in the box, and of everything that can be said about a node. See flow.test-d.ts.
import { z } from 'zod'
import { artifact, flow, kind, part, type Handover, type Kinds, type Options, type Visit } from '../index.ts'
import type { Gift, Giving, InputOf, Named, StartsOf, TargetsOf } from './flow-types.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const isTrue = <T extends true>(..._given: T[]) => {}

const helloWorld = flow('hello-world', {
  data: z.object({ message: z.string() }),
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('sent'),
    startFromCode: n.startHandle(z.object({ text: z.string() }), (input) => ({ message: input.text })).next('sent'),
    sent: n.end(),
  }),
})

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

declare const handover: Handover
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

// ---- refused definitions -------------------------------------------------------------------------------------------

const data = z.object({ message: z.string(), approved: z.boolean().default(false) })
const ending = (n: Kinds<typeof data>) => ({ done: n.end() })

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
