/** A flow with something for every command, behind a real API: what the tests of commands ask. */
import { artifact, flow, type Started } from 'handover'
import type { ApiOptions } from 'handover/http'
import { z } from 'zod'
import { openApi, type OpenedApi } from './open-api.ts'
import { people } from './people.ts'

/** The application's own table. */
export const docks = new Map<string, { place: string; gates: number }>()
const dock = artifact('dock', {
  title: 'Dock',
  schema: z.object({ place: z.string(), gates: z.number().int().meta({ title: 'Ways in', unit: 'gates' }) }),
  create: (_tx, values) => {
    const id = `dock-${docks.size + 1}`
    docks.set(id, values)
    return id
  },
  load: (_tx, id) => docks.get(id),
  update: (_tx, id, values) => void docks.set(id, { ...docks.get(id)!, ...values }),
  label: ({ place }) => place,
})

const parcel = flow('parcel', {
  title: 'Parcel',
  summary: (data) => `Parcel to ${data.to}`,
  data: z.object({ to: z.string() }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ to: z.string() }), (input) => input).next('carry'),
    carry: n.view({ fields: [] }).permission('order.work').next('delivered'),
    delivered: n.end(),
  }),
})

const order = flow('order', {
  title: 'Order',
  summary: (data) => data.customer,
  data: z.object({
    customer: z.string().min(1),
    weight: z.number().optional(),
    paid: z.number().optional(),
    isPrinterBroken: z.boolean().default(false),
  }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['customer'] })
      .permission('order.start')
      .next('pack'),
    startByShop: n
      .startHandle(z.object({ customer: z.string() }), (input) => input)
      .permission('shop.events')
      .next('pack'),
    startByCode: n.startHandle(z.object({ customer: z.string() }), (input) => input).next('pack'),
    startByMail: n
      .startMessage('order.mailed', z.object({ from: z.string() }), (mail) => ({ customer: mail.from }))
      .next('pack'),
    startAtDock: n.startHandle(z.object({ place: z.string() }), () => ({ customer: 'Dock' })).next('pack'),

    pack: n
      .view({ fields: ['weight'] })
      .permission('order.work')
      .next('check'),
    check: n.view({ fields: [] }).title('Check the parcel').permission('order.work').next('pay'),
    pay: n
      .handle(z.object({ amount: z.number() }), (visit, input) => {
        visit.process.data.paid = input.amount
      })
      .title('Wait for the payment')
      .permission('shop.events')
      .next('collect'),
    collect: n
      .catchMessage('order.collected', z.object({ by: z.string() }), {
        key: (visit) => String(visit.process.number),
      })
      .title('Wait for the driver')
      .next('print'),
    print: n
      .function((visit) => {
        if (visit.process.data.customer === 'Broken printer') throw new Error('The printer is out of paper.')
      })
      .title('Print the label')
      .next('ask'),
    ask: n
      .split()
      .title('Ask the neighbours')
      .next('vote', { each: () => ['left', 'right'] }),
    vote: n.item(z.string()).view({ fields: [] }).permission('order.work').next('both'),
    both: n.join().next('send'),
    send: n
      .subprocess(parcel, { start: 'start', input: (visit) => ({ to: visit.process.data.customer }) })
      .title('Send the parcel')
      .next('sent'),
    sent: n.end().title('Sent'),
  }),
})

const dockFlow = flow('dock-change', {
  title: 'Dock change',
  data: z.object({ why: z.string().optional(), agreed: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ create: dock }).next('widen'),
    widen: n
      .view({ update: dock, fields: ['gates'] })
      .permission('order.work')
      .next('agree'),
    agree: n
      .view({ fields: ['agreed'] })
      .permission('order.work')
      .next('done'),
    done: n.end(),
  }),
})

export interface Orders extends OpenedApi {
  /** Anna's order, waiting to be packed. */
  order(customer?: string): Promise<Order>
}
export interface Order {
  readonly process: string
  readonly number: number
  /** The id of the newest task at a node. */
  at(node: string): Promise<string>
  /** Brings it as far as the payment, the driver, the votes, or the parcel that it calls. */
  until(node: 'check' | 'pay' | 'collect' | 'vote' | 'send'): Promise<void>
}

export async function openOrders(options: ApiOptions = {}): Promise<Orders> {
  const opened = await openApi([order, parcel, dockFlow], options)
  const { handover } = opened
  const by = people.ben
  return {
    ...opened,
    async order(customer = 'Nordlys') {
      const started: Started = await handover.start(order, 'start', { customer }, { by: people.anna })
      const tasks = () => handover.processes.tasks(started.id)
      const at = async (node: string) => (await tasks()).findLast((task) => task.node === node)!.id
      const work = async (node: string) => {
        const task = await handover.tasks.get(await at(node))
        await (await task.do('assign', { by })).do('complete', { by, input: {} })
      }
      const steps: Record<string, () => Promise<unknown>> = {
        pack: () => work('pack'),
        check: () => work('check'),
        pay: () => handover.run(order, 'pay', { process: started.id }, { amount: 5 }),
        async collect() {
          await handover.message('order.collected', { key: String(started.number), payload: { by: 'Jonas' } })
          await handover.idle()
        },
        async vote() {
          for (const task of (await tasks()).filter((each) => each.node === 'vote'))
            await (await task.do('assign', { by })).do('complete', { by, input: {} })
        },
      }
      return {
        process: started.id,
        number: started.number,
        at,
        async until(node) {
          for (const [name, step] of Object.entries(steps)) {
            if (name === node) return
            await step()
          }
        },
      }
    },
  }
}
