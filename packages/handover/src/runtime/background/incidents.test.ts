import { flow } from 'handover'
import { createTestHandover } from 'handover/testing'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const hello = flow('hello', {
  data: z.object({ text: z.string() }),
  nodes: (n) => ({ start: n.start({ fields: ['text'] }).next('done'), done: n.end() }),
})

describe('incidents of a process', () => {
  test('are found by it, also those that do not wait with it', async () => {
    await using made = await createTestHandover({ flows: [hello], onWarning: () => {} })
    const { incidents } = made.handover
    made.handover.on('process.done', { name: 'crm' }, () => {
      throw new Error('away')
    })
    const one = await made.handover.start(hello, 'start', { text: 'one' })
    const two = await made.handover.start(hello, 'start', { text: 'two' })
    await made.clock.advance('1 h')
    expect((await incidents.list()).items).toHaveLength(2)
    for (const { id } of [one, two])
      // The first page holds only the other one.
      expect(await incidents.list({ process: id, limit: 1 })).toMatchObject({ items: [{ process: id, kind: 'hook' }] })
    expect((await incidents.list({ process: '01a20262-1d92-7216-b3b9-3fb2cd70b598' })).items).toEqual([])
  })
})
