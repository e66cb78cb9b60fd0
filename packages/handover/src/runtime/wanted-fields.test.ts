/** Fields that a form wants filled in, although the data of the process may be without them. */
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { createTestHandover } from '../testing/index.ts'

const leave = flow('leave', {
  data: z.object({
    decision: z.enum(['approve', 'decline']).optional().meta({ required: true }),
    note: z.string().optional(),
  }),
  nodes: (n) => ({
    start: n.start({ fields: ['note'] }).next('decide'),
    decide: n.view({ fields: ['decision', 'note'] }).next('again'),
    again: n.view({ fields: ['decision'] }).next('done'),
    done: n.end(),
  }),
})

test('a form is not taken without them, and what is there already is enough', async () => {
  const test = await createTestHandover({ flows: [leave] })
  onTestFinished(() => test.close())
  const ben = { id: 'ben', name: 'Ben', permissions: [], groups: [] }
  const process = await test.system.start(leave, 'start', {})
  const open = async (node: string) => {
    const task = (await process.tasks()).find((each) => each.node === node)!
    return test.handover.tasks.get(task.id)
  }
  const decide = await (await open('decide')).do('assign', { by: ben })
  await expect(decide.do('complete', { by: ben, input: { note: 'Hm.' } })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    details: { issues: [{ path: ['decision'], message: 'has to be filled in' }] },
  })
  await decide.do('complete', { by: ben, input: { decision: 'approve' } })
  const again = await (await open('again')).do('assign', { by: ben })
  await again.do('complete', { by: ben, input: {} })
  expect((await test.handover.processes.get(process.id)).status).toBe('done')
})

test('null empties a field that may be left out, and what is not sent stays', async () => {
  const test = await createTestHandover({ flows: [leave] })
  onTestFinished(() => test.close())
  const ben = { id: 'ben', name: 'Ben', permissions: [], groups: [] }
  const process = await test.system.start(leave, 'start', { note: 'Hm.' })
  const task = (await process.tasks()).find(({ node }) => node === 'decide')!
  const decide = await (await test.handover.tasks.get(task.id)).do('assign', { by: ben })
  await expect(decide.do('complete', { by: ben, input: { decision: null } as never })).rejects.toMatchObject({
    details: { issues: [{ path: ['decision'], message: 'has to be filled in' }] },
  })
  await decide.do('complete', { by: ben, input: { decision: 'approve', note: null } as never })
  const after = await test.handover.processes.get(process.id)
  expect(after.data).toEqual({ decision: 'approve' })
  const done = (await process.history()).find(({ type, node }) => type === 'task.done' && node === 'decide')
  expect(done?.data).toMatchObject({ changed: { note: ['Hm.', null] } })
})
