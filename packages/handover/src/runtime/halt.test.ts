import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { flow, type Actor } from '../index.ts'
import { createTestHandover } from '../testing/index.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: ['work.manage'] }
const work = flow('work', {
  data: z.object({}),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('look'),
    look: n.view({ fields: [] }).next('done'),
    done: n.end(),
  }),
})

test('who suspended or canceled a process is told with the time and the note, and nobody while it goes on', async () => {
  const simulated = await createTestHandover({ flows: [work] })
  onTestFinished(() => simulated.close())
  const { id } = await simulated.system.start(work, 'start', {})
  const { processes } = simulated.handover
  const inList = async () => (await processes.overview()).items[0]!.halt
  expect([await processes.halt(id), await inList()]).toEqual([null, null])

  await processes.suspend(id, { by: anna, note: 'Not paid.' })
  const held = { by: { id: 'anna', name: 'Anna' }, at: expect.any(Date), note: 'Not paid.' }
  expect([await processes.halt(id), await inList()]).toEqual([held, held])

  await processes.resume(id, { by: anna })
  expect([await processes.halt(id), await inList()]).toEqual([null, null])

  await processes.cancel(id)
  const canceled = { by: null, at: expect.any(Date), note: null }
  expect([await processes.halt(id), await inList()]).toEqual([canceled, canceled])
})
