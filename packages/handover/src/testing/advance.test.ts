import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { createTestHandover } from './index.ts'

const reminded = flow('reminded', {
  data: z.object({ asked: z.number().default(0) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({}), () => ({})).next('wait'),
    wait: n.timer('1 day').next('count'),
    count: n.function((visit) => void visit.process.data.asked++).next('enough'),
    enough: n
      .if((visit) => visit.process.data.asked === 3)
      .yes('done')
      .no('wait'),
    done: n.end(),
  }),
})

async function started(options: { work?: boolean } = {}) {
  const test = await createTestHandover({ flows: [reminded], ...options })
  onTestFinished(() => test.close())
  return { test, process: await test.system.start(reminded, 'start', {}) }
}
const times = async (process: { history(): Promise<readonly { type: string; node: string | null; at: string }[]> }) =>
  (await process.history()).filter(({ type, node }) => type === 'task.done' && node === 'count').map(({ at }) => at)

describe('a clock that is moved on', () => {
  it('stops at everything that falls due on the way: it happens at its own time', async () => {
    const { test, process } = await started()
    await test.clock.advance('10 days')
    expect(await times(process)).toEqual([
      '2026-01-06T09:00:00.000Z',
      '2026-01-07T09:00:00.000Z',
      '2026-01-08T09:00:00.000Z',
    ])
    expect((await process.refresh()).status).toBe('done')
    expect(test.clock.now()).toEqual(new Date('2026-01-15T09:00:00.000Z'))
  })

  it('does not fire what is due later', async () => {
    const { test, process } = await started()
    await test.clock.set('2026-01-06T08:59:59.999Z')
    expect(await times(process)).toEqual([])
    await test.clock.advance('1 s')
    expect(await times(process)).toEqual(['2026-01-06T09:00:00.000Z'])
  })

  it('arrives where nobody does the work', async () => {
    const { test, process } = await started({ work: false })
    await test.clock.advance('10 days')
    expect(await times(process)).toEqual([])
    expect(test.clock.now()).toEqual(new Date('2026-01-15T09:00:00.000Z'))
  })

  it('arrives where a process is held, which goes on when it is let go', async () => {
    const { test, process } = await started()
    await test.system.suspend(process)
    await test.clock.advance('10 days')
    expect(await times(process)).toEqual([])
    await test.system.resume(process)
    expect(await times(process)).toEqual(['2026-01-15T09:00:00.000Z'])
  })
})
