import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flow, type Actor, type Handover, type Visit } from '../index.ts'
import { createTestHandover } from '../testing/index.ts'

const anna: Actor = { id: 'anna', name: 'Anna', permissions: [] }
const ben: Actor = { id: 'ben', name: 'Ben', permissions: [] }

interface Data {
  steps: string[]
  bag: any
  count: number
}
type Code = (visit: Visit<Data>) => any
const data = z.object({
  steps: z.array(z.string()).default([]),
  bag: z.any().default({}),
  count: z.number().default(0),
})

const child = flow('child', {
  data: z.object({ text: z.string().max(5) }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ text: z.string() }), (input) => input).next('look'),
    look: n.view({ fields: ['text'] }).next('done'),
    done: n.end(),
  }),
})

/** A flow that waits, runs the given code, and waits again. */
async function running(run: Code, options: { functionTimeout?: number; test?: Code; assign?: Code } = {}) {
  const { test: holds = () => true, assign = () => null, ...rest } = options
  const work = flow('work', {
    data,
    nodes: (n) => ({
      start: n.startHandle(z.object({}), () => ({})).next('ask'),
      ask: n.view({ fields: ['count'] }).next('run'),
      run: n.function(run).next('check'),
      check: n.if(holds).yes('again').no('done'),
      again: n
        .view({ fields: ['count'] })
        .assign(assign)
        .next('run'),
      done: n.end(),
    }),
  })
  const test = await createTestHandover({ flows: [work, child], ...rest })
  onTestFinished(() => test.close())
  const process = await test.as(anna).start(work, 'start', {})
  const complete = (by = anna) => test.as(by).complete(process, 'ask', { count: 1 })
  return { test, process, complete, handover: test.handover }
}
const ticks = async (count: number) => {
  for (let tick = 0; tick < count; tick++) await new Promise(setImmediate)
}

describe('the data of a visit', () => {
  it('is kept when a function changes it in place, also deep inside', async () => {
    const { process, complete } = await running((visit) => {
      visit.process.data.steps.push('one')
      visit.process.data.bag.deep = { list: [1] }
    })
    await complete()
    expect(process.data).toEqual({ steps: ['one'], bag: { deep: { list: [1] } }, count: 1 })
  })

  it('is kept when a function changes what another has stored before', async () => {
    const { test, process, complete } = await running((visit) => {
      visit.process.data.bag.times = (visit.process.data.bag.times ?? 0) + 1
    })
    await complete()
    await test.as(anna).complete(process, 'again', { count: 2 })
    expect((await process.refresh()).data.bag).toEqual({ times: 2 })
  })

  it('is kept when a function assigns it whole', async () => {
    const { process, complete } = await running((visit) => {
      visit.process.data = { steps: ['new'], bag: 1, count: 7 }
    })
    await complete()
    expect(process.data).toEqual({ steps: ['new'], bag: 1, count: 7 })
  })

  it('is refused when it no longer fits, and the action with it', async () => {
    const { process, complete } = await running((visit) => void ((visit.process.data as any).count = 'many'))
    await expect(complete()).rejects.toMatchObject({
      code: 'DATA_INVALID',
      details: { node: 'run', issues: [{ path: ['count'], value: 'many' }] },
    })
    expect(await process.waitsAt()).toEqual(['ask'])
  })

  it.each<[string, Code]>([
    ['set a key', (visit) => (visit.process.data.count = 9)],
    ['change a value in place', (visit) => visit.process.data.steps.push('x')],
    ['delete a key', (visit) => delete (visit.process.data as Partial<Data>).count],
    ['assign it whole', (visit) => (visit.process.data = { steps: [], bag: 0, count: 9 })],
  ])('a condition may not %s', async (_, change) => {
    const { complete } = await running(() => {}, { test: (visit) => [change(visit), true][1] })
    await expect(complete()).rejects.toMatchObject({ code: 'FUNCTION_FAILED', details: { node: 'check' } })
  })

  it('a condition finds what it has read again', async () => {
    const { process, complete } = await running((visit) => void (visit.process.data.bag = [{ of: 'gold' }]), {
      test: ({ process: { data } }) => !data.bag.includes(data.bag[0]),
    })
    await complete()
    expect(process.outcome).toBe('done')
  })

  it('a condition may copy it', async () => {
    const { process, complete } = await running(() => {}, { test: (visit) => ({ ...visit.process.data }).count === 2 })
    await complete()
    expect(process.outcome).toBe('done')
    const check = (await process.history()).find(({ node, type }) => node === 'check' && type === 'task.done')
    expect(check?.data).toMatchObject({ read: { count: 1 }, told: 'no' })
  })
})

describe('visit.doneBy', () => {
  it('names who finished the newest task of a node, of this action and of earlier ones', async () => {
    const owners: (string | null)[] = []
    const ask: Code = async (visit) => void owners.push(await visit.doneBy('ask'), await visit.doneBy('again'))
    const { test, process, complete } = await running(ask)
    await complete(ben)
    await test.as(anna).complete(process, 'again', { count: 1 })
    await test.as(ben).complete(process, 'again', { count: 1 })
    expect(owners).toEqual(['ben', null, 'ben', 'anna', 'ben', 'ben'])
  })

  it('assigns a task to who did an earlier one', async () => {
    const { test, complete } = await running(() => {}, { assign: (visit) => visit.doneBy('ask') })
    await complete(ben)
    expect(await test.as(ben).inbox()).toMatchObject([{ node: 'again' }])
  })

  it('knows the nodes of the flow', async () => {
    const { complete } = await running((visit) => visit.doneBy('aks'))
    await expect(complete()).rejects.toThrow("has no node 'aks'")
  })
})

describe('a function that fails', () => {
  it('is named with its node and process, and the cause is kept', async () => {
    const cause = new RangeError('no such printer')
    const { complete } = await running(() => Promise.reject(cause))
    await expect(complete()).rejects.toMatchObject({
      code: 'FUNCTION_FAILED',
      cause,
      message: expect.stringContaining(
        "'run' failed in process #1 of flow 'work' (its function threw): no such printer",
      ),
    })
  })

  it('may throw anything', async () => {
    const { complete } = await running(() => Promise.reject('just a text'))
    await expect(complete()).rejects.toMatchObject({ code: 'FUNCTION_FAILED', cause: 'just a text' })
  })

  it('has a time limit, and a visit that was closed by it stays closed', async () => {
    let wake = () => {}
    const late = new Promise<void>((resolve) => (wake = resolve))
    const after: Promise<unknown>[] = []
    const { process, complete } = await running(
      (visit) => {
        after.push(late.then(() => visit.tx))
        return late
      },
      { functionTimeout: 20 },
    )
    await expect(complete()).rejects.toMatchObject({
      code: 'FUNCTION_TOO_SLOW',
      details: { node: 'run', seconds: 0.02 },
    })
    expect(await process.waitsAt()).toEqual(['ask'])
    wake()
    await expect(after[0]).rejects.toMatchObject({ code: 'VISIT_CLOSED' })
  })

  it('has a time limit for whatever can be awaited', async () => {
    // oxlint-disable-next-line unicorn/no-thenable -- query builders are such objects
    const { complete } = await running(() => ({ then: () => {} }), { functionTimeout: 20 })
    await expect(complete()).rejects.toMatchObject({ code: 'FUNCTION_TOO_SLOW' })
  })
})

describe('a visit that is over', () => {
  it.each<[string, Code]>([
    ['tx', (visit) => visit.tx],
    ['process.data', (visit) => visit.process.data],
    ['process.data', (visit) => (visit.process.data = { steps: [], bag: 0, count: 0 })],
    ['doneBy', (visit) => visit.doneBy('ask')],
    ['start', (visit) => visit.start(child, 'start', { text: 'hello' })],
  ])('refuses visit.%s', async (member, use) => {
    let kept: Visit<Data> | undefined
    const { complete } = await running((visit) => void (kept = visit))
    await complete()
    await expect((async () => use(kept!))()).rejects.toMatchObject({
      code: 'VISIT_CLOSED',
      details: { node: 'run', member },
    })
  })
})

describe('the root object inside a function', () => {
  const used: Record<string, (handover: Handover, task: string, process: string) => Promise<unknown>> = {
    start: (handover) => handover.start(child, 'start', { text: 'hello' }),
    complete: (handover, task) => handover.complete(child, 'look', task, { text: 'x' }),
    assign: async (handover, task) => (await handover.tasks.get(task)).do('assign', { by: anna }),
    'processes.cancel': (handover, _, process) => handover.processes.cancel(process),
    transaction: (handover) => handover.transaction(async () => {}),
  }

  it.each(Object.keys(used))('is refused for %s, which would wait for itself', async (member) => {
    let call = () => Promise.resolve<unknown>(undefined)
    const { test, complete, handover } = await running(() => call())
    const other = await test.system.start(child, 'start', { text: 'hello' })
    const { id } = await other.task('look')
    call = () => used[member]!(handover, id, other.id)
    await expect(complete()).rejects.toMatchObject({ code: 'HANDOVER_INSIDE_VISIT', details: { node: 'run', member } })
  })

  it('is free again for a continuation that goes on after the action', async () => {
    const later: Promise<unknown>[] = []
    const { complete, handover } = await running(() => {
      later.push(ticks(50).then(() => handover.start(child, 'start', { text: 'later' })))
    })
    await complete()
    await expect(later[0]).resolves.toMatchObject({ flow: 'child' })
  })

  it('may be read', async () => {
    const { process, complete, handover } = await running(async (visit) => {
      visit.process.data.steps.push((await handover.processes.get(visit.process.id)).status)
    })
    await complete()
    expect(process.data.steps).toEqual(['running'])
  })
})

describe('visit.start', () => {
  it('starts several at once, each with a number of its own, by the system', async () => {
    const { handover, complete } = await running(async (visit) => {
      await Promise.all(['a', 'b', 'c'].map((text) => visit.start(child, 'start', { text })))
    })
    await complete()
    const { items } = await handover.processes.list({ flow: child })
    expect(new Set(items.map(({ number }) => number)).size).toBe(3)
    expect(items.map(({ startedBy }) => startedBy)).toEqual([null, null, null])
  })

  it('refuses a bad input, and the action that it is part of', async () => {
    const { handover, complete } = await running((visit) => visit.start(child, 'start', { text: 'too long' }))
    await expect(complete()).rejects.toMatchObject({ code: 'FUNCTION_FAILED', cause: { code: 'DATA_INVALID' } })
    expect((await handover.processes.list({ flow: child })).items).toEqual([])
  })

  it('says so when nobody waited for it and the action went by without it', async () => {
    const gate = Promise.withResolvers<void>()
    const late = flow('late', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.startHandle(z.object({}), () => ({})).next('linger'),
        linger: n.function(() => gate.promise).next('done'),
        done: n.end(),
      }),
    })
    let answer: Promise<unknown> | undefined
    const hasty = flow('hasty', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.startHandle(z.object({}), () => ({})).next('call'),
        call: n
          .function((visit) => void (answer = visit.start(late, 'start', {}).catch((failure) => failure)))
          .next('done'),
        done: n.end(),
      }),
    })
    const test = await createTestHandover({ flows: [hasty, late] })
    onTestFinished(() => test.close())
    await test.handover.start(hasty, 'start', {})
    gate.resolve()
    expect(await answer).toMatchObject({ code: 'VISIT_CLOSED', details: { member: 'start' } })
    expect((await test.handover.processes.list({ flow: late })).items).toEqual([])
  })

  it('cannot go on for ever: a flow that starts itself is refused, and nothing of it is stored', async () => {
    const self: ReturnType<typeof selfStarting> = selfStarting(() => self)
    const test = await createTestHandover({ flows: [self] })
    onTestFinished(() => test.close())
    await expect(test.handover.start(self, 'start', {})).rejects.toThrow(/visit\.start of 'endless'/)
    expect((await test.handover.processes.list()).items).toEqual([])
  })
})

function selfStarting(self: () => any) {
  return flow('endless', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.startHandle(z.object({}), () => ({})).next('again'),
      again: n.function(async (visit) => void (await visit.start(self(), 'start' as never, {} as never))).next('done'),
      done: n.end(),
    }),
  })
}
