/** A small company with much to do: what the browser tests of the lists look at. */
import { flow, type Actor, type Handover } from 'handover'
import { z } from 'zod'
import { openDesk } from './open-desk.ts'

const shipment = flow('order-shipment', {
  title: 'Order shipment',
  summary: (data) => `${data.order}, ${data.goods}`,
  data: z.object({
    order: z.string().meta({ title: 'Order' }),
    goods: z.string().meta({ title: 'Goods' }),
    due: z.string(),
    carrier: z.string().optional().meta({ title: 'Carrier' }),
  }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['order', 'goods', 'due'] })
      .title('Register an order')
      .next('pack'),
    pack: n
      .view({ fields: [] })
      .title('Pack the goods')
      .description('Pack what the list says, and note what is missing.')
      .offer(() => ({ users: ['ben', 'maria'] }))
      .due((visit) => new Date(visit.process.data.due))
      .next('carrier'),
    carrier: n
      .view({ fields: ['carrier'] })
      .title('Choose a carrier')
      .offer(() => ({ users: ['ben'] }))
      .next('sent'),
    sent: n.end().title('Sent'),
  }),
})

const leave = flow('leave-request', {
  title: 'Leave request',
  summary: (data) => `${data.days} days off`,
  data: z.object({ days: z.int().meta({ title: 'Working days' }), granted: z.boolean().optional() }),
  nodes: (n) => ({
    start: n
      .start({ fields: ['days'] })
      .title('Ask for leave')
      .next('approve'),
    approve: n
      .view({ fields: ['granted'] })
      .title('Approve the leave')
      .description('Decide whether the team can spare them, or send it back with other dates.')
      .assign(() => 'ben')
      .next('booked'),
    booked: n.end().title('Booked'),
  }),
})

const person = (id: string, name: string): Actor => ({
  id,
  name,
  permissions: ['order-shipment.view', 'leave-request.view'],
})
export const people = {
  ben: person('ben', 'Ben Adler'),
  maria: person('maria', 'Maria Novak'),
  anna: person('anna', 'Anna Weber'),
  priya: person('priya', 'Priya Raman'),
  jonas: person('jonas', 'Jonas Lind'),
}
type Who = keyof typeof people

export const hours = (n: number): string => new Date(Date.now() + n * 3_600_000).toISOString()

export interface Work {
  readonly url: string
  readonly handover: Handover
  ship(order: string, goods: string, due: string, by?: Who): Promise<string>
  ask(days: number, by?: Who): Promise<string>
  readonly close: () => Promise<void>
}

/** Everybody who opens it is Ben, unless a cookie says otherwise; `more` are rights that he has besides. */
export async function openWork(more: readonly string[] = []): Promise<Work> {
  const ben = { ...people.ben, permissions: [...people.ben.permissions, ...more] }
  const everybody = Object.values({ ...people, ben })
  const identify = (request: Request) =>
    ({ ...people, ben })[/who=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1] as Who] ?? ben
  const { handover, url, close } = await openDesk([shipment, leave], { people: everybody, identify })
  const openTask = ({
    tasks,
  }: {
    readonly tasks: readonly { readonly id: string; readonly finishedAt: Date | null }[]
  }) => tasks.find(({ finishedAt }) => finishedAt === null)!.id
  return {
    url,
    handover,
    ship: async (order, goods, due, by = 'anna') =>
      openTask(await handover.start(shipment, 'start', { order, goods, due }, { by: people[by] })),
    ask: async (days, by = 'priya') => openTask(await handover.start(leave, 'start', { days }, { by: people[by] })),
    close,
  }
}
