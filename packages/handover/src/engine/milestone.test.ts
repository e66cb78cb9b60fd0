import { expect, test } from 'vitest'
import { z } from 'zod'
import { begin } from '../../test/drive-engine.ts'
import { flow } from '../index.ts'

const auction = flow('auction', {
  data: z.object({ isLate: z.boolean().default(false) }),
  nodes: (n) => ({
    start: n.start({ fields: [] }).next('fork'),
    fork: n.split().next('announce').next('clock').next('phone').next('bell'),
    announce: n.view({ fields: [] }).next('open'),
    open: n.view({ fields: ['isLate'] }).next('hammer'),
    hammer: n.view({ fields: [] }).next('over'),
    clock: n.timer('1 h').while(['open']).next('over'),
    phone: n.catchMessage('bid', z.unknown()).while(['open']).mutex('line').next('over'),
    bell: n
      .timer('1 h')
      .while((visit) => visit.process.data.isLate)
      .next('over'),
    over: n.end(),
  }),
})

test('what runs by itself begins when its milestone is reached', async () => {
  const run = await begin(auction)
  expect(run.at('clock')).toMatchObject({ status: 'new', waits: { milestone: true } })
  expect(run.at('phone').waits).toEqual({ milestone: true })
  await run.complete('announce')
  expect(run.at('clock').waits).toEqual({ wake: expect.any(String) })
  expect(run.at('phone').waits).toMatchObject({ message: { name: 'bid' }, mutex: { isHeld: true } })
  expect(run.at('bell').waits).toMatchObject({ milestone: true })
})

test('and goes on when it has begun, whatever becomes of the milestone', async () => {
  const run = await begin(auction)
  await run.complete('announce')
  await run.complete('open', { isLate: false })
  await run.trigger('phone', 'message', {})
  expect(run.at('phone').status).toBe('done')
})

test('a milestone that is a rule is asked again when the data changes', async () => {
  const run = await begin(auction)
  await run.complete('announce')
  await run.complete('open', { isLate: true })
  expect(run.at('bell')).toMatchObject({ status: 'scheduled', waits: { wake: expect.any(String) } })
})

test('a process that can never come to the milestone needs attention', async () => {
  const lost = flow('lost', {
    data: z.object({}),
    nodes: (n) => ({
      start: n.start({ fields: [] }).next('fork'),
      fork: n.split().next('open').next('bid'),
      open: n.view({ fields: [] }).next('over'),
      bid: n.view({ fields: [] }).while(['open']).next('over'),
      over: n.end(),
    }),
  })
  const run = await begin(lost)
  expect(run.process.attention).toBe(null)
  await run.complete('open')
  expect(run.process.attention).toBe("'Bid' can only be done at a point that the process cannot come to.")
})
