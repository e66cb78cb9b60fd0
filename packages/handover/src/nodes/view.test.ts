import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flow } from '../index.ts'
import { frozen } from '../flow/define-flow.ts'
import { begin } from '../../test/drive-engine.ts'

const input = z.object({ note: z.string() })
const leave = flow('leave', {
  data: z.object({ approved: z.boolean().default(false), notes: z.array(z.string()).default([]) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('approve'),
    approve: n.view({ fields: ['approved'] }).next('comment'),
    comment: n.view({ input, complete: ({ process }, sent) => void process.data.notes.push(sent.note) }).next('done'),
    done: n.end(),
  }),
})
const formOf = (name: string) => {
  const node = frozen(leave).graph[name]!
  return node.kind.form!(node)
}

test('a view waits in the queue until it is completed', async () => {
  const run = await begin(leave)
  expect(run.at('approve')).toMatchObject({ status: 'new', owner: null })
  await run.complete('approve', { approved: true })
  expect(run.at('approve').status).toBe('done')
})

describe('a view with fields', () => {
  test('writes them into the data', async () => {
    const run = await begin(leave)
    await run.complete('approve', { approved: true })
    expect(run.data['approved']).toBe(true)
  })

  test('asks for its fields', () => {
    expect(formOf('approve')).toEqual({ fields: ['approved'] })
  })
})

describe('a view with an input of its own', () => {
  test('lets its function decide what becomes of it', async () => {
    const run = await begin(leave)
    await run.complete('approve')
    await run.complete('comment', { note: 'fine' })
    expect(run.data['notes']).toEqual(['fine'])
    expect(run.event('task.done', 'comment').data).toEqual({ changed: { notes: [[], ['fine']] } })
  })

  test('asks for that input', () => {
    expect(formOf('comment')).toEqual({ schema: input })
  })

  test('refuses another one and stays open', async () => {
    const run = await begin(leave)
    await run.complete('approve')
    await expect(run.complete('comment', { note: 7 })).rejects.toThrow('INPUT_INVALID')
    expect(run.at('comment').status).toBe('new')
  })
})
