/** What the compiler knows of commands, handles and subscriptions. */
import { z } from 'zod'
import { flow, type EventType, type Handover, type HistoryEvent } from '../index.ts'

declare const handover: Handover
const ship = flow('ship', {
  data: z.object({ at: z.string().default('') }),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('arrived'),
    arrived: n.handle(z.object({ at: z.string() }), (visit, { at }) => void (visit.process.data.at = at)).next('look'),
    look: n.view({ fields: ['at'] }).next('done'),
    done: n.end(),
  }),
})

await handover.run(ship, 'arrived', { process: 'id' }, { at: 'noon' })
await handover.run(ship, 'arrived', { task: 'id' }, { at: 'noon' }, { note: 'by phone' })
// @ts-expect-error a view is nothing that a program answers
await handover.run(ship, 'look', { task: 'id' }, { at: 'noon' })
// @ts-expect-error the input is typed
await handover.run(ship, 'arrived', { task: 'id' }, { at: 12 })
// @ts-expect-error somewhere it has to wait
await handover.run(ship, 'arrived', {}, { at: 'noon' })

const off: () => void = handover.on('task.done', ({ event, task, id }) => {
  event.type satisfies 'task.done'
  task?.node satisfies string | undefined
  id satisfies string
})
handover.on('*', async ({ event }) => {
  event.type satisfies EventType
  event satisfies HistoryEvent
})
handover.on('process.done', { name: 'crm' }, ({ process }) => void process.number)
// @ts-expect-error there is no such event
handover.on('task.finished', () => {})
off()

const { done, refused } = await handover.tasks.bulk('assign', ['id'], { to: 'ben' })
done[0]?.node satisfies string | undefined
refused[0]?.error.code satisfies string | undefined
// @ts-expect-error each task has a transaction of its own
await handover.tasks.bulk('assign', ['id'], { tx: undefined as any })
// @ts-expect-error there is no such command
await handover.tasks.bulk('take', ['id'])

await handover.start(ship, 'start', {}, { key: 'A-1' })
const process = await handover.processes.suspend('id', { note: 'wait' })
process.can('resume', { id: 'anna', name: 'Anna', permissions: [] })
// @ts-expect-error there is no such command
process.can('stop', { id: 'anna', name: 'Anna', permissions: [] })
