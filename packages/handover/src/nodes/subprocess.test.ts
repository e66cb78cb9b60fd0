import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { begin, type Driven } from '../../test/drive-engine.ts'
import { problemsOf } from '../../test/sketch-flow.ts'

const moment = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})
const printing = flow('printing', {
  data: z.object({ text: z.string(), at: moment.optional() }),
  nodes: (n) => ({
    start: n.startHandle(z.object({ text: z.string() }), ({ text }) => ({ text })).next('instant'),
    instant: n
      .if(({ process }) => process.data.text === 'nothing')
      .yes('printed')
      .no('print'),
    print: n.view({ fields: ['at'] }).next('check'),
    check: n
      .if(({ process }) => process.data.at !== undefined)
      .yes('printed')
      .no('jam'),
    printed: n.end(),
    jam: n.fail('PAPER_JAM'),
  }),
})
const at = '2030-01-01T12:00:00.000Z'

type Setting = { readonly sequential?: boolean; readonly isDeaf?: boolean }
const ordering = ({ sequential = false, isDeaf = false }: Setting = {}) =>
  flow('ordering', {
    data: z.object({ texts: z.array(z.string()), done: z.array(z.string()).default([]) }),
    nodes: (n) => ({
      start: n.start({ fields: ['texts'] }).next('print'),
      print: n
        .subprocess(printing, {
          start: 'start',
          each: ({ process }) => process.data.texts,
          input: (visit) => ({ text: visit.task.item }),
          sequential,
          result: ({ process }, child) => {
            if (isDeaf) throw new TypeError('I did not hear')
            process.data.done.push(`${child.data.text} at ${child.data.at?.getUTCHours()}, ${child.outcome}`)
          },
        })
        .next('done'),
      done: n.end(),
    }),
  })
const started = (texts: string[], setting?: Setting) => begin(ordering(setting), 'start', { texts })
const statesOf = (run: Driven) => {
  const { children, pending } = run.at('print').state as any
  return { children: children.map(({ status }: any) => status), pending }
}
async function printed(run: Driven, child: number, input: object = { at }) {
  await run.children[child]!.complete('print', input)
  await run.hear()
}

describe('a call of one process for each item', () => {
  test('starts them in the same action and waits for all', async () => {
    const run = await started(['a', 'b'])
    expect(run.children.map((child) => child.data)).toEqual([{ text: 'a' }, { text: 'b' }])
    expect(run.at('print').status).toBe('started')
    await printed(run, 1)
    expect(statesOf(run)).toEqual({ children: ['running', 'done'], pending: [] })
    await printed(run, 0)
    expect(run.process.status).toBe('done')
    expect(run.event('task.done', 'print').data).toMatchObject({ told: { outcomes: ['printed', 'printed'] } })
  })

  test('hears what came of each, as the called process knows its data', async () => {
    const run = await started(['a', 'b'])
    await printed(run, 1)
    await printed(run, 0)
    expect(run.data['done']).toEqual(['b at 12, printed', 'a at 12, printed'])
  })

  test('remembers no data that was heard', async () => {
    const run = await started(['a', 'b'])
    await printed(run, 1)
    expect(JSON.stringify(run.at('print').state)).not.toContain('2030')
  })

  test('goes on at once when there is nothing to call, or all have ended already', async () => {
    expect((await started([])).process.status).toBe('done')
    const run = await started(['nothing', 'nothing'])
    expect(run.process.status).toBe('done')
    expect(run.data['done']).toHaveLength(2)
  })

  test('calls one after the other when it says so', async () => {
    const run = await started(['a', 'nothing', 'c'], { sequential: true })
    expect(statesOf(run)).toEqual({ children: ['running'], pending: ['nothing', 'c'] })
    await printed(run, 0)
    expect(run.children.map((child) => child.data['text'])).toEqual(['a', 'nothing', 'c'])
    expect(statesOf(run)).toEqual({ children: ['done', 'done', 'running'], pending: [] })
    await printed(run, 2)
    expect(run.process.status).toBe('done')
  })
})

describe('while it waits', () => {
  test('another one can be added', async () => {
    const run = await started(['a'])
    await run.command('add', 'print', { item: 'b' })
    await printed(run, 0)
    expect(run.at('print').status).toBe('started')
    await printed(run, 1)
    expect(run.data['done']).toHaveLength(2)
  })

  test('one that is added to a sequence waits for its turn', async () => {
    const run = await started(['a'], { sequential: true })
    await run.command('add', 'print', { item: 'b' })
    expect(statesOf(run)).toEqual({ children: ['running'], pending: ['b'] })
  })

  test('it may be enough: what runs is canceled, what came so far counts', async () => {
    const run = await started(['a', 'b'])
    await printed(run, 0)
    await run.command('finish', 'print')
    expect(run.process.status).toBe('done')
    expect(run.data['done']).toHaveLength(1)
    expect(run.sent.map(({ sending }) => sending)).toMatchObject([
      { type: 'cancelProcess', process: run.children[1]!.process.id },
    ])
  })

  test('and it is canceled, what runs is canceled too', async () => {
    const run = await started(['a', 'b'])
    await printed(run, 0)
    await run.command('cancel', 'print')
    expect(run.sent.map(({ sending }) => sending)).toMatchObject([
      { type: 'cancelProcess', process: run.children[1]!.process.id },
    ])
  })
})

describe('what goes wrong there', () => {
  test('an error end comes to the caller with its code', async () => {
    const run = await started(['a', 'b'])
    await printed(run, 0, {})
    expect(run.at('print')).toMatchObject({
      status: 'error',
      error: { code: 'PAPER_JAM', message: "The called process #7 failed with 'PAPER_JAM'." },
    })
  })

  test('a canceled process comes to the caller too', async () => {
    const run = await started(['a'])
    await run.children[0]!.cancelProcess()
    await run.hear()
    expect(run.at('print').error).toMatchObject({ code: 'CHILD_CANCELED' })
  })

  test('others are heard meanwhile, but it stays in error', async () => {
    const run = await started(['a', 'b'])
    await printed(run, 0, {})
    await printed(run, 1)
    expect(run.at('print').status).toBe('error')
    expect(run.data['done']).toEqual(['b at 12, printed'])
  })

  test('another try replaces what failed or was canceled, and only that', async () => {
    const run = await started(['a', 'b', 'c'])
    await printed(run, 0, {})
    await printed(run, 1)
    await run.command('retry', 'print')
    expect(run.children.map((child) => child.data['text'])).toEqual(['a', 'b', 'c', 'a'])
    expect(run.at('print').status).toBe('started')
    await printed(run, 3)
    await printed(run, 2)
    expect(run.process.status).toBe('done')
  })

  test('a result that cannot be taken over is heard again by another try', async () => {
    const setting = { isDeaf: true }
    const run = await started(['a'], setting)
    await printed(run, 0)
    expect(run.at('print').status).toBe('error')
    expect(statesOf(run)).toEqual({ children: ['done'], pending: [] })
    await expect(run.command('retry', 'print')).rejects.toThrow('I did not hear')
  })
})

test.each([
  ['no list', 'a', "each answered 'a', not an array"],
  ['what cannot be stored', ['a', new Date(0)], 'item 1 of each is not JSON'],
])('%s is no items', async (_, items, message) => {
  const wrong = flow('wrong', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('print'),
      print: n
        .subprocess(printing, {
          start: 'start',
          each: () => items as never as string[],
          input: ({ task }) => ({ text: task.item }),
        })
        .next('done'),
      done: n.end(),
    }),
  })
  await expect(begin(wrong)).rejects.toThrow(message)
})

describe('a call of one process', () => {
  const calling = flow('calling', {
    data: z.object({ depth: z.number(), word: z.string().default('') }),
    nodes: (n) => ({
      start: n.startHandle(z.number(), (depth) => ({ depth })).next('more'),
      more: n
        .if(({ process }) => process.data.depth > 0)
        .yes('again')
        .no('wait'),
      again: n
        .subprocess('self', {
          start: 'start',
          input: ({ process }) => process.data.depth - 1,
          result: ({ process }, child) => void (process.data.word = `${String(child.data['word'])}!`),
        })
        .next('done'),
      wait: n.view({ fields: ['word'] }).next('done'),
      done: n.end(),
    }),
  })

  test('may be of the flow itself', async () => {
    const run = await begin(calling, 'start', 2)
    const [child] = run.children
    await child!.children[0]!.complete('wait', { word: 'deep' })
    await child!.hear()
    await run.hear()
    expect(run.data['word']).toBe('deep!!')
    expect(run.process.status).toBe('done')
  })
})

test.each([
  ['a start that is none', { start: 'print' }, "starts flow 'printing' at 'print', which does not exist"],
  ['no input', { start: 'start', input: undefined }, 'subprocess was given undefined, not a function'],
])('%s is refused', (_, call, message) => {
  const define = () =>
    flow('wrong', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('call'),
        call: n.subprocess(printing, { input: () => ({ text: '' }), ...call } as never).next('done'),
        done: n.end(),
      }),
    })
  expect(problemsOf(define)[0]).toMatchObject({ node: 'call', message: expect.stringContaining(message) })
})

test('what is no flow is refused', () => {
  const define = () =>
    flow('wrong', {
      data: z.object({}),
      nodes: (n) => ({
        start: n.start({ fields: [] }).next('call'),
        call: n
          .subprocess({ name: 'printing', nodes: {} } as never as typeof printing, {
            start: 'start',
            input: () => ({ text: '' }),
          })
          .next('done'),
        done: n.end(),
      }),
    })
  expect(problemsOf(define)).toMatchObject([{ code: 'FLOW_BAD_OPTION', node: 'call' }])
})
